package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in as it is kept, with who said so, and whether it was taken back.
 *
 * @param instead null for everybody of the roster
 * @param swap what the two halves of a swap have in common
 */
public record StoredStandIn(
    UUID id,
    PersonId person,
    @Nullable PersonId instead,
    Interval when,
    String reason,
    @Nullable UUID swap,
    String madeBy,
    Instant madeAt,
    @Nullable String calledOffBy,
    @Nullable Instant calledOffAt) {

  /** Whether both say the same of the time from {@code now} on. */
  boolean saysTheSameAs(StoredStandIn other, Instant now) {
    return calledOffAt == null
        && person.equals(other.person)
        && java.util.Objects.equals(instead, other.instead)
        && when.to().equals(other.when.to())
        && notBefore(now).when.from().equals(other.notBefore(now).when.from())
        && reason.equals(other.reason)
        && (swap == null) == (other.swap == null);
  }

  /** The same, but for what there is of it before that. */
  public StoredStandIn notBefore(Instant at) {
    return when.from().isBefore(at)
        ? new StoredStandIn(
            id,
            person,
            instead,
            new Interval(at, when.to()),
            reason,
            swap,
            madeBy,
            madeAt,
            calledOffBy,
            calledOffAt)
        : this;
  }

  public StoredStandIn saidAt(Instant at) {
    return new StoredStandIn(
        id, person, instead, when, reason, swap, madeBy, at, calledOffBy, calledOffAt);
  }

  StoredStandIn calledOff(String by, Instant at) {
    return new StoredStandIn(id, person, instead, when, reason, swap, madeBy, madeAt, by, at);
  }
}
