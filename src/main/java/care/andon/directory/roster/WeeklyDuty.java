package care.andon.directory.roster;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import care.andon.platform.web.ConditionalRequests;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A duty of every week as it is kept. */
public record WeeklyDuty(UUID id, PersonId person, DutyTimes.Weekly times, boolean exclusive) {
  /** In this time every change of a clock has come once. */
  private static final Duration A_YEAR_AND_A_MONTH = Duration.ofDays(400);

  WeeklyDuty endingOn(java.time.LocalDate lastDay) {
    return new WeeklyDuty(id, person, times.endingOn(lastDay), exclusive);
  }

  /** An entity tag: another one as soon as anything that is kept of the duty is otherwise. */
  String tag() {
    var days = times.hours().days().stream().sorted().map(DayOfWeek::name);
    var rest =
        Stream.of(
                id,
                person,
                times.hours().from(),
                times.hours().to(),
                times.zone(),
                times.startsOn(),
                times.endsOn(),
                exclusive)
            .map(String::valueOf);
    return ConditionalRequests.tag(Stream.concat(rest, days).collect(Collectors.joining("|")));
  }

  /** Whether both say that the same person has the same times, each by the same clock. */
  boolean saysTheSameAs(WeeklyDuty other, ZoneId facility) {
    return exclusive == other.exclusive && endsWhen(other) && differsInItsEndOnly(other, facility);
  }

  private boolean endsWhen(WeeklyDuty other) {
    return java.util.Objects.equals(times.endsOn(), other.times.endsOn());
  }

  /** Whether nothing but the last day, and whether it is exclusive, differs. */
  boolean differsInItsEndOnly(WeeklyDuty other, ZoneId facility) {
    return person.equals(other.person)
        && times.hours().equals(other.times.hours())
        && times.zone(facility).equals(other.times.zone(facility))
        && java.util.Objects.equals(times.startsOn(), other.times.startsOn());
  }

  /**
   * The first turn of the other from {@code now} on that overlaps one of this; empty when none does
   * in the first year in which both are.
   */
  Optional<Interval> overlap(WeeklyDuty other, Instant now, ZoneId facility) {
    var start =
        Stream.of(firstDay(), other.firstDay(), now)
            .max(Instant::compareTo)
            .map(it -> new Interval(it, it.plus(A_YEAR_AND_A_MONTH)))
            .orElseThrow();
    return times.within(start, facility).stream()
        .flatMap(turn -> turn.and(start).stream())
        .flatMap(turn -> other.times.within(turn, facility).stream())
        .findFirst();
  }

  /** No clock shows the day earlier. */
  private Instant firstDay() {
    var first = times.startsOn();
    return first == null
        ? Instant.MIN
        : first.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Days, hours and zone, such as {@code "FRIDAY, SATURDAY 19:00 to 07:00, America/Chicago"}. */
  String words(ZoneId facility) {
    var hours = times.hours();
    return hours.days().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(", "))
        + " "
        + hours.from()
        + " to "
        + hours.to()
        + ", "
        + times.zone(facility)
        + (exclusive ? ", exclusive" : "");
  }
}
