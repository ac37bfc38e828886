package care.andon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;

/** Wrong calls: what is sent in them, and what every answer to them has to be. */
final class WrongCalls {
  /** Stands for the name of a patient. It is sent in every wrong value and must be in no answer. */
  static final String CANARY = "Quennell";

  static final RestAssuredConfig AS_IT_IS =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false));

  private WrongCalls() {}

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
