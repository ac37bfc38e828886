package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person takes the duty of others for a while, for a reason.
 *
 * <p>In place of one person: on call exactly when that person would be. In place of everybody: on
 * call for the whole interval, which also fills gaps. Later stand-ins apply to the result of
 * earlier ones, so that one can stand in for a stand-in. One that was called off counts until then.
 *
 * @param insteadOf the person who is replaced; null for everybody of the post
 * @param swap shared by the two halves of a swap, which apply together; null for a single stand-in
 * @param reason in words
 */
public record StandIn(
    UUID id,
    Post post,
    PersonId person,
    @Nullable PersonId insteadOf,
    Interval when,
    String reason,
    @Nullable UUID swap,
    Instant madeAt) {

  boolean replaces(PersonId holder) {
    return insteadOf == null || insteadOf.equals(holder);
  }

  /** Identifies what was entered together: both halves of a swap, or one stand-in. */
  UUID act() {
    return swap == null ? id : swap;
  }
}
