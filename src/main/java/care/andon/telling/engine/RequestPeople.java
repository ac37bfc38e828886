package care.andon.telling.engine;

import care.andon.kernel.PersonId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The people of a request.
 *
 * @param assignee null if there is none
 * @param askers the askers whose person is stored, by number. Anonymous askers are not in it: the
 *     service does not know who they are
 */
public record RequestPeople(@Nullable PersonId assignee, Map<Integer, PersonId> askers) {
  public RequestPeople {
    askers = Map.copyOf(askers);
  }
}
