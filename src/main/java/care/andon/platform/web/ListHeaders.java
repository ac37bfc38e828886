package care.andon.platform.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Headers that are lists. They may have empty elements, and several headers of one name are one
 * list (RFC 9110, sections 5.3 and 5.6.1). Resources and the framework expect neither.
 */
final class ListHeaders {
  private static final List<CharSequence> NAMES =
      List.of(
          HttpHeaders.ACCEPT,
          HttpHeaders.ACCEPT_LANGUAGE,
          HttpHeaders.IF_MATCH,
          HttpHeaders.IF_NONE_MATCH);

  private ListHeaders() {}

  /** Makes each list one header without empty elements. A list without elements is removed. */
  static void normalize(HttpServerRequest request) {
    NAMES.forEach(name -> normalize(request, name));
  }

  private static void normalize(HttpServerRequest request, CharSequence name) {
    var given = request.headers().getAll(name);
    if (given.isEmpty()) {
      return;
    }
    var list =
        given.stream()
            .flatMap(header -> Arrays.stream(header.split(",", -1)))
            .map(String::strip)
            .filter(element -> !element.isEmpty())
            .collect(Collectors.joining(", "));
    if (list.isEmpty()) {
      request.headers().remove(name);
    } else if (given.size() > 1 || !list.equals(given.getFirst())) {
      request.headers().set(name, list);
    }
  }
}
