package care.andon.metrics;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The figures over HTTP. Other tests file requests in the same database: every test here asks about
 * its own period, in which nobody else files for midwives' training.
 */
@QuarkusTest
class MetricsApiTest {
  private static final String KEPT = "/api/v1/metrics/kept";
  private static final String WAITS = "/api/v1/metrics/waits";
  private static final String TRANSFERS = "/api/v1/metrics/transfers";
  private static final String RESOLVE_OF_WAITING =
      "figures.find { it.clock == 'resolve' && it.impact == 'patient_waiting' }.";
  private static final String WAIT_TO_ANSWER =
      "figures.find { it.figure == 'timeToAnswer' && it.impact == 'patient_waiting' }.";
  private static final String WAIT_TO_RESOLVE =
      "figures.find { it.figure == 'timeToResolve' && it.impact == 'patient_waiting' }.";

  @Inject TimeMachine time;
  private Instant begin;

  @BeforeEach
  void begin() {
    time.pass(ofHours(2));
    begin = time.instant();
  }

  @ParameterizedTest
  @ValueSource(strings = {KEPT, WAITS, TRANSFERS})
  void figures_need_a_token(String path) {
    get(path).then().statusCode(401).body("code", equalTo("unauthenticated"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leah.cohen",
        "omar.ortiz",
        "helen.brandt",
        "edith.lowe",
        "conrad.vance",
        "intranet"
      })
  void figures_are_shown_to_everybody_who_signs_in(String username) {
    as(username).get(KEPT).then().statusCode(200);
    as(username).get(WAITS).then().statusCode(200);
  }

  @Test
  void nothing_due_is_null_and_neither_zero_nor_all() {
    figures(KEPT)
        .body("figures", hasSize(12))
        .body("figures.met", everyItem(equalTo(0)))
        .body("figures.kept", everyItem(nullValue()))
        .body("figures.interval", everyItem(nullValue()))
        .body("figures[0].containsKey('kept')", equalTo(true))
        .body("figures.goal", hasSize(12));
    figures(WAITS)
        .body("figures", hasSize(16))
        .body("figures.n", everyItem(equalTo(0)))
        .body("figures.median", everyItem(nullValue()));
  }

  @Test
  void every_answer_says_what_it_is_about() {
    figures(KEPT)
        .body("period.from", equalTo(begin.toString()))
        .body("filters.unit", equalTo("LD"))
        .body("filters.team", nullValue())
        .body("filters.category", equalTo("training"))
        .body("definitionVersion", equalTo(3))
        .body("excluded[0]", containsString("not yet due"))
        .body("digest.length()", equalTo(64));
    var period = json(leah().get(KEPT).then().statusCode(200));
    var from = Instant.parse(period.getString("period.from"));
    var to = Instant.parse(period.getString("period.to"));
    assertThat(Duration.between(from, to)).isEqualTo(Duration.ofDays(28));
    assertThat(period.getString("asOf")).isEqualTo(period.getString("period.to"));
  }

  @Test
  void a_promise_is_not_yet_due_then_kept() {
    var id = file();
    figures(KEPT).body(RESOLVE_OF_WAITING + "notYetDue", equalTo(1));

    time.pass(ofMinutes(10));
    act("beth.larsen", id, "resolve", Map.of("words", "Shown how"));
    figures(KEPT)
        .body(RESOLVE_OF_WAITING + "notYetDue", equalTo(1))
        .body(RESOLVE_OF_WAITING + "kept", nullValue());

    time.pass(ofMinutes(51));
    figures(KEPT)
        .body(RESOLVE_OF_WAITING + "met", equalTo(1))
        .body(RESOLVE_OF_WAITING + "kept", equalTo(1.0F))
        .body(RESOLVE_OF_WAITING + "interval.high", equalTo(1.0F))
        .body(RESOLVE_OF_WAITING + "goal", equalTo(0.9F));
  }

  @Test
  void a_promise_is_missed_also_while_the_heartbeat_is_down() {
    file();
    time.sleep(ofMinutes(61));
    var before = json(figures(KEPT).body(RESOLVE_OF_WAITING + "missedOpen", equalTo(1)));
    time.beat();
    var after = json(figures(KEPT).body(RESOLVE_OF_WAITING + "missedOpen", equalTo(1)));
    assertThat(after.getList("figures")).isEqualTo(before.getList("figures"));
    assertThat(after.getString("digest")).isEqualTo(before.getString("digest"));
  }

  @Test
  void a_paused_promise_is_missed_after_its_pause_had_to_end_also_while_the_heartbeat_is_down() {
    var id = file();
    time.pass(ofMinutes(20));
    act("beth.larsen", id, "ask", Map.of("question", "Which pump?"));
    time.sleep(ofHours(24).plusMinutes(39));
    figures(KEPT).body(RESOLVE_OF_WAITING + "notYetDue", equalTo(1));
    time.sleep(ofMinutes(2));
    figures(KEPT).body(RESOLVE_OF_WAITING + "missedOpen", equalTo(1));
    time.beat();
    figures(KEPT).body(RESOLVE_OF_WAITING + "missedOpen", equalTo(1));
  }

  @Test
  void withdrawing_in_time_is_not_measured_and_withdrawing_late_does_not_undo_a_miss() {
    var early = file();
    var late = file();
    act("leah.cohen", early, "withdraw", Map.of());
    time.pass(ofMinutes(61));
    act("leah.cohen", late, "withdraw", Map.of());
    figures(KEPT)
        .body(RESOLVE_OF_WAITING + "notMeasured", equalTo(1))
        .body(RESOLVE_OF_WAITING + "missed", equalTo(1))
        .body(RESOLVE_OF_WAITING + "missedOpen", equalTo(0));
    figures(WAITS)
        .body(WAIT_TO_RESOLVE + "n", equalTo(2))
        .body(WAIT_TO_RESOLVE + "censored", equalTo(2))
        .body(WAIT_TO_RESOLVE + "median", nullValue());
  }

  @Test
  void transfers_have_a_median_and_a_share_over_two() {
    file();
    file();
    var bounced = file();
    for (var team : List.of("clinical-it", "pharmacy-operations", "clinical-engineering")) {
      act("beth.larsen", bounced, "assign", Map.of("team", team, "reason", "Not ours"));
    }

    figures(TRANSFERS)
        .body("figures[0].n", equalTo(3))
        .body("figures[0].median", equalTo(0))
        .body("figures[0].overTwo", equalTo(1))
        .body("figures[0].shareOverTwo", equalTo(1f / 3));
  }

  @Test
  void no_request_has_no_median_and_no_share() {
    figures(TRANSFERS)
        .body("figures[0].n", equalTo(0))
        .body("figures[0].median", nullValue())
        .body("figures[0].shareOverTwo", nullValue())
        .body("figures[0].interval", nullValue());
  }

  @Test
  void waits_count_the_open_ones() {
    file();
    var answered = file();
    time.pass(ofMinutes(30));
    act(
        "beth.larsen",
        answered,
        "decline",
        Map.of("reason", "not_possible", "words", "No trainer tonight"));
    var waits = json(figures(WAITS));
    assertThat(waits.getInt(WAIT_TO_ANSWER + "n")).isEqualTo(2);
    assertThat(waits.getInt(WAIT_TO_ANSWER + "censored")).isEqualTo(1);
    assertThat(Duration.parse(waits.getString(WAIT_TO_ANSWER + "median")))
        .isBetween(ofMinutes(30), ofMinutes(31));
    assertThat(waits.getString(WAIT_TO_ANSWER + "p90")).isNull();
    assertThat(waits.getInt(WAIT_TO_RESOLVE + "censored")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "unit, XX",
    "team, nobody",
    "team, 00000000-0000-0000-0000-000000000000",
    "category, TRAINING",
    "category, Napkins and <script>",
    "from, yesterday",
    "from, 2026-03-01T00:00:00",
    "from, 2026-02-30",
    "to, 1999-01-01T00:00:00 01:00",
    "from, 2199-01-01T00:00:00Z",
    "from, 1999-01-01T00:00:00Z"
  })
  void what_cannot_be_asked_is_refused_by_name_without_repeating_it(String name, String value) {
    for (var path : new String[] {KEPT, WAITS, TRANSFERS}) {
      leah()
          .queryParam(name, value)
          .get(path)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("code", equalTo("invalid-parameter"))
          .body("errors[0].pointer", equalTo(name))
          .body("errors[0].message", not(containsString("script")));
    }
  }

  @Test
  void a_long_value_is_refused_like_any_other() {
    leah().queryParam("unit", "x".repeat(3_000)).get(KEPT).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?ward=4W", "?unit=4W&unit=4W", "?asOf=2026-03-01T00:00:00Z"})
  void unknown_and_repeated_parameters_are_refused(String query) {
    leah().get(KEPT + query).then().statusCode(400);
    leah().get(WAITS + query).then().statusCode(400);
  }

  /** About what this test filed. */
  private ValidatableResponse figures(String path) {
    return leah()
        .queryParam("from", begin.toString())
        .queryParam("to", begin.plus(Duration.ofDays(2)).toString())
        .queryParam("unit", "LD")
        .queryParam("category", "training")
        .get(path)
        .then()
        .statusCode(200);
  }

  private String file() {
    return leah()
        .contentType("application/json")
        .body(
            Map.of(
                "impact", "patient_waiting",
                "category", "training",
                "need", "Nobody here knows this pump"))
        .post("/api/v1/requests")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static void act(String who, String id, String act, Map<String, String> body) {
    as(who)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/requests/" + id + "/" + act)
        .then()
        .statusCode(200);
  }

  private static JsonPath json(ValidatableResponse response) {
    return response.extract().jsonPath();
  }

  private static RequestSpecification leah() {
    return as("leah.cohen");
  }

  private static RequestSpecification as(String username) {
    return given().auth().oauth2(get("/dev/tokens/" + username).asString());
  }
}
