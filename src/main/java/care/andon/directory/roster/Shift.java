package care.andon.directory.roster;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dated shift as it is kept.
 *
 * @param exclusive nobody else's exclusive duty of the same roster overlaps it
 * @param source the system it came from, with {@code externalId}; null when it was made here
 */
public record Shift(
    UUID id,
    PersonId person,
    DutyTimes.Dated times,
    boolean exclusive,
    @Nullable String source,
    @Nullable String externalId) {

  /** When it is; empty for one that lies in an hour the clock jumps over. */
  public List<Interval> when() {
    return Interval.onTheWall(times.from(), times.to(), times.zone());
  }

  /** From its first instant to its last; empty for one that lies in an hour that never was. */
  public Optional<Interval> span() {
    var pieces = when();
    return pieces.isEmpty()
        ? Optional.empty()
        : Optional.of(new Interval(pieces.getFirst().from(), pieces.getLast().to()));
  }

  boolean overlaps(Shift other) {
    return when().stream().anyMatch(mine -> other.when().stream().anyMatch(mine::overlaps));
  }

  /** Whether both say that the same person has the same time. */
  public boolean saysTheSameAs(Shift other) {
    return person.equals(other.person) && times.equals(other.times);
  }
}
