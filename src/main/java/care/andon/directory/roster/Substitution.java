package care.andon.directory.roster;

import care.andon.directory.Interval;
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
record Substitution(
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
  boolean saysTheSameAs(Substitution other, Instant now) {
    return calledOffAt == null
        && person.equals(other.person)
        && java.util.Objects.equals(instead, other.instead)
        && when.to().equals(other.when.to())
        && notBefore(now).when.from().equals(other.notBefore(now).when.from())
        && reason.equals(other.reason)
        && (swap == null) == (other.swap == null);
  }

  /** The same, but for what there is of it before that. */
  Substitution notBefore(Instant at) {
    return when.from().isBefore(at)
        ? new Substitution(
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

  Substitution saidAt(Instant at) {
    return new Substitution(
        id, person, instead, when, reason, swap, madeBy, at, calledOffBy, calledOffAt);
  }

  Substitution calledOff(String by, Instant at) {
    return new Substitution(id, person, instead, when, reason, swap, madeBy, madeAt, by, at);
  }
}
