package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has the duty of others for a while: "tonight Ortiz stands in, because ...".
 *
 * <p>For somebody: on call exactly when that person would be. For everybody of the post: on call
 * throughout, so it also fills a gap. What was said later goes on from what was said before:
 * whoever stands in can be stood in for. One that was called off counts until then.
 *
 * @param instead whose duty it is; null for everybody's
 * @param swap what the two halves of a swap have in common, which counts as said at once; null for
 *     one alone
 * @param reason in words
 */
public record StandIn(
    UUID id,
    Post post,
    PersonId person,
    @Nullable PersonId instead,
    Interval when,
    String reason,
    @Nullable UUID swap,
    Instant madeAt) {

  boolean replaces(PersonId holder) {
    return instead == null || instead.equals(holder);
  }

  /** What was said in one act. */
  UUID act() {
    return swap == null ? id : swap;
  }
}
