package care.andon.sla.engine;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Open seconds as the wall clock shows them, as if it never jumped: a count that rises with local
 * time, in seconds since 1970-01-01T00:00 on the wall.
 *
 * <p>A year without dates of its own is one of fourteen kinds: leap or not, and the weekday it
 * begins on. Those are summed once. Days that deviate from their kind (exceptions, closed dates,
 * and the day after each, which may miss a night shift's tail or gain one) carry the difference.
 */
final class WallTime {
  /** One year of margin on either side of the instants asked for. */
  private static final int FIRST_YEAR = OpenTime.EARLIEST_YEAR - 1;

  private static final int YEARS = OpenTime.REPEATS_UNTIL_YEAR + 1 - FIRST_YEAR;

  /** From this date on no single date is special, and all repeats after {@link #DAYS_OF_CYCLE}. */
  static final long REPEATS_FROM_DAY = LocalDate.of(OpenTime.REPEATS_FROM_YEAR, 1, 1).toEpochDay();

  static final long DAYS_OF_CYCLE = 146_097;

  private static final int FEBRUARY_29 = 59;
  private static final int DECEMBER_31 = 365;
  private static final long[] YEAR_STARTS = yearStarts();

  private final Map<DayOfWeek, List<OpenInterval>> weekly;
  private final Map<LocalDate, List<OpenInterval>> exceptions = new HashMap<>();
  private final TreeSet<LocalDate> closedDates = new TreeSet<>();

  /** By day of a leap year, so that every date has one place. */
  private final boolean[] closedYearly = new boolean[366];

  private final DayPlan[] afterOpenDay = new DayPlan[7];
  private final DayPlan[] afterClosedDay = new DayPlan[7];
  private final int[][] openBeforeDayOfYear = new int[14][];
  private final long[] openBeforeYear = new long[YEARS + 1];

  private final long[] deviatingDays;
  private final DayPlan[] deviatingPlans;
  private final long[] deviationBefore;

  WallTime(WorkCalendar calendar) {
    weekly = calendar.weekly();
    calendar.exceptions().forEach(exception -> exceptions.put(exception.date(), exception.open()));
    calendar.closures().forEach(this::close);
    for (var weekday : DayOfWeek.values()) {
      var own = hours(weekday);
      int day = weekday.getValue() - 1;
      afterOpenDay[day] = DayPlan.of(own, hours(weekday.minus(1)));
      afterClosedDay[day] = DayPlan.of(own, List.of());
    }
    sumYears();

    deviatingDays = deviatingDays();
    deviatingPlans = new DayPlan[deviatingDays.length];
    deviationBefore = new long[deviatingDays.length + 1];
    for (var i = 0; i < deviatingDays.length; i++) {
      var plan = deviatingPlan(LocalDate.ofEpochDay(deviatingDays[i]));
      deviatingPlans[i] = plan;
      var difference = plan.total() - regularPlan(deviatingDays[i]).total();
      deviationBefore[i + 1] = deviationBefore[i] + difference;
    }
  }

  private static long[] yearStarts() {
    var starts = new long[YEARS + 1];
    Arrays.setAll(starts, year -> LocalDate.of(FIRST_YEAR + year, 1, 1).toEpochDay());
    return starts;
  }

  boolean isOpen(long wallSecond) {
    return plan(Math.floorDiv(wallSecond, DayPlan.DAY)).isOpen(secondOfDay(wallSecond));
  }

  /** Open seconds from a fixed, distant past up to the given second. */
  long openBefore(long wallSecond) {
    var day = Math.floorDiv(wallSecond, DayPlan.DAY);
    return openBeforeDay(day) + plan(day).openBefore(secondOfDay(wallSecond));
  }

  /**
   * The first second before which so much has been open.
   *
   * @param after a second before which less has been open
   * @param atMost a second before which at least so much has been open
   */
  long secondReaching(long open, long after, long atMost) {
    var day = Math.floorDiv(after, DayPlan.DAY);
    var beyond = Math.floorDiv(atMost, DayPlan.DAY) + 1;
    while (beyond - day > 1) {
      var middle = day + (beyond - day) / 2;
      if (openBeforeDay(middle) < open) {
        day = middle;
      } else {
        beyond = middle;
      }
    }
    return day * DayPlan.DAY + plan(day).secondReaching((int) (open - openBeforeDay(day)));
  }

  private static int secondOfDay(long wallSecond) {
    return (int) Math.floorMod(wallSecond, (long) DayPlan.DAY);
  }

  private long openBeforeDay(long day) {
    var year = yearOf(day);
    var regular =
        openBeforeYear[year] + openBeforeDayOfYear[kind(year)][(int) (day - YEAR_STARTS[year])];
    return regular + deviationBefore[firstAtLeast(deviatingDays, day)];
  }

  /** What is open on a date, given in days since 1970-01-01. */
  DayPlan plan(long day) {
    if (deviatingDays.length > 0) {
      var found = Arrays.binarySearch(deviatingDays, day);
      if (found >= 0) {
        return deviatingPlans[found];
      }
    }
    return regularPlan(day);
  }

  /** The plan by weekday and yearly closures alone. */
  private DayPlan regularPlan(long day) {
    var year = yearOf(day);
    return regularPlan(weekday(day), (int) (day - YEAR_STARTS[year]), isLeap(year));
  }

  private DayPlan regularPlan(int weekday, int dayOfYear, boolean leap) {
    if (closedYearly[place(dayOfYear, leap)]) {
      return DayPlan.CLOSED;
    }
    var dayBefore = dayOfYear == 0 ? DECEMBER_31 : place(dayOfYear - 1, leap);
    return (closedYearly[dayBefore] ? afterClosedDay : afterOpenDay)[weekday];
  }

  private static int place(int dayOfYear, boolean leap) {
    return leap || dayOfYear < FEBRUARY_29 ? dayOfYear : dayOfYear + 1;
  }

  private void sumYears() {
    for (var year = 0; year < YEARS; year++) {
      var kind = kind(year);
      if (openBeforeDayOfYear[kind] == null) {
        openBeforeDayOfYear[kind] = sumDays(weekday(YEAR_STARTS[year]), isLeap(year));
      }
      var days = openBeforeDayOfYear[kind];
      openBeforeYear[year + 1] = openBeforeYear[year] + days[days.length - 1];
    }
  }

  private int[] sumDays(int firstWeekday, boolean leap) {
    var sums = new int[leap ? 367 : 366];
    for (var day = 0; day + 1 < sums.length; day++) {
      sums[day + 1] = sums[day] + regularPlan((firstWeekday + day) % 7, day, leap).total();
    }
    return sums;
  }

  private static int kind(int year) {
    return weekday(YEAR_STARTS[year]) + (isLeap(year) ? 7 : 0);
  }

  private static boolean isLeap(int year) {
    return YEAR_STARTS[year + 1] - YEAR_STARTS[year] == 366;
  }

  /** 0 is Monday; 1970-01-01 was a Thursday. */
  private static int weekday(long day) {
    return (int) Math.floorMod(day + 3, 7L);
  }

  private static int yearOf(long day) {
    var guess = (int) (1970 - FIRST_YEAR + Math.floorDiv(day * 400, 146_097L));
    if (YEAR_STARTS[guess] > day) {
      return guess - 1;
    }
    return YEAR_STARTS[guess + 1] <= day ? guess + 1 : guess;
  }

  private long[] deviatingDays() {
    var days = new TreeSet<Long>();
    for (var dates : List.of(exceptions.keySet(), closedDates)) {
      for (var date : dates) {
        days.add(date.toEpochDay());
        days.add(date.toEpochDay() + 1);
      }
    }
    return days.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * The plan of a deviating day. One that is neither an exception nor closed deviates because the
   * day before is: an exception may run on into it, a closed day does not.
   */
  private DayPlan deviatingPlan(LocalDate date) {
    var exception = exceptions.get(date);
    if (exception != null) {
      return DayPlan.of(exception, List.of());
    }
    return isClosed(date)
        ? DayPlan.CLOSED
        : DayPlan.of(
            hours(date.getDayOfWeek()), exceptions.getOrDefault(date.minusDays(1), List.of()));
  }

  private boolean isClosed(LocalDate date) {
    return closedDates.contains(date)
        || closedYearly[place(date.getDayOfYear() - 1, date.isLeapYear())];
  }

  private List<OpenInterval> hours(DayOfWeek weekday) {
    return weekly.getOrDefault(weekday, List.of());
  }

  private void close(Closure closure) {
    switch (closure) {
      case Closure.ClosedDate(var date) -> closedDates.add(date);
      case Closure.ClosedYearly yearly -> {
        for (var place = 0; place < closedYearly.length; place++) {
          closedYearly[place] |= yearly.covers(MonthDay.from(Year.of(2000).atDay(place + 1)));
        }
      }
    }
  }

  private static int firstAtLeast(long[] sorted, long key) {
    var found = Arrays.binarySearch(sorted, key);
    return found >= 0 ? found : -found - 1;
  }
}
