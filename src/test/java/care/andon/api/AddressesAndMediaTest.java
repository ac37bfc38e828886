package care.andon.api;

import static care.andon.api.WrongCalls.AS_IT_IS;
import static care.andon.api.WrongCalls.CANARY;
import static care.andon.api.WrongCalls.assertProblem;
import static care.andon.api.WrongCalls.assertUnauthenticated;
import static care.andon.support.Given.aNeed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Refusals of calls whose address, method, headers, media type or size is wrong, whatever their
 * body says.
 */
@QuarkusTest
class AddressesAndMediaTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @TestHTTPResource URI service;

  // --- Unknown paths and ids
  // --------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SR-1",
        "SR-0",
        "SR-999999999999999999",
        "SR-99999999999999999999999",
        "SR-x",
        "00000000-0000-0000-0000-000000000000",
        "not-a-uuid",
        "1-1-1-1-1",
        "%00",
        "%20",
        "%F0%9F%9A%91",
        "..%2f..%2fetc",
        "'%20or%201=1",
      })
  void what_does_not_exist_is_not_found(String id) {
    for (var rest : List.of("", "/history", "/clocks")) {
      var answer = nina.calls().urlEncodingEnabled(false).get(Api.REQUESTS + "/" + id + rest);
      assertProblem(answer, 404);
    }
    assertProblem(
        omar.sends(Map.of())
            .urlEncodingEnabled(false)
            .post(Api.REQUESTS + "/" + id + "/acknowledge"),
        404);
  }

  @Test
  void a_path_that_does_not_exist_wants_a_token_like_any_other() {
    for (var path :
        List.of(
            "/page", "/api", "/api/v1", "/api/v2/requests", "/api/v1/nothing", "/q/x", "/admin")) {
      assertUnauthenticated(given().get(path));
      assertProblem(nina.calls().get(path), 404);
    }
    assertProblem(nina.calls().get(Api.REQUESTS + "/SR-1/nothing"), 404);
  }

  @Test
  void a_very_long_address_is_refused() {
    var answer = nina.calls().get(Api.REQUESTS + "/" + "Q".repeat(3_000));
    assertProblem(answer, 404);
    assertThat(answer.asString()).doesNotContain("QQQ");

    var longer = nina.calls().get(Api.REQUESTS + "?q=" + "Q".repeat(60_000));
    assertThat(longer.statusCode()).isEqualTo(414);
    assertThat(longer.contentType()).isEqualTo("application/problem+json");
    assertThat(longer.asString()).doesNotContain("QQQ");
  }

  @Test
  void headers_that_are_too_large_are_refused() {
    var answer = nina.calls().header("X-Much", "Q".repeat(40_000)).get(Api.REQUESTS);
    assertThat(answer.statusCode()).isEqualTo(431);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
  }

  // --- Methods and media
  // --------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/v1/requests, GET HEAD OPTIONS POST",
    "DELETE, /api/v1/requests, GET HEAD OPTIONS POST",
    "PATCH, /api/v1/requests/SR-1, GET HEAD OPTIONS",
    "DELETE, /api/v1/requests/SR-1, GET HEAD OPTIONS",
    "POST, /api/v1/requests/SR-1, GET HEAD OPTIONS",
    "DELETE, /api/v1/requests/SR-1/history, GET HEAD OPTIONS",
    "GET, /api/v1/requests/SR-1/acknowledge, OPTIONS POST",
    "POST, /api/v1/units, GET HEAD OPTIONS",
  })
  void a_method_that_does_not_apply_says_which_do(String method, String path, String allowed) {
    var answer = nina.sends("{}").request(method, path);

    assertProblem(answer, 405);
    assertThat(answer.jsonPath().getString("code")).isEqualTo("method-not-allowed");
    assertThat(answer.header("Allow")).as("Allow").isNotNull();
    assertThat(String.join(" ", new TreeSet<>(Set.of(answer.header("Allow").split(",\\s*")))))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "image/*", "text/plain"})
  void only_json_is_available(String accept) {
    assertProblem(nina.calls().accept(accept).get(Api.REQUESTS), 406);
    assertProblem(nina.sends(aNeed()).accept(accept).post(Api.REQUESTS), 406);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/*",
        "application/json;q=0.5, text/html",
        "application/json; charset=utf-8"
      })
  void a_caller_that_accepts_json_among_others_gets_json(String accept) {
    nina.calls().accept(accept).get(Api.REQUESTS + "?limit=1").then().statusCode(200);
  }

  @Test
  void bodies_of_other_media_types_are_refused() {
    for (var type :
        List.of(
            "text/plain",
            "application/xml",
            "text/csv",
            "multipart/form-data; boundary=x",
            "nonsense")) {
      var answer =
          nina.calls()
              .config(AS_IT_IS)
              .header("Content-Type", type)
              .body("Quennell".getBytes(StandardCharsets.UTF_8))
              .post(Api.REQUESTS);
      assertProblem(answer, 415);
    }
  }

  @Test
  void a_body_over_64_kib_is_refused_whatever_it_is() {
    assertProblem(nina.sends(aNeed().with("need", "Q".repeat(66_000))).post(Api.REQUESTS), 413);
    assertProblem(nina.sends("Q".repeat(5_000_000)).post(Api.REQUESTS), 413);
    var id = nina.files(aNeed());
    assertProblem(omar.tries("messages", id, Map.of("words", "Q".repeat(66_000))), 413);
  }

  @Test
  void a_body_without_a_content_length_is_limited_too() throws IOException {
    var need = "9\r\n{\"need\":\"\r\n";
    var chunk = "4000\r\n" + "Q".repeat(0x4000) + "\r\n";
    for (int chunks : List.of(4, 8, 200)) {
      var body =
          Stream.concat(Stream.of(need), Stream.generate(() -> chunk).limit(chunks)).toList();

      var answer = raw(chunked("close"), body, "0\r\n\r\n");

      assertThat(answer)
          .as("%d chunks", chunks)
          .startsWith("HTTP/1.1 413")
          .contains("application/problem+json", "\"code\":\"too-large\"", "traceId")
          .doesNotContain("QQQ");
    }
  }

  @Test
  void after_a_body_that_was_too_large_the_connection_goes_on() throws IOException {
    var chunk = "4000\r\n" + "Q".repeat(0x4000) + "\r\n";
    var large =
        Stream.concat(
            Stream.generate(() -> chunk).limit(40),
            Stream.of("0\r\n\r\n", chunked("close"), "2\r\n{}\r\n"));

    var answers = raw(chunked("keep-alive"), large.toList(), "0\r\n\r\n");

    assertThat(answers).startsWith("HTTP/1.1 413").contains("HTTP/1.1 400", "\"/need\"");
  }

  @Test
  void a_body_may_come_in_chunks() throws IOException {
    var body =
        "{\"impact\":\"this_shift\",\"category\":\"supplies\",\"unit\":\"4W\",\"need\":\"Tape\"}";
    var chunks = body.chars().mapToObj(c -> "1\r\n" + (char) c + "\r\n").toList();

    assertThat(raw(chunked("close"), chunks, "0\r\n\r\n")).startsWith("HTTP/1.1 201");
  }

  private String chunked(String connection) {
    return """
    POST /api/v1/requests HTTP/1.1\r
    Host: localhost\r
    Authorization: Bearer %s\r
    Content-Type: application/json\r
    Transfer-Encoding: chunked\r
    Connection: %s\r
    \r
    """
        .formatted(nina.token(), connection);
  }

  @Test
  void malformed_http_is_refused() throws IOException {
    var answer = raw("Quennell Quennell\r\n\r\n", List.of(), "");

    assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotContain(CANARY);
  }

  /**
   * Sends bytes and returns the answer. The service may close the connection before it has read all
   * of them.
   */
  private String raw(String head, List<String> chunks, String tail) throws IOException {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      try {
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        for (var chunk : chunks) {
          out.write(chunk.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(tail.getBytes(StandardCharsets.US_ASCII));
        out.flush();
      } catch (IOException hungUp) {
        // The answer can still be read.
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
