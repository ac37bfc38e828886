package care.andon.directory.imports;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that do not say how large they are, over a bare connection. */
@QuarkusTest
class ChunkedImportTest {
  private static final String SOURCE = "chunked";
  private static final String BOUNDARY = "----of-the-files";
  private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;
  private static final int CHUNK = 1 << 14;

  @TestHTTPResource URI service;

  @AfterEach
  void close() {
    Uploads.closeDown(SOURCE);
  }

  @Test
  void files_of_more_than_64_kib_are_taken() throws IOException {
    var people = new StringBuilder("username,name,title\n");
    for (int i = 0; i < 3_000; i++) {
      people.append("chunked.p%d,Person number %d,Technician%n".formatted(i, i));
    }
    assertThat(people.length()).isGreaterThan(64 * 1024);

    var answer = sent(FORM, part(people.toString()) + "--" + BOUNDARY + "--\r\n", 0);

    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"kind\":\"people\",\"added\":3000");
  }

  @Test
  void json_of_more_than_64_kib_is_taken() throws IOException {
    var people = new StringBuilder("{\"people\":[");
    for (int i = 0; i < 3_000; i++) {
      people
          .append(i == 0 ? "" : ",")
          .append(
              "{\"username\":\"chunked.p%d\",\"name\":\"Person\",\"title\":\"T\"}".formatted(i));
    }

    var answer = sent("application/json", people + "]}", 0);

    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"kind\":\"people\",\"added\":3000");
  }

  /** The service has read no more than an import may have when it answers. */
  @ParameterizedTest
  @ValueSource(strings = {FORM, "application/json"})
  void what_goes_on_past_the_limit_is_refused_before_its_end(String type) throws IOException {
    var start = type.equals(FORM) ? part("username,name,title\n") : "{\"people\":[";

    var answer = sent(type, start, 40_000_000L);

    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json", "\"code\":\"too-large\"", "traceId")
        .contains("An import has at most 32 MiB; send the directory in parts")
        .doesNotContain("QQQ");
  }

  private static String part(String file) {
    return """
    --%s\r
    Content-Disposition: form-data; name="people"; filename="people.csv"\r
    Content-Type: text/csv\r
    \r
    %s\r
    """
        .formatted(BOUNDARY, file);
  }

  /**
   * Sends a body in chunks.
   *
   * @param more number of random bytes after it; if there are any, the body is never ended
   */
  private String sent(String type, String body, long more) throws IOException {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(30_000);
      var out = socket.getOutputStream();
      out.write(head(type).getBytes(StandardCharsets.US_ASCII));
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      for (int from = 0; from < bytes.length; from += CHUNK) {
        chunk(out, bytes, from, Math.min(CHUNK, bytes.length - from));
      }
      if (more == 0) {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
      var noise = "Q".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
      for (long sent = 0; sent < more && socket.getInputStream().available() == 0; sent += CHUNK) {
        chunk(out, noise, 0, CHUNK);
      }
      return answer(socket);
    }
  }

  private static void chunk(OutputStream out, byte[] bytes, int from, int length)
      throws IOException {
    out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes, from, length);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private String head(String type) {
    return """
    POST %s?source=%s HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Content-Type: %s\r
    Transfer-Encoding: chunked\r
    Connection: close\r
    \r
    """
        .formatted(Uploads.IMPORTS, SOURCE, Api.as("intranet").token(), type);
  }

  /** Up to the end of the JSON document, whether or not the connection goes on. */
  private static String answer(Socket socket) throws IOException {
    var answer = new StringBuilder();
    var bytes = new byte[8_192];
    while (!isWhole(answer)) {
      var read = socket.getInputStream().read(bytes);
      if (read < 0) {
        break;
      }
      answer.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
    }
    return answer.toString();
  }

  private static boolean isWhole(StringBuilder answer) {
    var head = answer.indexOf("\r\n\r\n");
    var length = answer.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    if (head < 0 || length < 0 || length > head) {
      return false;
    }
    var from = length + "content-length: ".length();
    var size = Integer.parseInt(answer.substring(from, answer.indexOf("\r\n", from)));
    return answer.length() >= head + 4 + size;
  }
}
