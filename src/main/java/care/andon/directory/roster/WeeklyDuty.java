package care.andon.directory.roster;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import care.andon.platform.web.ConditionalRequests;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stored weekly duty. */
public record WeeklyDuty(UUID id, PersonId person, DutyTimes.Weekly times, boolean exclusive) {
  /** More than a year: every clock change occurs in it. */
  private static final Duration OVERLAP_WINDOW = Duration.ofDays(400);

  WeeklyDuty endingOn(LocalDate lastDay) {
    return new WeeklyDuty(id, person, times.endingOn(lastDay), exclusive);
  }

  /** The entity tag; it changes with everything that is stored of the duty. */
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

  /** Whether both have the same person, times and exclusiveness, each by its own time zone. */
  boolean isSameAs(WeeklyDuty other, ZoneId facility) {
    return exclusive == other.exclusive
        && endsOnSameDay(other)
        && hasSamePersonAndHours(other, facility);
  }

  private boolean endsOnSameDay(WeeklyDuty other) {
    return Objects.equals(times.endsOn(), other.times.endsOn());
  }

  /** Whether at most the last day and the exclusiveness differ. */
  boolean hasSamePersonAndHours(WeeklyDuty other, ZoneId facility) {
    return person.equals(other.person)
        && times.hours().equals(other.times.hours())
        && times.zone(facility).equals(other.times.zone(facility))
        && Objects.equals(times.startsOn(), other.times.startsOn());
  }

  /**
   * The first turn of the other duty, from {@code now} on, that overlaps this one; empty if there
   * is none in the first 400 days in which both exist.
   */
  Optional<Interval> overlap(WeeklyDuty other, Instant now, ZoneId facility) {
    var start =
        Stream.of(firstDay(), other.firstDay(), now)
            .max(Instant::compareTo)
            .map(it -> new Interval(it, it.plus(OVERLAP_WINDOW)))
            .orElseThrow();
    return times.turnsWithin(start, facility).stream()
        .flatMap(turn -> turn.intersection(start).stream())
        .flatMap(turn -> other.times.turnsWithin(turn, facility).stream())
        .findFirst();
  }

  /** An instant before the first day in every time zone. */
  private Instant firstDay() {
    var first = times.startsOn();
    return first == null
        ? Instant.MIN
        : first.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Days, hours and zone, such as {@code "FRIDAY, SATURDAY 19:00 to 07:00, America/Chicago"}. */
  String describe(ZoneId facility) {
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
