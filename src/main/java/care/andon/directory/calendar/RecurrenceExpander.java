package care.andon.directory.calendar;

import static java.util.stream.Collectors.toCollection;

import biweekly.property.RecurrenceRule;
import biweekly.util.ByDay;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.calendar.CalendarTimes.WallTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Expands the recurrence rules of a file by the wall clock: an event on Mondays at 19:00 stays at
 * 19:00 when the clocks change. Refuses rules that RFC 5545 does not allow; biweekly would take
 * INTERVAL=0 for 1 and ignore BYMONTHDAY=32.
 */
final class RecurrenceExpander {
  static final String ADVICE = "Send a recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO";

  /** Times at which biweekly looks for all rules of a file; some seconds. */
  private static final long MOST_WORK = 5_000_000;

  /** biweekly walks through the days between two occurrences. */
  private static final int LONGEST_INTERVAL = 1_000;

  private static final int MOST_TIMES_A_DAY = 24;
  private static final Set<Frequency> TOO_OFTEN =
      EnumSet.of(Frequency.SECONDLY, Frequency.MINUTELY, Frequency.HOURLY);
  private static final TimeZone WALL = TimeZone.getTimeZone("UTC");

  private long work;

  /**
   * The starts of a series by its rule, from {@code from} to {@code to}, in its time zone.
   *
   * @throws EventError if it is no rule, or has too many occurrences
   */
  SortedSet<LocalDateTime> starts(
      RecurrenceRule property, WallTime first, LocalDateTime from, LocalDateTime to) {
    var rule = property.getValue();
    check(property, rule);
    var until = until(property, rule.getUntil(), first);
    var last = until == null || until.isAfter(to) ? to : until;
    var start = skipped(rule, first.local(), from);
    requireLittleWork(property, start, last);
    var found = new Recurrence.Builder(rule).until((ICalDate) null).build();
    var starts = new TreeSet<LocalDateTime>();
    var dates = found.getDateIterator(Date.from(start.toInstant(ZoneOffset.UTC)), WALL);
    while (dates.hasNext()) {
      var next = LocalDateTime.ofInstant(dates.next().toInstant(), ZoneOffset.UTC);
      if (next.isAfter(last)) {
        break;
      }
      if (!next.isBefore(from)) {
        starts.add(next);
      }
    }
    return first.isDate() ? days(starts) : starts;
  }

  private void requireLittleWork(RecurrenceRule property, LocalDateTime start, LocalDateTime last) {
    var rule = property.getValue();
    var months = rule.getByMonth().isEmpty() ? 12 : rule.getByMonth().size();
    var days = Math.max(1, ChronoUnit.DAYS.between(start, last) * months / 12);
    work += days * timesOfADay(rule);
    if (work > MOST_WORK) {
      throw new EventError(property, "too_many", "Send rules with fewer occurrences");
    }
  }

  private static long timesOfADay(Recurrence rule) {
    return (long) some(rule.getByHour()) * some(rule.getByMinute()) * some(rule.getBySecond());
  }

  /** Hours, minutes and seconds of a rule do not apply to whole days (RFC 5545, 3.3.10). */
  private static SortedSet<LocalDateTime> days(SortedSet<LocalDateTime> starts) {
    return starts.stream()
        .map(it -> it.toLocalDate().atStartOfDay())
        .collect(toCollection(TreeSet::new));
  }

  /**
   * A start as many whole periods later as there are before {@code from}, so that an old series
   * does not take longer. A rule with COUNT counts from its start.
   */
  private static LocalDateTime skipped(Recurrence rule, LocalDateTime first, LocalDateTime from) {
    var days = rule.getFrequency() == Frequency.DAILY ? 1L : 7L;
    var isCounted = rule.getCount() != null || rule.getFrequency().compareTo(Frequency.WEEKLY) > 0;
    if (isCounted || !first.isBefore(from)) {
      return first;
    }
    var period = days * Objects.requireNonNullElse(rule.getInterval(), 1);
    return first.plusDays(ChronoUnit.DAYS.between(first, from) / period * period);
  }

  /** The last start. An UNTIL without a time zone is in that of the series; a day is included. */
  private static @Nullable LocalDateTime until(
      RecurrenceRule property, @Nullable ICalDate until, WallTime first) {
    if (until == null) {
      return null;
    }
    try {
      var local = CalendarTimes.local(until);
      if (!until.hasTime()) {
        return local.with(LocalTime.MAX);
      }
      return until.getRawComponents().isUtc()
          ? first.zone().local(local.toInstant(ZoneOffset.UTC))
          : local;
    } catch (DateTimeException notOnACalendar) {
      throw new EventError(property, "not_a_time", CalendarTimes.ADVICE);
    }
  }

  // --- What RFC 5545, 3.3.10 allows ---

  private static void check(RecurrenceRule property, @Nullable Recurrence rule) {
    if (rule == null || rule.getFrequency() == null || !hasValidParts(rule)) {
      throw new EventError(property, "not_a_rule", ADVICE);
    }
    if (TOO_OFTEN.contains(rule.getFrequency()) || timesOfADay(rule) > MOST_TIMES_A_DAY) {
      throw new EventError(property, "too_often", "Send shifts that recur daily at most");
    }
  }

  private static int some(Collection<?> values) {
    return Math.max(1, values.size());
  }

  private static boolean hasValidParts(Recurrence rule) {
    return hasValidNumbers(rule)
        && hasValidDays(rule)
        && rule.getXRules().isEmpty()
        && (rule.getCount() == null || rule.getUntil() == null);
  }

  private static boolean hasValidNumbers(Recurrence rule) {
    return (rule.getCount() == null || rule.getCount() > 0)
        && (rule.getInterval() == null
            || (rule.getInterval() > 0 && rule.getInterval() <= LONGEST_INTERVAL))
        && areWithin(rule.getBySecond(), 0, 60)
        && areWithin(rule.getByMinute(), 0, 59)
        && areWithin(rule.getByHour(), 0, 23)
        && areWithin(rule.getByMonth(), 1, 12)
        && arePositions(rule.getByMonthDay(), 31)
        && arePositions(rule.getByYearDay(), 366)
        && arePositions(rule.getByWeekNo(), 53)
        && arePositions(rule.getBySetPos(), 366)
        && arePositions(
            rule.getByDay().stream().map(ByDay::getNum).filter(Objects::nonNull).toList(), 53);
  }

  /** Which parts may be used with which frequency. */
  private static boolean hasValidDays(Recurrence rule) {
    var frequency = rule.getFrequency();
    var isNumbered = rule.getByDay().stream().anyMatch(it -> it.getNum() != null);
    return switch (frequency) {
      case YEARLY -> !isNumbered || rule.getByWeekNo().isEmpty();
      case MONTHLY -> rule.getByYearDay().isEmpty() && rule.getByWeekNo().isEmpty();
      default ->
          !isNumbered
              && rule.getByYearDay().isEmpty()
              && rule.getByWeekNo().isEmpty()
              && (frequency != Frequency.WEEKLY || rule.getByMonthDay().isEmpty());
    };
  }

  private static boolean areWithin(List<Integer> values, int least, int most) {
    return values.stream().allMatch(it -> it >= least && it <= most);
  }

  /** From the start, or negative from the end. */
  private static boolean arePositions(List<Integer> values, int most) {
    return areWithin(values, -most, most) && !values.contains(0);
  }
}
