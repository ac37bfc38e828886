package care.andon.api;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.words;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.LogCapture;
import care.andon.support.ObservedStatuses;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Free text may contain patient data, so it must appear only in the request itself. */
@QuarkusTest
class CanaryTest {
  /** Stands for the name of a patient. */
  private static final String CANARY = "Zebulon";

  private static final String ADDRESSED = "Yolanda";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api edith = Api.as("edith.lowe");

  @Inject TimeMachine time;
  @Inject DataSource database;

  @Test
  void free_text_is_in_no_log_line_metric_or_address() {
    try (var log = new LogCapture()) {
      var filed =
          nina.sends(
                  aNeed()
                      .with("need", "Mr " + CANARY + " needs a bed")
                      .with("room", CANARY)
                      .with("item", CANARY))
              .post(Api.REQUESTS);
      var id = filed.jsonPath().getString("id");
      omar.does("acknowledge", id, words(CANARY));
      omar.does("messages", id, words(CANARY));
      omar.does("assign", id, Map.of("team", "clinical-it", "reason", CANARY));
      omar.does("ask", id, Map.of("question", CANARY));
      nina.does("answer", id, words(CANARY));
      nina.does("impact", id, Map.of("impact", "patient_waiting", "reason", CANARY));
      omar.does("assess", id, Map.of("impact", "slows_care", "reason", CANARY));
      time.pass(Duration.ofHours(2));
      omar.does("resolve", id, words(CANARY));
      nina.does("reopen", id, Map.of("reason", CANARY));
      omar.does("decline", id, Map.of("reason", "other", "words", CANARY, "alternative", CANARY));

      assertThat(filed.header("Location")).doesNotContain(CANARY);
      assertThat(nina.history(id).toString()).contains(CANARY);
      assertThat(edith.calls().get("/q/metrics").asString()).doesNotContain(CANARY);
      assertThat(log.text()).isNotBlank().doesNotContain(CANARY);
    }
  }

  @Test
  void free_text_is_in_no_problem_and_no_log_line_about_one() {
    try (var log = new LogCapture()) {
      var id = nina.files(aNeed());
      var problems = new ArrayList<Response>();
      for (var property :
          List.of(
              "impact", "category", "unit", "visibility", "askedAt", "onBehalfOf", "minutesLost")) {
        problems.add(nina.sends(aNeed().with(property, CANARY)).post(Api.REQUESTS));
      }
      problems.add(nina.sends("{\"need\":\"" + CANARY).post(Api.REQUESTS));
      problems.add(nina.sends("\"" + CANARY + "\"").post(Api.REQUESTS));
      problems.add(nina.sends(Body.of("Mr " + CANARY, 1)).post(Api.REQUESTS));
      problems.add(nina.sends(aNeed().with("need", List.of(CANARY))).post(Api.REQUESTS));
      problems.add(nina.sends(aNeed().with("need", Map.of(CANARY + " x", 1))).post(Api.REQUESTS));
      problems.add(nina.sends(aNeed().with("room", CANARY.repeat(20))).post(Api.REQUESTS));
      problems.add(nina.tries("answer", id, words(CANARY)));
      problems.add(nina.tries("acknowledge", id, words(CANARY)));
      problems.add(omar.tries("acknowledge", id, Map.of("promisedBy", CANARY)));
      // Addresses and headers contain no free text by themselves, and problems must not repeat
      // them.
      problems.add(nina.open(aNeed(), ADDRESSED + "\u00e9"));
      problems.add(nina.looksAt(ADDRESSED));
      for (var parameter :
          List.of(
              "status",
              "unit",
              "team",
              "assignee",
              "updatedSince",
              "sort",
              "limit",
              "cursor",
              "Mr" + ADDRESSED)) {
        problems.add(nina.calls().get(Api.REQUESTS + "?" + parameter + "=" + ADDRESSED));
      }
      problems.add(given().header("Authorization", "Bearer " + ADDRESSED).get(Api.REQUESTS));
      problems.add(nina.calls().get("/api/v1/" + ADDRESSED));

      for (var problem : problems) {
        assertThat(problem.statusCode()).as(problem.asString()).isBetween(400, 499);
        assertThat(problem.asString()).doesNotContain(CANARY, ADDRESSED);
      }
      assertThat(log.text()).doesNotContain(CANARY);
    }
  }

  @Test
  void an_internal_error_shows_only_the_trace_id_and_is_logged_once() throws SQLException {
    run(
        "alter table support_request add constraint no_canary"
            + " check (need not like '%Zebulon%') not valid");
    ObservedStatuses.faultIsPlanted(true);
    try (var log = new LogCapture()) {
      var answer = nina.sends(aNeed().with("need", "Mr " + CANARY)).post(Api.REQUESTS);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.contentType()).isEqualTo("application/problem+json");
      assertThat(answer.jsonPath().getString("code")).isEqualTo("internal-error");
      assertThat(answer.asString())
          .doesNotContain(CANARY, "no_canary", "Exception", "constraint", "support_request");
      assertThat(log.text())
          .containsOnlyOnce("Request failed, trace " + answer.jsonPath().getString("traceId"))
          .doesNotContain(CANARY);
    } finally {
      ObservedStatuses.faultIsPlanted(false);
      run("alter table support_request drop constraint no_canary");
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
