package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.bodyOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals: every wrong call gets a problem that names the place and repeats no value. */
@QuarkusTest
class ErrorsTest {
  /** Stands for the name of a patient. It is sent in every wrong value and must be in no answer. */
  private static final String CANARY = "Quennell";

  private static final RestAssuredConfig AS_IT_IS =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false));

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;

  @TestHTTPResource URI service;

  // --- Malformed documents
  // --------------------------------------------------------------------

  static Stream<Arguments> notJson() {
    var need = "{\"impact\":\"this_shift\",\"category\":\"supplies\",\"unit\":\"4W\",\"need\":";
    return Stream.of(
        Arguments.of("cut off", need + "\"x\""),
        Arguments.of("not even close", "<need>Quennell</need>"),
        Arguments.of("a word", "Quennell"),
        Arguments.of("single quotes", "{'impact':'this_shift'}"),
        Arguments.of("a comment", "{/* Quennell */}"),
        Arguments.of("trailing comma", need + "\"x\",}"),
        Arguments.of("trailing garbage", need + "\"x\"} Quennell"),
        Arguments.of("two documents", need + "\"x\"}" + need + "\"x\"}"),
        Arguments.of("duplicate key", need + "\"x\",\"need\":\"Quennell\"}"),
        Arguments.of("duplicate key of the same value", need + "\"x\",\"unit\":\"4W\"}"),
        Arguments.of("deep array", need + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        Arguments.of("deep object", need + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001)),
        Arguments.of("deep and unknown", "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        Arguments.of("raw control character", need + "\"a\nb\"}"),
        Arguments.of("NUL as it is", need + "\"a\0b\"}"),
        Arguments.of("unknown escape", need + "\"\\x\"}"),
        Arguments.of("NaN", need + "NaN}"),
        Arguments.of("leading zeros", need + "\"x\",\"minutesLost\":007}"),
        Arguments.of(
            "a very long number", need + "\"x\",\"minutesLost\":1" + "0".repeat(500) + "}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notJson")
  void malformed_json_is_refused(String what, String document) {
    var answer = nina.sends(document).post(Api.REQUESTS);

    assertProblem(answer, 400);
    assertThat(answer.jsonPath().getString("code")).isIn("malformed-json", "invalid-request");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    var latin1 =
        "{\"impact\":\"this_shift\",\"category\":\"supplies\",\"unit\":\"4W\",\"need\":\"caf\u00e9\"}"
            .getBytes(StandardCharsets.ISO_8859_1);
    var utf16 = "{\"impact\":\"this_shift\"}".getBytes(StandardCharsets.UTF_16);

    for (var bytes : List.of(latin1, utf16)) {
      assertProblem(
          nina.calls()
              .config(AS_IT_IS)
              .contentType("application/json")
              .body(bytes)
              .post(Api.REQUESTS),
          400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "[{}]", "3", "\"Quennell\"", "true", " "})
  void a_body_that_is_not_an_object_is_refused(String document) {
    assertProblem(nina.sends(document).post(Api.REQUESTS), 400);
  }

  // --- Values
  // -------------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "impact | null | required",
        "impact | \"urgent\" | unknown_value",
        "impact | \"Quennell\" | unknown_value",
        "impact | \"PATIENT_WAITING\" | unknown_value",
        "impact | \"\" | *",
        "impact | 0 | *",
        "impact | [\"this_shift\"] | *",
        "impact | {\"Quennell\":1} | *",
        "category | \"food\" | unknown_value",
        "category | null | required",
        "need | null | required",
        "need | \"\" | required",
        "need | \"  \\t\\n \" | required",
        "need | \"\\u2003\\u00a0\" | required",
        "need | 7 | wrong_type",
        "need | true | wrong_type",
        "need | [\"Quennell\"] | wrong_type",
        "need | {\"Quennell\":\"Quennell\"} | wrong_type",
        "need | \"Quennell\\u0000\" | wrong_type",
        "need | \"Quennell \\ud800\" | wrong_type",
        "need | \"\\udc00 Quennell\" | wrong_type",
        "need | \"\\ud800\\ud800 Quennell\" | wrong_type",
        "unit | \"Quennell\" | unknown_unit",
        "unit | 4 | wrong_type",
        "unit | \"\" | unknown_unit",
        "room | 412 | wrong_type",
        "minutesLost | \"5\" | wrong_type",
        "minutesLost | 1.5 | wrong_type",
        "minutesLost | 1.0 | wrong_type",
        "minutesLost | 1e3 | wrong_type",
        "minutesLost | -1 | not_valid",
        "minutesLost | 10081 | not_valid",
        "minutesLost | 2147483648 | *",
        "minutesLost | 99999999999999999999 | *",
        "minutesLost | true | wrong_type",
        "minutesLost | [5] | wrong_type",
        "visibility | \"secret\" | unknown_value",
        "onBehalfOf | \"Quennell\" | unknown_person",
        "onBehalfOf | \"\" | unknown_person",
        "askedAt | \"2026-03-01T07:30:00\" | wrong_type",
        "askedAt | \"2026-03-01\" | wrong_type",
        "askedAt | \"Quennell\" | wrong_type",
        "askedAt | \"\" | wrong_type",
        "askedAt | 1772350200 | wrong_type",
        "askedAt | 1772350200.5 | wrong_type",
        "askedAt | \"10000-01-01T00:00:00Z\" | wrong_type",
        "askedAt | \"+10000-01-01T00:00:00Z\" | wrong_type",
        "askedAt | \"-0001-01-01T00:00:00Z\" | wrong_type",
        "askedAt | \"2026-02-30T00:00:00Z\" | wrong_type",
        "askedAt | \"2026-03-01T25:00:00Z\" | wrong_type",
        "askedAt | \"2026-03-01T07:30:00+99:00\" | wrong_type",
      })
  void a_value_that_is_not_valid_is_named_and_not_repeated(
      String property, String value, String code) {
    var others =
        Map.of(
            "impact",
            "\"this_shift\"",
            "category",
            "\"supplies\"",
            "need",
            "\"x\"",
            "unit",
            "\"4W\"");
    var document = new StringBuilder("{\"").append(property).append("\":").append(value);
    others.forEach(
        (name, other) -> {
          if (!name.equals(property)) {
            document.append(",\"").append(name).append("\":").append(other);
          }
        });

    var answer = nina.sends(document.append('}').toString()).post(Api.REQUESTS);

    assertProblem(answer, 400);
    answer
        .then()
        .body("code", equalTo("invalid-request"))
        .body("errors[0].pointer", equalTo("/" + property));
    if (!code.equals("*")) {
      answer.then().body("errors[0].code", equalTo(code));
    }
    assertThat(answer.jsonPath().getString("errors[0].message")).startsWith("Send ");
  }

  @ParameterizedTest
  @CsvSource({"need, 4001", "unit, 201", "room, 101", "item, 201", "onBehalfOf, 201"})
  void text_that_is_too_long_is_named(String property, int length) {
    var answer = nina.sends(aNeed().with(property, "Q".repeat(length))).post(Api.REQUESTS);

    assertProblem(answer, 400);
    answer
        .then()
        .body("errors[0].pointer", equalTo("/" + property))
        .body("errors[0].code", equalTo("length"));
    assertThat(answer.asString()).doesNotContain("QQQ");
  }

  @Test
  void text_of_every_script_up_to_its_length_is_kept_as_it_is() {
    for (var need :
        List.of(
            "x".repeat(4_000),
            "\ud83d\ude91 \u0645\u0631\u064a\u0636 \u60a3\u8005 \u200d\ufeff e\u0301",
            "\u0001\u001b[31m\r\n",
            "'; drop table support_request; --")) {
      var id = nina.files(aNeed().with("need", need));
      assertThat(nina.get(id).getString("need")).isEqualTo(need);
    }
  }

  @Test
  void everything_that_is_wrong_is_named_at_once() {
    var answer = nina.sends(Map.of("room", "Q".repeat(101))).post(Api.REQUESTS);

    assertProblem(answer, 400);
    assertThat(answer.jsonPath().getList("errors.pointer"))
        .isEqualTo(List.of("/category", "/impact", "/need", "/room"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "assign | {} | /reason",
        "assign | {\"reason\":\"x\"} | /team",
        "assign | {\"reason\":\"x\",\"team\":\"nowhere\"} | /team",
        "assign | {\"reason\":\"x\",\"assignee\":\"nobody\"} | /assignee",
        "messages | {} | /words",
        "messages | {\"words\":\" \"} | /words",
        "messages | {\"words\":\"x\",\"audience\":\"everybody\"} | /audience",
        "ask | {\"question\":\"\"} | /question",
        "assess | {\"impact\":\"this_shift\"} | /reason",
        "assess | {\"reason\":\"x\"} | /impact",
        "resolve | {} | /words",
        "resolve | {\"words\":7} | /words",
        "decline | {\"words\":\"x\"} | /reason",
        "decline | {\"words\":\"x\",\"reason\":\"no\"} | /reason",
        "decline | {\"reason\":\"other\"} | /words",
        "acknowledge | {\"promisedBy\":\"2001-01-01T00:00:00Z\"} | /promisedBy",
        "acknowledge | {\"promisedBy\":\"soon\"} | /promisedBy",
        "acknowledge | {\"promisedBy\":\"2030-01-01T00:00:00\"} | /promisedBy",
      })
  void acts_name_what_is_wrong_with_them_and_change_nothing(
      String act, String body, String pointer) {
    var id = nina.files(aNeed());

    var answer = omar.tries(act, id, body);

    assertProblem(answer, 400);
    answer.then().body("errors[0].pointer", equalTo(pointer));
    assertThat(nina.happened(id)).containsExactly("opened");
  }

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

  // --- Every code has its page
  // --------------------------------------------------------------------

  @Test
  void the_type_of_a_problem_is_a_page_of_this_service() {
    var type = nina.calls().get(Api.REQUESTS + "/SR-1").jsonPath().getString("type");

    nina.calls()
        .get(type)
        .then()
        .statusCode(200)
        .body("code", equalTo("not-found"))
        .body("status", equalTo(404));
    List<String> codes = nina.calls().get("/api/v1/problems").path("items.code");
    assertThat(codes).contains("stale", "transition-not-allowed", "idempotency-key-reused");
    for (var code : codes) {
      nina.calls().get("/api/v1/problems/" + code).then().statusCode(200);
    }
    assertProblem(nina.calls().get("/api/v1/problems/nothing"), 404);
  }

  @Test
  void a_caller_without_the_right_role_is_refused() {
    var id = nina.files(aNeed());

    assertProblem(nina.tries("acknowledge", id, bodyOf("acknowledge")), 403);
    assertProblem(omar.tries("confirm", id, bodyOf("confirm")), 403);
    assertProblem(omar.sends(aNeed()).post(Api.REQUESTS), 403);
  }

  static void assertUnauthenticated(Response answer) {
    assertProblem(answer, 401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  /** Checks that the answer is a problem (RFC 9457) and shows nothing internal. */
  static void assertProblem(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    // Not as a JsonPath, which compiles a script for each property.
    var problem = answer.as(JsonNode.class);
    assertThat(problem.path("type").textValue())
        .isEqualTo("/api/v1/problems/" + problem.path("code").textValue());
    assertThat(problem.path("title").textValue()).isNotBlank();
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.path("detail").textValue()).isNotBlank();
    assertThat(problem.path("code").textValue()).matches("[a-z]+(-[a-z]+)*");
    assertThat(problem.path("traceId").textValue()).matches("[0-9a-f]{32}");
    assertThat(answer.header("traceparent")).contains(problem.path("traceId").textValue());
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.asString())
        .doesNotContain(CANARY)
        .doesNotContainIgnoringCase("exception")
        .doesNotContain(
            "jackson", "care.andon", "java.", "org.", "io.", "select ", "SQL", "\\tat ");
  }
}
