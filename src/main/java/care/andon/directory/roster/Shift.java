package care.andon.directory.roster;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored dated shift.
 *
 * @param exclusive no exclusive duty of another person on the same roster overlaps it
 * @param source the system it came from, where it has {@code externalId}; null if it was entered
 *     here
 */
public record Shift(
    UUID id,
    PersonId person,
    DutyTimes.Dated times,
    boolean exclusive,
    @Nullable String source,
    @Nullable String externalId) {

  /** When the shift is; empty if a clock change skips all of it. */
  public List<Interval> when() {
    return Interval.ofWallClock(times.from(), times.to(), times.zone());
  }

  /** From the first instant to the last; empty if a clock change skips all of it. */
  public Optional<Interval> span() {
    var pieces = when();
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(new Interval(pieces.getFirst().from(), pieces.getLast().to()));
  }

  boolean overlaps(Shift other) {
    return when().stream().anyMatch(mine -> other.when().stream().anyMatch(mine::overlaps));
  }

  /** Whether both shifts have the same person and the same times. */
  public boolean hasSamePersonAndTimes(Shift other) {
    return person.equals(other.person) && times.equals(other.times);
  }
}
