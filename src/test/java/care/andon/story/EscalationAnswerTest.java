package care.andon.story;

import static care.andon.support.Given.aNeed;
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
import java.time.Instant;
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
  private static final String LIST = "/api/v1/escalations";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api maria = Api.as("maria.santos");
  private final Api victor = Api.as("victor.lang");
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
  void a_taken_escalation_that_goes_quiet_calls_the_tier_above() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of()).then().statusCode(200).body("wordWithin", equalTo("PT2H"));
    var takenAt = instant(grace.ladder(id).getFirst(), "takenAt");

    time.pass(Duration.ofMinutes(119));
    assertThat(states(id)).containsExactly("taken");

    time.pass(Duration.ofMinutes(2));
    assertThat(states(id)).containsExactly("taken", "open");
    assertThat(grace.ladder(id).getLast())
        .containsEntry("cause", "gone_quiet")
        .containsEntry("follows", 1)
        .containsEntry("clock", "acknowledge")
        .containsEntry("tier", 2);
    assertThat(instant(grace.ladder(id).getLast(), "at"))
        .isEqualTo(takenAt.plus(Duration.ofHours(2)));
    assertThat(instant(grace.ladder(id).getLast(), "answerBy"))
        .isEqualTo(takenAt.plus(Duration.ofHours(2)).plus(Duration.ofMinutes(15)));
  }

  @Test
  void a_word_to_the_caregiver_or_handing_on_puts_it_off_and_her_own_words_do_not() {
    var told = nina.files(aNeedOf("this_shift", "supplies"));
    var handedOn = nina.files(aNeedOf("this_shift", "supplies"));
    var neither = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    for (var id : List.of(told, handedOn, neither)) {
      grace.takes(id, 1, Map.of()).then().statusCode(200);
    }
    time.pass(Duration.ofMinutes(119));
    omar.message(told, "We are looking");
    omar.does("give-back", handedOn, Map.of("reason", "Not mine"));
    nina.message(neither, "Still nothing");

    time.pass(Duration.ofMinutes(119));
    assertThat(states(told)).containsExactly("taken");
    assertThat(states(handedOn)).containsExactly("taken");
    assertThat(grace.ladder(neither).get(1)).containsEntry("cause", "gone_quiet");

    time.pass(Duration.ofMinutes(2));
    assertThat(grace.ladder(told).getLast()).containsEntry("cause", "gone_quiet");
    assertThat(grace.ladder(handedOn).getLast()).containsEntry("cause", "gone_quiet");
  }

  @Test
  void a_promise_that_is_not_missed_any_more_calls_nobody() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of()).then().statusCode(200);
    omar.acknowledge(id);

    time.pass(Duration.ofHours(6));

    assertThat(states(id)).containsExactly("taken");
  }

  @Test
  void at_the_top_a_silence_ends_unanswered() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of()).then().statusCode(200);
    for (int number = 2; states(id).getLast().equals("taken"); number++) {
      time.pass(Duration.ofMinutes(121));
      if (states(id).getLast().equals("open")) {
        omar.takes(id, number, Map.of()).then().statusCode(200);
      }
    }

    assertThat(omar.ladder(id).getLast())
        .containsEntry("cause", "gone_quiet")
        .containsEntry("tier", 4)
        .containsEntry("people", List.of())
        .containsEntry("state", "unanswered");
    var quiet = countOfQuiet(id);
    assertThat(quiet).isGreaterThan(1);
    time.pass(Duration.ofHours(3));
    assertThat(countOfQuiet(id)).isEqualTo(quiet);
  }

  private long countOfQuiet(String id) {
    return omar.ladder(id).stream().filter(it -> "gone_quiet".equals(it.get("cause"))).count();
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

  /** All its steps have been taken. Without this cause nobody would be called again. */
  @Test
  void a_missed_promise_that_is_not_fixed_calls_again_whoever_was_called_last() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(8).plusMinutes(1));
    assertThat(states(id)).containsExactly("open");
    omar.resolve(id);
    assertThat(states(id)).containsExactly("settled");
    time.pass(Duration.ofHours(1));

    nina.reopen(id);
    nina.reopen(id);

    var ladder = omar.ladder(id);
    assertThat(ladder).hasSize(2);
    assertThat(ladder.getLast())
        .containsEntry("clock", "resolve")
        .containsEntry("percent", 100)
        .containsEntry("cause", "reopened")
        .containsEntry("tier", ladder.getFirst().get("tier"))
        .containsEntry("state", "open");
    assertThat(instant(ladder.getLast(), "answerBy"))
        .isEqualTo(instant(ladder.getLast(), "at").plus(Duration.ofMinutes(15)));
    time.pass(Duration.ofHours(2));
    assertThat(states(id)).containsExactly("settled", "climbed", "climbed", "unanswered");
  }

  @Test
  void the_person_who_answered_is_called_again_when_it_is_not_fixed() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(8).plusMinutes(1));
    omar.takes(id, 1, Map.of()).then().statusCode(200);
    omar.resolve(id);

    nina.reopen(id);

    assertThat(states(id)).containsExactly("taken", "open");
  }

  @Test
  void not_fixed_said_again_in_the_same_words_is_said_once_also_after_somebody_has_it() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(8).plusMinutes(1));
    omar.resolve(id);
    nina.reopen(id);
    omar.takes(id, 2, Map.of()).then().statusCode(200);
    var version = omar.get(id).getInt("version");

    nina.reopen(id);

    assertThat(omar.get(id).getInt("version")).isEqualTo(version);
    assertThat(states(id)).containsExactly("settled", "taken");
  }

  @Test
  void a_promise_that_can_still_be_kept_calls_nobody_when_it_is_not_fixed() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(7));
    omar.resolve(id);

    nina.reopen(id);

    assertThat(states(id)).isEmpty();
    time.pass(Duration.ofMinutes(61));
    assertThat(states(id)).containsExactly("open");
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

  // --- Who must act now ---

  @Test
  void those_who_were_called_see_it_first_whoever_has_to_answer_first() {
    var slow = nina.files(aNeedOf("slows_care", "supplies"));
    time.pass(Duration.ofHours(8).minusMinutes(10));
    time.passUntil(MONDAY, "10:00");
    var early = nina.files(aNeedOf("this_shift", "supplies"));
    var urgent = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(16));

    assertThat(listed(grace, "?limit=200")).contains(early).doesNotContain(slow, urgent);
    assertThat(listed(catherine, "?limit=200")).contains(urgent);
    var all = grace.all(LIST + "?mine=false&limit=2");
    assertThat(all)
        .extracting(it -> instant(escalation(it), "answerBy"))
        .isSortedAccordingTo(Instant::compareTo);
    assertThat(ids(all)).contains(early, urgent);
    assertThat(ids(all).indexOf(urgent)).isLessThan(ids(all).indexOf(early));
    assertThat(all)
        .extracting(it -> it.get("request").toString() + escalation(it).get("number"))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_list_is_narrowed_by_tier_facility_and_state() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(11));

    assertThat(grace.all(LIST + "?mine=false&tier=3&limit=200"))
        .extracting(it -> escalation(it).get("tier"))
        .isNotEmpty()
        .containsOnly(3);
    assertThat(listed(grace, "?mine=false&facility=LAKESIDE&limit=200")).contains(id);
    assertThat(listed(grace, "?state=climbed&limit=200")).contains(id);
    assertThat(listed(grace, "?state=taken&limit=200")).doesNotContain(id);
    assertThat(listed(victor, "")).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "tier=5, tier, not_valid",
    "tier=x, tier, not_valid",
    "mine=yes, mine, not_valid",
    "facility=NOWHERE, facility, unknown_facility",
    "state=late, state, unknown_value",
    "state=, state, not_valid",
    "limit=0, limit, not_valid",
  })
  void a_parameter_that_means_nothing_is_named(String query, String parameter, String code) {
    grace
        .calls()
        .get(LIST + "?" + query)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(parameter))
        .body("errors[0].code", equalTo(code));
  }

  @Test
  void people_who_cannot_be_called_see_none_or_all_that_they_may_see() {
    Api.as("intranet").calls().get(LIST + "?mine=true").then().statusCode(200);
    Api.as("intranet").calls().get(LIST + "?cursor=x").then().statusCode(400);
    nina.calls().get(LIST).then().statusCode(200);
  }

  @Test
  void an_unchanged_list_is_not_sent_again() {
    var tag = victor.calls().get(LIST).header("ETag");

    victor.calls().header("If-None-Match", tag).get(LIST).then().statusCode(304);
  }

  @Test
  void what_is_confidential_is_listed_for_those_who_were_called_only() {
    var id = nina.files(aNeedOf("this_shift", "safety_violence"));
    time.pass(Duration.ofMinutes(16));

    assertThat(listed(Api.as("frank.dunn"), "?limit=200")).contains(id);
    assertThat(listed(grace, "?mine=false&limit=200")).doesNotContain(id);
    assertThat(listed(nina, "?limit=200")).contains(id);
    assertThat(listed(Api.as("hannah.lee"), "?limit=200")).doesNotContain(id);
  }

  @Test
  void a_request_without_escalations_has_an_empty_list() {
    assertThat(nina.ladder(nina.files(aNeed()))).isEmpty();
  }

  private static io.restassured.response.Response takes(
      Api who, String id, String key, String words) {
    return who.sends(words(words))
        .header("Idempotency-Key", key)
        .post(Api.REQUESTS + "/{id}/escalations/1/take", id);
  }

  private List<String> listed(Api who, String query) {
    return ids(who.all(LIST + query));
  }

  @SuppressWarnings("unchecked")
  private static List<String> ids(List<Map<String, Object>> items) {
    return items.stream()
        .map(item -> (String) ((Map<String, Object>) item.get("request")).get("id"))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> escalation(Map<String, Object> item) {
    return (Map<String, Object>) item.get("escalation");
  }

  private List<Object> states(String id) {
    return omar.ladder(id).stream().map(it -> it.get("state")).toList();
  }

  private static List<String> names(Map<String, Object> escalation) {
    return ((List<?>) escalation.get("people"))
        .stream().map(person -> (String) ((Map<?, ?>) person).get("name")).toList();
  }

  private static Instant instant(Map<String, Object> object, String name) {
    return Instant.parse((String) object.get(name));
  }
}
