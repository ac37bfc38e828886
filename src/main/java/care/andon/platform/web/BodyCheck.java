package care.andon.platform.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Limits an import without a Content-Length (chunked) while it is read. {@link HttpEdge} checks
 * bodies with a Content-Length before anything is read, and {@link RequestBodies} those that are no
 * imports. Refuses multipart bodies without a valid boundary.
 */
class BodyCheck {
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";
  private static final long MOST_DISCARDED = 16L * 1024 * 1024;

  private final BodySizes sizes;

  BodyCheck(BodySizes sizes) {
    this.sizes = sizes;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request, HttpServerRequest http) {
    var type = request.getMediaType();
    if (type != null
        && type.getType().equals("multipart")
        && !MultipartProblems.isBoundary(type.getParameters().get("boundary"))) {
      throw MultipartProblems.malformed();
    }
    var path = RequestTarget.pathOf(http);
    if (BodySizes.isImport(path) && request.getHeaders().containsKey(TRANSFER_ENCODING)) {
      request.setEntityStream(new Limited(request.getEntityStream(), http));
    }
  }

  /** Reads up to the largest allowed size. */
  private final class Limited extends FilterInputStream {
    private final HttpServerRequest http;
    private long left;

    Limited(InputStream body, HttpServerRequest http) {
      super(body);
      this.http = http;
      this.left = sizes.largestAt(RequestTarget.pathOf(http));
    }

    @Override
    public int read() throws IOException {
      return count(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int read = super.read(bytes, from, most);
      return count(read, read);
    }

    /** Closing the framework's stream reads the rest, which may never end. */
    @Override
    public void close() throws IOException {
      if (left >= 0) {
        super.close();
      }
    }

    private int count(int result, int bytes) {
      left -= result < 0 ? 0 : bytes;
      if (left < 0) {
        discardRest(http);
        throw sizes.tooLarge(RequestTarget.pathOf(http));
      }
      return result;
    }
  }

  /**
   * Discards the rest of the body, because many clients read the answer only after they have sent
   * everything. Closes the connection if the rest is very large.
   */
  static void discardRest(HttpServerRequest http) {
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
