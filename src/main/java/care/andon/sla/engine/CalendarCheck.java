package care.andon.sla.engine;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;

/**
 * Finds probable mistakes in a calendar, although a clock could run on it: hours that overlap, and
 * closures that leave nothing open.
 */
public final class CalendarCheck {
  private static final int DAY = 24 * 60;

  private CalendarCheck() {}

  /** All mistakes with their places; none for a good calendar. */
  public static List<InvalidCalendar> faults(WorkCalendar calendar) {
    var faults = new ArrayList<InvalidCalendar>();
    calendar.weekly().forEach((day, hours) -> check(hours, "/weekly/" + day, faults));
    checkMidnights(calendar.weekly(), faults);
    for (var i = 0; i < calendar.exceptions().size(); i++) {
      check(calendar.exceptions().get(i).open(), "/exceptions/" + i + "/open", faults);
    }
    if (isClosedAllYear(calendar.closures())) {
      faults.add(
          new InvalidCalendar(
              "/closures",
              "closed_all_year",
              "Together the yearly closures cover every day; leave some days open"));
    }
    return faults;
  }

  private static void check(
      List<OpenInterval> hours, String pointer, List<InvalidCalendar> faults) {
    for (var i = 0; i < hours.size(); i++) {
      for (var j = 0; j < i; j++) {
        if (overlap(hours.get(i), hours.get(j), 0)) {
          faults.add(overlapping(pointer + "/" + i, hours.get(i), hours.get(j), "the same day"));
        }
      }
    }
  }

  /** Finds hours that run past midnight into the hours of the next day. */
  private static void checkMidnights(
      Map<DayOfWeek, List<OpenInterval>> weekly, List<InvalidCalendar> faults) {
    weekly.forEach(
        (day, hours) -> {
          var next = weekly.getOrDefault(day.plus(1), List.of());
          for (var interval : hours) {
            for (var i = 0; i < next.size(); i++) {
              if (overlap(next.get(i), interval, DAY)) {
                faults.add(
                    overlapping(
                        "/weekly/" + day.plus(1) + "/" + i, next.get(i), interval, day.name()));
              }
            }
          }
        });
  }

  /** Whether an interval overlaps one that began so many minutes earlier in its own day's count. */
  private static boolean overlap(OpenInterval later, OpenInterval earlier, int apart) {
    return later.startMinute() + apart < end(earlier) && earlier.startMinute() < end(later) + apart;
  }

  private static int end(OpenInterval interval) {
    return interval.isOvernight() ? interval.endMinute() + DAY : interval.endMinute();
  }

  private static InvalidCalendar overlapping(
      String pointer, OpenInterval one, OpenInterval other, String day) {
    return new InvalidCalendar(
        pointer,
        "overlapping_intervals",
        "%s overlaps %s of %s; an hour is open once".formatted(one, other, day));
  }

  private static boolean isClosedAllYear(List<Closure> closures) {
    return daysOfALeapYear().stream()
        .allMatch(
            day ->
                closures.stream()
                    .anyMatch(
                        closure ->
                            closure instanceof Closure.ClosedYearly yearly && yearly.covers(day)));
  }

  private static SequencedCollection<MonthDay> daysOfALeapYear() {
    var days = new LinkedHashSet<MonthDay>();
    for (var date = LocalDate.of(2024, 1, 1); date.getYear() == 2024; date = date.plusDays(1)) {
      days.add(MonthDay.from(date));
    }
    return days;
  }
}
