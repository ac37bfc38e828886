package care.andon.platform.web.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Makes the answers of pages: compressed, and with the policy that lets only our own files run. */
@Singleton
public class PageAnswers {
  /** The type of every page. */
  public static final String HTML = "text/html; charset=utf-8";

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String GZIP = "gzip";

  /** Returns the answer with a page. */
  public Response page(String html, RoutingContext call) {
    secure(call.response());
    return compressed(html.getBytes(StandardCharsets.UTF_8), HTML, call);
  }

  /** Returns the answer with a file that belongs to the pages. */
  public Response file(byte[] content, String type, RoutingContext call) {
    return compressed(content, type, call);
  }

  /** Sets the headers of a page. */
  public static void secure(HttpServerResponse answer) {
    answer
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static Response compressed(byte[] content, String type, RoutingContext call) {
    var accepted = call.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (accepted == null || !accepted.contains(GZIP)) {
      return Response.ok(content, type).header("Vary", "Accept-Encoding").build();
    }
    return Response.ok(gzip(content), type)
        .header("Content-Encoding", GZIP)
        .header("Vary", "Accept-Encoding")
        .build();
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
