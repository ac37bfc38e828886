package care.andon.platform;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Measures a body that does not say how large it is, by reading as much as a body may have; {@link
 * HttpEdge} judges those that do say before any of it is read.
 */
class BodyCheck {
  static final String LARGEST = "andon.http.largest-body";

  private static final String TRANSFER_ENCODING = "Transfer-Encoding";
  private static final long MOST_LET_BY = 16L * 1024 * 1024;

  private final int largest;

  BodyCheck(@ConfigProperty(name = LARGEST, defaultValue = "64K") MemorySize largest) {
    this.largest = Math.toIntExact(largest.asLongValue());
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request, HttpServerRequest http) throws IOException {
    var headers = request.getHeaders();
    if (headers.containsKey(HttpHeaders.CONTENT_LENGTH)
        || !headers.containsKey(TRANSFER_ENCODING)) {
      return;
    }
    var body = request.getEntityStream().readNBytes(largest + 1);
    if (body.length > largest) {
      letBy(http);
      throw Problem.of(ProblemType.TOO_LARGE, ProblemType.TOO_LARGE.advice());
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
