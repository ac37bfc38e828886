package care.andon.directory.roster;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.kernel.PersonId;
import care.andon.platform.web.ConditionalRequests;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A duty that recurs every week. */
@Entity
@Table(name = "on_call")
public class WeeklyDuty extends RosterEntry {
  /** More than a year: every clock change occurs in it. */
  private static final Duration OVERLAP_WINDOW = Duration.ofDays(400);

  private Short[] days;

  @JdbcTypeCode(SqlTypes.LOCAL_TIME)
  private LocalTime fromTime;

  @JdbcTypeCode(SqlTypes.LOCAL_TIME)
  private LocalTime toTime;

  private @Nullable ZoneId timeZone;
  private @Nullable LocalDate startsOn;
  private @Nullable LocalDate endsOn;
  private boolean exclusive;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  WeeklyDuty() {}

  /** A new weekly duty. */
  @SuppressWarnings("NullAway.Init") // set by times
  public WeeklyDuty(UUID id, PersonId person, DutyTimes.Weekly times, boolean exclusive) {
    super(id, person);
    times(times);
    this.exclusive = exclusive;
  }

  private void times(DutyTimes.Weekly times) {
    days =
        times.hours().days().stream()
            .sorted()
            .map(day -> (short) day.getValue())
            .toArray(Short[]::new);
    fromTime = times.hours().from();
    toTime = times.hours().to();
    timeZone = times.zone();
    startsOn = times.startsOn();
    endsOn = times.endsOn();
  }

  public DutyTimes.Weekly times() {
    var on = Arrays.stream(days).map(day -> DayOfWeek.of(day)).collect(Collectors.toSet());
    return new DutyTimes.Weekly(new WeeklyHours(on, fromTime, toTime), timeZone, startsOn, endsOn);
  }

  public boolean exclusive() {
    return exclusive;
  }

  /** Takes over everything but the id. */
  void become(WeeklyDuty other) {
    person(other.person());
    times(other.times());
    exclusive = other.exclusive;
  }

  void exclusive(boolean isExclusive) {
    exclusive = isExclusive;
  }

  void endOn(LocalDate lastDay) {
    endsOn = lastDay;
  }

  /** The entity tag; it changes with everything that is stored of the duty. */
  String tag() {
    var rest =
        Stream.of(id(), person(), fromTime, toTime, timeZone, startsOn, endsOn, exclusive)
            .map(String::valueOf);
    return ConditionalRequests.tag(
        Stream.concat(rest, times().hours().days().stream().sorted().map(DayOfWeek::name))
            .collect(Collectors.joining("|")));
  }

  /** Whether both have the same person and times, each by its own time zone. */
  boolean isSameAs(WeeklyDuty other, ZoneId facility) {
    return Objects.equals(endsOn, other.endsOn) && hasSamePersonAndHours(other, facility);
  }

  /** Whether at most the last day and the exclusiveness differ. */
  boolean hasSamePersonAndHours(WeeklyDuty other, ZoneId facility) {
    return person().equals(other.person())
        && times().hours().equals(other.times().hours())
        && times().zone(facility).equals(other.times().zone(facility))
        && Objects.equals(startsOn, other.startsOn);
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
    return times().turnsWithin(start, facility).stream()
        .flatMap(turn -> turn.intersection(start).stream())
        .flatMap(turn -> other.times().turnsWithin(turn, facility).stream())
        .findFirst();
  }

  /** An instant before the first day in every time zone. */
  private Instant firstDay() {
    return startsOn == null
        ? Instant.MIN
        : startsOn.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Days, hours and zone, such as {@code "FRIDAY, SATURDAY 19:00 to 07:00, America/Chicago"}. */
  String describe(ZoneId facility) {
    return times().hours().days().stream()
            .sorted()
            .map(DayOfWeek::name)
            .collect(Collectors.joining(", "))
        + " "
        + fromTime
        + " to "
        + toTime
        + ", "
        + times().zone(facility)
        + (exclusive ? ", exclusive" : "");
  }
}
