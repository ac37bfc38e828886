package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored stand-in, with who made it and who called it off.
 *
 * @param insteadOf null for everybody of the roster
 * @param swap shared by the two halves of a swap
 */
public record StoredStandIn(
    UUID id,
    PersonId person,
    @Nullable PersonId insteadOf,
    Interval when,
    String reason,
    @Nullable UUID swap,
    String madeBy,
    Instant madeAt,
    @Nullable String calledOffBy,
    @Nullable Instant calledOffAt) {

  /** Whether both mean the same from {@code now} on. */
  boolean isSameAs(StoredStandIn other, Instant now) {
    return calledOffAt == null
        && person.equals(other.person)
        && Objects.equals(insteadOf, other.insteadOf)
        && when.to().equals(other.when.to())
        && notBefore(now).when.from().equals(other.notBefore(now).when.from())
        && reason.equals(other.reason)
        && (swap == null) == (other.swap == null);
  }

  /** This stand-in without the part before {@code at}. */
  StoredStandIn notBefore(Instant at) {
    return when.from().isBefore(at)
        ? new StoredStandIn(
            id,
            person,
            insteadOf,
            new Interval(at, when.to()),
            reason,
            swap,
            madeBy,
            madeAt,
            calledOffBy,
            calledOffAt)
        : this;
  }

  StoredStandIn calledOff(String by, Instant at) {
    return new StoredStandIn(id, person, insteadOf, when, reason, swap, madeBy, madeAt, by, at);
  }
}
