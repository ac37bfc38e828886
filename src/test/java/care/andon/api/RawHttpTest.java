package care.andon.api;

import static care.andon.support.RawHttp.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no HTTP client sends: malformed, ambiguous, or in no known version. */
@QuarkusTest
class RawHttpTest {
  private static final String FILE = "POST " + Api.REQUESTS;
  private static final String UNITS = "GET /api/v1/units";
  private static final String JSON = "Content-Type: application/json";
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String A_BODY = "2\r\n{}\r\n0\r\n\r\n";
  private static final String NEXT = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static final Api NINA = Api.as("nina.patel");

  /** Whatever follows such a request could be mistaken for another request. */
  static Stream<String> ambiguous() {
    return Stream.of(
        head(FILE, NINA, JSON, CHUNKED, "Content-Length: 2") + A_BODY,
        head(FILE, NINA, JSON, "Content-Length: 2", CHUNKED) + A_BODY,
        head(FILE, NINA, JSON, "Content-Length: 2", "Content-Length: 3") + "{}",
        head(FILE, NINA, JSON, "Content-Length: 2", "Content-Length: 2") + "{}",
        head(FILE, NINA, JSON, "Content-Length: 2, 2") + "{}",
        head(FILE, NINA, JSON, "Content-Length: -2") + "{}",
        head(FILE, NINA, JSON, "Content-Length: +2") + "{}",
        head(FILE, NINA, JSON, "Content-Length: 0x2") + "{}",
        head(FILE, NINA, JSON, "Content-Length: 99999999999999999999") + "{}",
        head(FILE, NINA, JSON, "Content-Length:") + "{}",
        head(FILE, NINA, JSON, "Content-Length : 2") + "{}",
        head(FILE, NINA, JSON, "Transfer-Encoding: gzip, chunked") + A_BODY,
        head(FILE, NINA, JSON, "Transfer-Encoding: identity") + "{}",
        head(FILE, NINA, JSON, "Transfer-Encoding: xchunked") + A_BODY,
        head(FILE, NINA, JSON, "Transfer-Encoding: \"chunked\"") + A_BODY,
        head(FILE, NINA, JSON, CHUNKED, CHUNKED) + A_BODY,
        head(FILE, NINA, JSON, CHUNKED).replace("HTTP/1.1", "HTTP/1.0") + A_BODY);
  }

  @ParameterizedTest
  @MethodSource
  void ambiguous(String request) throws IOException {
    assertRefused(RawHttp.send(request + NEXT));
  }

  static Stream<String> malformed() {
    return Stream.of(
        head(UNITS, NINA, "X-A : b"),
        head(UNITS, NINA, "X-A: b").replace("\r\n", "\n"),
        head(UNITS, NINA, "X-A: b\0c"),
        head(UNITS, NINA, "X\0-A: b"),
        head(UNITS, NINA, "X-A: b\rc"),
        head(UNITS, NINA, ": b"),
        head(UNITS, NINA, "no colon"),
        head(UNITS, NINA).replace("HTTP/1.1", "HTTP/2.0"),
        head(UNITS, NINA).replace("HTTP/1.1", "HTTP/x"),
        "GET /api/v1/units\r\n\r\n",
        // HTTP/2 with prior knowledge
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        // TLS
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource
  void malformed(String request) throws IOException {
    assertRefused(RawHttp.send(request + NEXT));
  }

  private static void assertRefused(RawHttp answer) {
    assertThat(answer.text())
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("connection: close")
        .contains("\"code\":\"malformed-http\"", "\"traceId\":")
        .doesNotContain("200 OK");
    assertThat(answer.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/%zz",
        "/api/v1/requests/%",
        "/api/v1/requests/%c0%af",
        "/api/v1/requests/%ff",
        "/api/v1/requests/%ed%a0%80",
        "/api/v1/requests/\u00ff",
        "/api/v1/requests?q=%zz",
        "/api/v1/requests?q=%c0%af",
        "/api/v1/requests?q=%e2%82",
        "/api/v1/requests?q=\u00c3\u00a9",
        "/q/health/%c0%af",
        "/%ff",
      })
  void an_address_that_is_not_percent_encoded_utf_8_is_refused(String address) throws IOException {
    for (var request :
        new String[] {
          head("GET " + address, NINA, "Connection: close"),
          "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        }) {
      assertThat(RawHttp.send(request).text())
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json", "\"code\":\"invalid-parameter\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00c0\u00af", "\u00ff", "\u00ed\u00a0\u0080", "\u00e2\u0082", "\u00e9"})
  void a_body_that_is_not_utf_8_is_refused(String bytes) throws IOException {
    var body =
        """
        {"impact": "this_shift", "category": "supplies", "unit": "4W", "need": "Tape %s"}"""
            .formatted(bytes);

    assertThat(file(body, JSON).text())
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"malformed-json\"");
    assertThat(file(body.replace(bytes, "\u00c3\u00a9"), JSON).text()).startsWith("HTTP/1.1 201 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void a_body_in_another_unicode_encoding_is_refused(String encoding) throws IOException {
    var body = "{\"impact\":\"this_shift\",\"category\":\"supplies\",\"need\":\"Tape\"}";

    assertThat(file(new String(body.getBytes(encoding), ISO_8859_1), JSON).text())
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"malformed-json\"");
  }

  private static RawHttp file(String body, String... headers) throws IOException {
    var all =
        Stream.concat(
                Stream.of(headers),
                Stream.of("Content-Length: " + length(body), "Connection: close"))
            .toArray(String[]::new);
    return RawHttp.send(head(FILE, NINA, all) + body);
  }

  private static int length(String body) {
    return body.getBytes(ISO_8859_1).length;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "identity, deflate", "aes128gcm", "GZIP"})
  void an_encoded_body_is_refused(String coding) throws IOException {
    assertThat(file("{}", JSON, "Content-Encoding: " + coding).text())
        .startsWith("HTTP/1.1 415 ")
        .containsIgnoringCase("accept-encoding: identity")
        .contains("\"code\":\"unsupported-media-type\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "", " , identity"})
  void a_body_that_says_it_is_not_encoded_is_read(String coding) throws IOException {
    assertThat(file("{}", JSON, "Content-Encoding: " + coding).text())
        .startsWith("HTTP/1.1 400 ")
        .contains("/need");
  }

  @Test
  void valid_but_rare_requests_are_answered() throws IOException {
    var close = "Connection: close";
    for (var request :
        new String[] {
          head(UNITS, NINA, close, "X-A: b\r\n c"),
          head(UNITS, NINA, close)
              .replace("HTTP/1.1", "HTTP/1.0")
              .replace("Host: localhost\r\n", ""),
          head(UNITS, NINA, close).replace("HTTP/1.1", "HTTP/1.2"),
          head("GET http://other.example/api/v1/units", NINA, close),
          head(UNITS, NINA, close, "Expect: 100-continue"),
          head(UNITS, NINA, "Connection: close, Upgrade", "Upgrade: h2c"),
          head(UNITS, NINA, close, "Accept-Language: ,,de;;q=x, ")
        }) {
      // One of these connections stays open; the full patience would be half a minute.
      var answer = RawHttp.send(request, 5_000);
      assertThat(answer.text()).as(request).startsWith("HTTP/1.").contains(" 200 OK", "\"4W\"");
    }
  }

  @Test
  void a_client_may_wait_for_a_hundred_continue() throws IOException {
    var head = head(FILE, NINA, JSON, "Content-Length: 2", "Expect: 100-continue");

    assertThat(RawHttp.send(head, 500).text()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(RawHttp.send(head + "{}", 1_000).text())
        .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 ")
        .contains("/need");
  }

  @Test
  void a_request_without_a_host_is_refused() throws IOException {
    var answer =
        RawHttp.send(head(UNITS, NINA, "Connection: close").replace("Host: localhost\r\n", ""));

    assertThat(answer.text()).startsWith("HTTP/1.1 400 ").contains("\"traceId\":");
  }
}
