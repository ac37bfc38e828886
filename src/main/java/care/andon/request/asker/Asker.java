package care.andon.request.asker;

import care.andon.kernel.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A person who asked. Events name an asker by the number alone.
 *
 * @param number 1 for the person who filed the request
 * @param person null if they are anonymous
 * @param tag in place of the person, if they are anonymous; see {@link AskerTags}. Null also for an
 *     anonymous colleague who has no username
 * @param onBehalf whether it is the caregiver for whom a colleague or another system filed it
 */
public record Asker(int number, @Nullable PersonId person, @Nullable String tag, boolean onBehalf) {
  /** The number of the person who filed the request. */
  public static final int FIRST = 1;
}
