package care.andon.platform.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Limits a body without a Content-Length (chunked), by reading it up to the limit. {@link HttpEdge}
 * checks bodies with a Content-Length before anything is read. Refuses multipart bodies without a
 * valid boundary.
 */
class BodyCheck {
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";
  private static final long MOST_DISCARDED = 16L * 1024 * 1024;

  private final BodySizes sizes;

  BodyCheck(BodySizes sizes) {
    this.sizes = sizes;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request, HttpServerRequest http) throws IOException {
    var type = request.getMediaType();
    if (type != null
        && type.getType().equals("multipart")
        && !MultipartProblems.isBoundary(type.getParameters().get("boundary"))) {
      throw MultipartProblems.malformed();
    }
    var headers = request.getHeaders();
    if (headers.containsKey(HttpHeaders.CONTENT_LENGTH)
        || !headers.containsKey(TRANSFER_ENCODING)) {
      return;
    }
    var path = Objects.requireNonNullElse(http.path(), "");
    var largest = Math.toIntExact(sizes.largestAt(path));
    var body = request.getEntityStream().readNBytes(largest + 1);
    if (body.length > largest) {
      discardRest(http);
      throw sizes.tooLarge(path);
    }
    request.setEntityStream(new ByteArrayInputStream(body));
  }

  /**
   * Discards the rest of the body, because many clients read the answer only after they have sent
   * everything. Closes the connection if the rest is very large.
   */
  private static void discardRest(HttpServerRequest http) {
    var more = new AtomicLong();
    http.handler(
        part -> {
          if (more.addAndGet(part.length()) > MOST_DISCARDED) {
            http.connection().close();
          }
        });
    http.resume();
  }
}
