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
 * Measures a body that does not say how large it is, by reading as much as a body may have; {@link
 * HttpEdge} judges those that do say before any of it is read.
 */
class BodyCheck {
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";
  private static final long MOST_LET_BY = 16L * 1024 * 1024;

  private final BodySizes sizes;

  BodyCheck(BodySizes sizes) {
    this.sizes = sizes;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request, HttpServerRequest http) throws IOException {
    var headers = request.getHeaders();
    if (headers.containsKey(HttpHeaders.CONTENT_LENGTH)
        || !headers.containsKey(TRANSFER_ENCODING)) {
      return;
    }
    var path = Objects.requireNonNullElse(http.path(), "");
    var largest = Math.toIntExact(sizes.largestAt(path));
    var body = request.getEntityStream().readNBytes(largest + 1);
    if (body.length > largest) {
      letBy(http);
      throw sizes.tooLarge(path);
    }
    request.setEntityStream(new ByteArrayInputStream(body));
  }

  /** What comes after is not kept, and many would not read the answer before they have sent it. */
  private static void letBy(HttpServerRequest http) {
    var more = new AtomicLong();
    http.handler(
        part -> {
          if (more.addAndGet(part.length()) > MOST_LET_BY) {
            http.connection().close();
          }
        });
    http.resume();
  }
}
