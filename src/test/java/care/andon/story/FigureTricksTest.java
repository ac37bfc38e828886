package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people may try to make the figures look better than the caregivers were served. */
@QuarkusTest
class FigureTricksTest {
  private static final String POLICIES = "/api/v1/sla-policies";
  private static final String UNIT = "4W";
  private static final String CATEGORY = "transport_flow";
  private static final Duration TARGET = Duration.ofHours(8);

  private final Api nina = Api.as("nina.patel");
  private final Api conrad = Api.as("conrad.vance");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  private Instant begin;

  /** Nobody else files for this category in these hours. */
  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant();
  }

  @Test
  void declining_at_once_keeps_no_promise() {
    var id = files("this_shift");
    omar.decline(id);
    assertThat(nina.clocks(id).getList("clocks.because", String.class))
        .anyMatch(because -> because.startsWith("Answered, not met: declined "));
    time.pass(TARGET.plusMinutes(1));

    var resolve = resolve("this_shift");
    assertThat(resolve)
        .containsEntry("declined", 1)
        .containsEntry("met", 0)
        .containsEntry("kept", 0f)
        .containsEntry("answered", 1f)
        .containsEntry("goalRate", "kept");
  }

  @Test
  void an_idea_is_owed_a_decision() {
    assertThat(resolve("improvement")).containsEntry("goalRate", "answered");
    assertThat(resolve("slows_care")).containsEntry("goalRate", "kept");
  }

  @Test
  void a_false_resolution_keeps_no_promise() {
    var id = files("this_shift");
    omar.resolve(id);
    time.pass(TARGET.plusMinutes(1));
    assertThat(resolve("this_shift")).containsEntry("met", 1);

    time.pass(Duration.ofHours(5));
    nina.does("reopen", id, Map.of("reason", "It still squeaks", "why", "not_fixed"));
    assertThat(resolve("this_shift")).containsEntry("met", 0).containsEntry("missedOpen", 1);

    omar.resolve(id);
    assertThat(resolve("this_shift")).containsEntry("missed", 1).containsEntry("kept", 0f);
  }

  @Test
  void a_resolution_is_felt_only_when_the_caregiver_says_so() {
    var id = files("this_shift");
    files("this_shift");
    omar.resolve(id);
    time.pass(TARGET.plusMinutes(1));
    assertThat(felt()).containsEntry("open", 1).containsEntry("atLeast", 0f);

    nina.confirm(id);
    assertThat(felt())
        .containsEntry("confirmed", 1)
        .containsEntry("atLeast", 0.5f)
        .containsEntry("atMost", 0.5f);
    nina.does("reopen", id, Map.of("reason", "It squeaks again", "why", "came_back"));
    assertThat(felt()).containsEntry("confirmed", 1);
    omar.resolve(id);
  }

  @Test
  void silence_counts_as_silence_when_nobody_can_say_not_fixed_any_more() {
    var id = files("this_shift");
    omar.resolve(id);
    time.pass(Duration.ofDays(17).minusMinutes(1));
    assertThat(felt()).containsEntry("open", 1).containsEntry("silent", 0);
    assertThat(nina.get(id).getList("allowedActions", String.class)).contains("reopen");

    time.pass(Duration.ofMinutes(2));
    assertThat(felt()).containsEntry("open", 0).containsEntry("silent", 1);
    assertThat(nina.get(id).getList("allowedActions", String.class)).doesNotContain("reopen");
  }

  @Test
  void a_request_transferred_a_minute_before_it_is_due_stays_the_miss_of_its_team() {
    var id = files("this_shift");
    var team = nina.get(id).getString("team.code");
    time.pass(TARGET.minusMinutes(1));
    omar.does("assign", id, Given.anAssignment("clinical-it"));
    time.pass(Duration.ofMinutes(2));

    assertThat(resolve("this_shift", team)).containsEntry("missedOpen", 1);
    assertThat(resolve("this_shift", "clinical-it")).containsEntry("missedOpen", 0);
    omar.resolve(id);
  }

  @Test
  void a_miss_cannot_be_transferred_away() {
    var id = files("this_shift");
    var team = nina.get(id).getString("team.code");
    time.pass(TARGET.plusMinutes(1));
    omar.does("assign", id, Given.anAssignment("clinical-it"));
    time.pass(TARGET.multipliedBy(2));
    omar.does("assign", id, Given.anAssignment("clinical-engineering"));

    assertThat(resolve("this_shift", team)).containsEntry("missedOpen", 1);
    assertThat(resolve("this_shift", "clinical-it")).containsEntry("missedOpen", 0);
    assertThat(resolve("this_shift", "clinical-engineering")).containsEntry("missedOpen", 0);
    omar.resolve(id);
    assertThat(resolve("this_shift", team)).containsEntry("missed", 1);
  }

  @Test
  void a_team_that_gets_a_request_early_answers_for_it() {
    var id = files("this_shift");
    var team = nina.get(id).getString("team.code");
    time.pass(Duration.ofHours(1));
    omar.does("assign", id, Given.anAssignment("clinical-it"));
    time.pass(TARGET);

    assertThat(resolve("this_shift", team)).containsEntry("missedOpen", 0);
    assertThat(resolve("this_shift", "clinical-it")).containsEntry("missedOpen", 1);
    omar.resolve(id);
  }

  @Test
  void a_longer_policy_afterwards_moves_no_promise() {
    var id = files("this_shift");
    conrad.sends(aLongPolicy()).post(POLICIES).then().statusCode(201);
    try {
      time.pass(TARGET.plusMinutes(1));
      assertThat(resolve("this_shift")).containsEntry("missedOpen", 1);
    } finally {
      conrad.calls().post(POLICIES + "/tricks/retire").then().statusCode(200);
      omar.resolve(id);
    }
  }

  private static Body aLongPolicy() {
    return Body.of("code", "tricks")
        .with("name", "Take your time")
        .with(
            "match",
            Map.of(
                "impacts", List.of("this_shift"),
                "categories", List.of(CATEGORY),
                "units", List.of(UNIT)))
        .with(
            "clocks",
            Map.of(
                "resolve",
                Map.of("target", "PT80H", "calendar", "around-the-clock", "steps", List.of())));
  }

  @Test
  void asking_in_the_last_minute_puts_off_a_promise_by_no_more_than_the_answer() {
    var id = files("this_shift");
    time.pass(TARGET.minusMinutes(1));
    omar.ask(id);
    time.pass(Duration.ofHours(1));
    assertThat(resolve("this_shift")).containsEntry("notYetDue", 1).containsEntry("kept", null);

    nina.answer(id);
    time.pass(Duration.ofMinutes(2));

    assertThat(resolve("this_shift")).containsEntry("missedOpen", 1);
    omar.resolve(id);
  }

  @Test
  void lowering_the_impact_afterwards_moves_no_miss() {
    var id = files("this_shift");
    time.pass(TARGET.plusMinutes(1));

    nina.changeImpact(id, "improvement");

    assertThat(resolve("this_shift")).containsEntry("missedOpen", 1);
    assertThat(resolve("improvement")).containsEntry("missedOpen", 0).containsEntry("notYetDue", 0);
    omar.resolve(id);
  }

  @Test
  void withdrawing_by_persuasion_is_counted_and_does_not_undo_a_miss() {
    var early = files("this_shift");
    var late = files("this_shift");
    nina.withdraw(early);
    time.pass(TARGET.plusMinutes(1));
    nina.withdraw(late);

    assertThat(resolve("this_shift"))
        .containsEntry("withdrawn", 1)
        .containsEntry("notMeasured", 1)
        .containsEntry("missed", 1)
        .containsEntry("kept", 0f);
  }

  private String files(String impact) {
    return nina.files(aNeedOf(impact, CATEGORY));
  }

  private Map<String, Object> resolve(String impact) {
    return resolve(impact, null);
  }

  private Map<String, Object> resolve(String impact, @Nullable String team) {
    return kept(team).stream()
        .filter(it -> it.get("clock").equals("resolve") && it.get("impact").equals(impact))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> felt() {
    return (Map<String, Object>) resolve("this_shift").get("felt");
  }

  private List<Map<String, Object>> kept(@Nullable String team) {
    var call =
        nina.calls()
            .queryParam("from", begin.toString())
            .queryParam("to", begin.plus(Duration.ofDays(2)).toString())
            .queryParam("unit", UNIT)
            .queryParam("category", CATEGORY);
    return (team == null ? call : call.queryParam("team", team))
        .get("/api/v1/metrics/kept")
        .then()
        .statusCode(200)
        .extract()
        .path("figures");
  }
}
