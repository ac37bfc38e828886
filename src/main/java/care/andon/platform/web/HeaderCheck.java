package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses headers that a proxy in front and this service could understand differently: repeated
 * where only one is allowed, or a {@code Host} that is no host.
 */
final class HeaderCheck {
  private static final List<String> AT_MOST_ONE = List.of("Authorization", "Host", "Content-Type");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");

  private HeaderCheck() {}

  /** Returns the refusal of the headers; null if they are all right. */
  static @Nullable Problem refusal(MultiMap headers) {
    for (var name : AT_MOST_ONE) {
      if (headers.getAll(name).size() > 1) {
        return Problem.parameter(name, "repeated_header", "Send it once");
      }
    }
    var host = headers.get(HttpHeaders.HOST);
    return host == null || HOST.matcher(host).matches()
        ? null
        : Problem.parameter("Host", "not_valid", "Send a host name or address, and a port");
  }
}
