package care.andon.platform.web.admission;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** What {@link Admission} must know about calls. Used on event loops, so it must not block. */
public interface CallPolicy {

  /**
   * Whether a call is served before others. Asked only while calls must wait.
   *
   * @param body complete; empty if there is none, or if it is an import and not read yet
   */
  boolean isUrgent(HttpMethod method, String path, Buffer body);

  /** The name of the row that a call locks and changes; empty if it locks none for long. */
  Optional<String> lockedRow(HttpMethod method, String path);
}
