package care.andon.metrics;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What departments did with requests: whom they belonged to for how long, and why not. */
@QuarkusTest
class HandlingFiguresTest {
  private static final String CATEGORY = "information_orders";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  private Instant begin;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant();
  }

  @Test
  void declines_are_counted_by_reason_with_and_without_an_alternative() {
    declines("not_possible", "Use the one of 5 West");
    declines("not_possible", null);
    declines("not_possible", null);
    declines("not_funded", null);

    var figures = figures("declines", "");
    assertThat(figures.getInt("figures.n.sum()")).isEqualTo(4);
    assertThat(of(figures, "not_possible"))
        .containsEntry("n", 3)
        .containsEntry("withAlternative", 1)
        .containsEntry("withoutAlternative", 2);
    assertThat(of(figures, "not_funded")).containsEntry("n", 1);
    assertThat(of(figures, "not_safe")).containsEntry("n", 0);
  }

  @Test
  void a_decline_is_counted_for_the_team_that_declined() {
    var id = nina.files(aNeed());
    var team = nina.get(id).getString("team.code");
    omar.decline(id);
    nina.does("reopen", id, Map.of("reason", "We still need it", "why", "still_needed"));
    omar.does("assign", id, Given.anAssignment("clinical-it"));
    assertThat(figures("declines", team).getInt("figures.n.sum()")).isOne();
    assertThat(figures("declines", "clinical-it").getInt("figures.n.sum()")).isZero();

    omar.decline(id);
    assertThat(figures("declines", team).getInt("figures.n.sum()")).isOne();
    assertThat(figures("declines", "clinical-it").getInt("figures.n.sum()")).isOne();
  }

  @Test
  void time_held_is_counted_per_team_without_the_time_settled() {
    var id = nina.files(aNeed());
    var team = nina.get(id).getString("team.code");
    time.pass(Duration.ofHours(1));
    omar.does("assign", id, Given.anAssignment("clinical-it"));
    time.pass(Duration.ofHours(2));
    omar.resolve(id);
    time.pass(Duration.ofHours(5));
    assertHeld(team, Duration.ofHours(1));
    assertHeld("clinical-it", Duration.ofHours(2));

    nina.does("reopen", id, Map.of("reason", "Broken again", "why", "came_back"));
    time.pass(Duration.ofHours(1));
    assertHeld("clinical-it", Duration.ofHours(3));
    omar.resolve(id);
  }

  @Test
  void a_resolution_that_was_not_true_does_not_end_the_time_held() {
    var id = nina.files(aNeed());
    var team = nina.get(id).getString("team.code");
    omar.resolve(id);
    time.pass(Duration.ofHours(5));
    assertHeld(team, Duration.ZERO);

    nina.does("reopen", id, Map.of("reason", "Never fixed", "why", "not_fixed"));
    assertHeld(team, Duration.ofHours(5));
    omar.resolve(id);
  }

  private void assertHeld(String team, Duration held) {
    var figures = figures("held", team);
    assertThat(figures.getList("figures.team", String.class)).containsExactly(team);
    assertThat(figures.getInt("figures[0].requests")).isOne();
    assertThat(Duration.parse(figures.getString("figures[0].held")))
        .isBetween(held, held.plusMinutes(1));
    assertThat(figures.getString("figures[0].longest"))
        .isEqualTo(figures.getString("figures[0].held"));
  }

  private void declines(String reason, String alternative) {
    var body = Body.of("reason", reason).with("words", "Not now");
    omar.does(
        "decline",
        nina.files(aNeed()),
        alternative == null ? body : body.with("alternative", alternative));
  }

  private static Body aNeed() {
    return aNeedOf("slows_care", CATEGORY);
  }

  private static Map<String, Object> of(JsonPath figures, String reason) {
    List<Map<String, Object>> reasons = figures.getList("figures");
    return reasons.stream().filter(it -> it.get("reason").equals(reason)).findFirst().orElseThrow();
  }

  private JsonPath figures(String figure, String team) {
    var call =
        nina.calls()
            .queryParam("from", begin.toString())
            .queryParam("to", begin.plus(Duration.ofDays(2)).toString())
            .queryParam("unit", "4W")
            .queryParam("category", CATEGORY);
    return (team.isEmpty() ? call : call.queryParam("team", team))
        .get("/api/v1/metrics/{figure}", figure)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
