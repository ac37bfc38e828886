package care.andon.directory.roster;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A dated shift. */
@Entity
@Table(name = "shift")
public class Shift extends RosterEntry {
  private static final ZoneId UTC = ZoneId.of("UTC");

  // Not by way of java.sql.Timestamp, which has no hour that the machine's own clock skips.
  @JdbcTypeCode(SqlTypes.LOCAL_DATE_TIME)
  private LocalDateTime starts;

  @JdbcTypeCode(SqlTypes.LOCAL_DATE_TIME)
  private LocalDateTime ends;

  private ZoneId timeZone;
  private boolean exclusive;
  private @Nullable String source;
  private @Nullable String externalId;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  Shift() {}

  /**
   * A new shift.
   *
   * @param exclusive no exclusive duty of another person on the same roster overlaps it
   * @param source the system it came from, where it has {@code externalId}; null if it was entered
   *     here
   */
  public Shift(
      UUID id,
      PersonId person,
      DutyTimes.Dated times,
      boolean exclusive,
      @Nullable String source,
      @Nullable String externalId) {
    super(id, person);
    this.starts = times.from();
    this.ends = times.to();
    this.timeZone = times.zone();
    this.exclusive = exclusive;
    this.source = source;
    this.externalId = externalId;
  }

  public DutyTimes.Dated times() {
    return new DutyTimes.Dated(starts, ends, timeZone);
  }

  public boolean exclusive() {
    return exclusive;
  }

  void exclusive(boolean isExclusive) {
    exclusive = isExclusive;
  }

  @Nullable
  public String source() {
    return source;
  }

  @Nullable
  public String externalId() {
    return externalId;
  }

  /** When the shift is; empty if a clock change skips all of it. */
  public List<Interval> when() {
    return Interval.ofWallClock(starts, ends, timeZone);
  }

  /** From the first instant to the last; empty if a clock change skips all of it. */
  public Optional<Interval> span() {
    var pieces = when();
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(new Interval(pieces.getFirst().from(), pieces.getLast().to()));
  }

  public boolean isOver(Instant now) {
    return span().filter(when -> when.to().isAfter(now)).isEmpty();
  }

  public boolean hasBegun(Instant now) {
    return span().filter(when -> !when.from().isAfter(now)).isPresent();
  }

  boolean overlaps(Shift other) {
    return when().stream().anyMatch(mine -> other.when().stream().anyMatch(mine::overlaps));
  }

  /** Whether both shifts have the same person and the same times. */
  public boolean hasSamePersonAndTimes(Shift other) {
    return person().equals(other.person()) && times().equals(other.times());
  }

  /** Whether both are the same from {@code now} on; if they are over, whether they always were. */
  public boolean isSameAs(Shift other, Instant now) {
    return hasSamePersonAndTimes(other)
        || (!isOver(now)
            && !other.isOver(now)
            && person().equals(other.person())
            && notBefore(now).span().equals(other.notBefore(now).span()));
  }

  /** This shift without the part before {@code at}, which is before its end; to the second. */
  public Shift notBefore(Instant at) {
    var when = span().orElseThrow();
    var start = at.truncatedTo(ChronoUnit.SECONDS);
    return when.from().isBefore(at)
        ? with(
            cut(
                start,
                clock -> new DutyTimes.Dated(clock, ends, timeZone),
                new Interval(start, when.to())))
        : this;
  }

  /** This shift without the part after {@code at}, which is after its start; to the second. */
  public Shift notAfter(Instant at) {
    var when = span().orElseThrow();
    var end = at.truncatedTo(ChronoUnit.SECONDS);
    return when.to().isAfter(at)
        ? with(
            cut(
                end,
                clock -> new DutyTimes.Dated(starts, clock, timeZone),
                new Interval(when.from(), end)))
        : this;
  }

  /** By the clock of the shift; in UTC if that clock shows the time of the cut twice. */
  private DutyTimes.Dated cut(
      Instant at, Function<LocalDateTime, DutyTimes.Dated> byClock, Interval exactly) {
    var clock = LocalDateTime.ofInstant(at, timeZone);
    return timeZone.getRules().getValidOffsets(clock).size() == 1
        ? byClock.apply(clock)
        : new DutyTimes.Dated(
            LocalDateTime.ofInstant(exactly.from(), UTC),
            LocalDateTime.ofInstant(exactly.to(), UTC),
            UTC);
  }

  /** This shift at other times. */
  public Shift with(DutyTimes.Dated times) {
    return new Shift(id(), person(), times, exclusive, source, externalId);
  }

  /** Gives the stored shift other times. */
  void move(DutyTimes.Dated times) {
    starts = times.from();
    ends = times.to();
    timeZone = times.zone();
  }
}
