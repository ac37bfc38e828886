package care.andon.outbound;

import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends to checked addresses. */
public interface Outbound {

  /**
   * What a receiver answered.
   *
   * @param retryAfter the header as it came; null if there is none
   */
  record Answer(int status, @Nullable String retryAfter) {}

  /**
   * Posts a body. The result fails if no answer comes: no connection within 3 s, no status within
   * 15 s, or a connection that breaks.
   */
  Future<Answer> post(Destination to, Map<String, String> headers, String body);
}
