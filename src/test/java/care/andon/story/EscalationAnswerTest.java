package care.andon.story;

import static care.andon.story.SeenEscalations.instant;
import static care.andon.story.SeenEscalations.listed;
import static care.andon.story.SeenEscalations.states;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to escalations: who may say "I have it", and what happens if nobody does. */
@QuarkusTest
class EscalationAnswerTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api maria = Api.as("maria.santos");
  private final Api catherine = Api.as("catherine.moss");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  @Test
  void an_escalation_went_to_people_by_name_and_one_of_them_has_it() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));

    var called = grace.ladder(id);
    assertThat(called).hasSize(1);
    assertThat(called.getFirst())
        .containsEntry("number", 1)
        .containsEntry("tier", 1)
        .containsEntry("cause", "step")
        .containsEntry("state", "open");
    assertThat(names(called.getFirst())).containsExactly("Grace Kim");
    assertThat(instant(called.getFirst(), "answerBy"))
        .isEqualTo(instant(called.getFirst(), "at").plus(Duration.ofMinutes(15)));
    assertThat(grace.get(id).getInt("openEscalations")).isEqualTo(1);

    grace
        .takes(id, 1, words("I am looking for a box"))
        .then()
        .statusCode(200)
        .body("state", equalTo("taken"))
        .body("takenBy.name", equalTo("Grace Kim"))
        .body("words", equalTo("I am looking for a box"));

    // Not yet two hours: then the caregiver would be owed a word.
    time.pass(Duration.ofMinutes(119));
    assertThat(grace.ladder(id)).hasSize(1);
    assertThat(grace.get(id).getInt("openEscalations")).isZero();
    // No clock changes: the request is still not acknowledged.
    assertThat(grace.get(id).getString("status")).isEqualTo("open");
  }

  @Test
  void words_of_an_answer_are_seen_by_the_department_only() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, words("The store room lost them again"));

    assertThat(nina.ladder(id).getFirst())
        .containsEntry("state", "taken")
        .doesNotContainKey("words");
    assertThat(nina.history(id).toString()).doesNotContain("lost them again");
    assertThat(omar.history(id).toString()).contains("lost them again");
  }

  @Test
  void taking_it_twice_is_taking_it_once_and_another_is_told_who_has_it() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of()).then().statusCode(200);
    var version = grace.get(id).getInt("version");

    grace.takes(id, 1, Map.of()).then().statusCode(200);
    omar.takes(id, 1, Map.of())
        .then()
        .statusCode(409)
        .body("code", equalTo("escalation-is-over"))
        .body("state", equalTo("taken"))
        .body("takenBy.name", equalTo("Grace Kim"));

    assertThat(grace.get(id).getInt("version")).isEqualTo(version);
  }

  @Test
  void a_retry_under_the_same_key_gets_the_first_answer() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    var key = UUID.randomUUID().toString();

    var first = takes(grace, id, key, "Mine").then().statusCode(200).extract().jsonPath();
    omar.resolve(id);
    var again =
        takes(grace, id, key, "Mine")
            .then()
            .statusCode(200)
            .header("Idempotency-Replayed", "true")
            .extract()
            .jsonPath();

    assertThat(again.getMap("$")).isEqualTo(first.getMap("$"));
    takes(grace, id, key, "Not mine").then().statusCode(422);
  }

  @Test
  void a_stale_tag_is_refused() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));

    grace
        .sends(Map.of())
        .header("If-Match", "\"1\"")
        .post(Api.REQUESTS + "/{id}/escalations/1/take", id)
        .then()
        .statusCode(412);
  }

  @Test
  void an_unanswered_escalation_moves_up_and_a_late_answer_is_told_where() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(31));

    grace
        .takes(id, 1, Map.of())
        .then()
        .statusCode(409)
        .body("state", equalTo("climbed"))
        .body("takenBy", nullValue())
        .body("ledTo", equalTo(2));
    grace.takes(id, 2, Map.of()).then().statusCode(200).body("takenBy.name", equalTo("Grace Kim"));

    // Not yet two hours: then it would have gone quiet.
    time.pass(Duration.ofMinutes(119));
    assertThat(states(id)).containsExactly("climbed", "taken");
  }

  @Test
  void one_answer_covers_the_promise_and_the_next_step_calls_again() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(11));
    // The house supervisor and the administrator on call were called at the same time.
    maria.takes(id, 2, Map.of()).then().statusCode(200);

    // Else they go quiet.
    for (int i = 0; i < 3; i++) {
      time.pass(Duration.ofMinutes(14));
      maria.message(id, "We are looking");
    }
    time.pass(Duration.ofMinutes(3));
    assertThat(states(id)).containsExactly("climbed", "taken", "taken");
    assertThat(maria.ladder(id).get(2)).containsEntry("ledTo", 2);

    time.pass(Duration.ofMinutes(6));
    assertThat(states(id)).containsExactly("climbed", "taken", "taken", "open");
    assertThat(maria.ladder(id).getLast()).containsEntry("clock", "resolve");
  }

  @Test
  void the_end_of_the_ladder_without_an_answer_is_recorded() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(80));

    assertThat(states(id)).containsExactly("climbed", "climbed", "climbed", "unanswered");
    assertThat(nina.happened(id)).contains("escalation_unanswered");
    assertThat(catherine.get(id).getInt("openEscalations")).isZero();
    assertThat(listed(catherine, "?state=unanswered&limit=200")).contains(id);
    catherine.takes(id, 4, Map.of()).then().statusCode(409).body("state", equalTo("unanswered"));
  }

  @Test
  void acknowledging_the_request_answers_what_was_called_about_that() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    omar.acknowledge(id);

    var one = omar.ladder(id).getFirst();
    assertThat(one).containsEntry("state", "taken");
    assertThat(((Map<?, ?>) one.get("takenBy")).get("name")).isEqualTo("Omar Ortiz");
    time.pass(Duration.ofHours(5));
    assertThat(states(id)).containsExactly("taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "decline", "withdraw"})
  void a_closed_request_calls_nobody(String act) {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(8).plusMinutes(1));
    assertThat(states(id)).containsExactly("open");

    (act.equals("withdraw") ? nina : omar).does(act, id);

    time.pass(Duration.ofDays(1));
    assertThat(states(id)).containsExactly("settled");
    assertThat(nina.happened(id)).doesNotContain("escalation_unanswered");
    assertThat(listed(grace, "?limit=200")).doesNotContain(id);
  }

  @Test
  void a_missed_resolution_is_not_answered_by_acknowledging() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofHours(8).plusMinutes(1));
    omar.acknowledge(id);

    assertThat(omar.ladder(id))
        .filteredOn(it -> it.get("clock").equals("resolve"))
        .extracting(it -> it.get("state"))
        .containsExactly("open");
  }

  @ParameterizedTest
  @CsvSource({
    "grace.kim, 200", // was called
    "omar.ortiz, 200", // an administrator
    "catherine.moss, 200", // on call above
    "helen.brandt, 403", // a manager who was not called and is not on call
    "edith.lowe, 403",
    "intranet, 403",
    "nina.patel, 403",
    "hannah.lee, 404",
  })
  void who_may_take_it(String username, int status) {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));

    Api.as(username).takes(id, 1, Map.of()).then().statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "0", "-1", "01", "x", "99999999999"})
  void an_unknown_number_is_not_found(String number) {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));

    grace
        .sends(Map.of())
        .post(Api.REQUESTS + "/{id}/escalations/{number}/take", id, number)
        .then()
        .statusCode(404);
  }

  @Test
  void words_that_are_too_long_are_refused_by_name() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));

    grace
        .takes(id, 1, words("a".repeat(4_001)))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/words"));
  }

  private static io.restassured.response.Response takes(
      Api who, String id, String key, String words) {
    return who.sends(words(words))
        .header("Idempotency-Key", key)
        .post(Api.REQUESTS + "/{id}/escalations/1/take", id);
  }

  private static List<String> names(Map<String, Object> escalation) {
    return ((List<?>) escalation.get("people"))
        .stream().map(person -> (String) ((Map<?, ?>) person).get("name")).toList();
  }
}
