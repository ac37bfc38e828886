package care.andon.platform.web;

import care.andon.platform.text.Text;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** Checks the target of a request: its path and its query. */
final class RequestTarget {
  private static final int HEXADECIMAL = 16;

  private RequestTarget() {}

  /** The path as it was sent, not decoded, because it may be impossible to decode. */
  static String pathOf(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "");
  }

  /**
   * Whether a target is a URI (RFC 3986) whose percent-encoded bytes are UTF-8. The framework would
   * replace other bytes.
   */
  static boolean isWellFormed(String target) {
    try {
      var uri = new URI(target);
      return uri.getRawPath() != null
          && target.chars().allMatch(character -> character < 0x80)
          && isUtf8(target);
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static boolean isUtf8(String target) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) == '%') {
        bytes.write(Integer.parseInt(target, i + 1, i + 3, HEXADECIMAL));
        i += 2;
      } else {
        bytes.write(target.charAt(i));
      }
    }
    return Text.isUtf8(bytes.toByteArray());
  }
}
