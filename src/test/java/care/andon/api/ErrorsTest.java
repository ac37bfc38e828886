package care.andon.api;

import static care.andon.api.WrongCalls.AS_IT_IS;
import static care.andon.api.WrongCalls.assertProblem;
import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.bodyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

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
}
