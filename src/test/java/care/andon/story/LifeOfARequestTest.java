package care.andon.story;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.aPromise;
import static care.andon.support.Given.anAssessment;
import static care.andon.support.Given.anAssignment;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import care.andon.kernel.Impact;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LifeOfARequestTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;

  @Test
  void every_answer_about_a_waiting_patient_has_the_safety_notice() {
    var key = UUID.randomUUID().toString();
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"), key).jsonPath();
    var id = filed.getString("id");
    var raised = nina.files(aNeed());
    assertThat(nina.get(raised).getString("guard")).isNull();

    for (var answer :
        List.of(
            filed,
            nina.open(aNeedOf("patient_waiting", "supplies"), key).jsonPath(),
            nina.get(id),
            nina.changeImpact(raised, "patient_waiting"),
            omar.acknowledge(id))) {
      assertThat(answer.getString("guard")).isEqualTo(Impact.GUARD).contains("rapid-response");
    }
    assertThat(nina.changeImpact(raised, "this_shift").getString("guard")).isNull();
  }

  @Test
  void a_need_is_filed_promised_asked_about_met_and_confirmed() {
    time.passUntil(MONDAY, "10:00");

    var filed = nina.open(aNeed());
    var id = filed.getString("id");
    assertThat(filed.getString("status")).isEqualTo("open");
    assertThat(filed.getString("team.code")).isEqualTo("supply-chain");
    assertThat(filed.getString("assignee.name")).isEqualTo("Omar Ortiz");
    assertThat(filed.getString("because")).contains("Supply chain");
    assertThat(filed.getBoolean("unrouted")).isFalse();
    assertThat(filed.getString("requester.name")).isEqualTo("Nina Patel");
    assertThat(clock(filed, "acknowledge").get("dueAt")).isEqualTo(filed.getString("dueAt"));
    assertThat(instant(filed, "nextWordDueAt"))
        .isEqualTo(instant(filed, "receivedAt").plus(Duration.ofHours(2)));

    var promisedBy = time.instant().plus(Duration.ofMinutes(20));
    var acknowledged = omar.does("acknowledge", id, aPromise(promisedBy));
    assertThat(acknowledged.getString("status")).isEqualTo("acknowledged");
    assertThat(instant(acknowledged, "promisedBy")).isEqualTo(promisedBy);
    assertThat(acknowledged.getString("acknowledgedBy.name")).isEqualTo("Omar Ortiz");
    assertThat(clock(acknowledged, "acknowledge")).containsEntry("verdict", "met");

    var asked = omar.ask(id);
    assertThat(asked.getString("status")).isEqualTo("waiting_for_caregiver");
    assertThat(asked.getString("words")).isEqualTo("Straight or winged?");

    var answered = nina.answer(id);
    assertThat(answered.getString("status")).isEqualTo("acknowledged");
    assertThat(answered.getString("words")).isNull();

    var resolved = omar.resolve(id);
    assertThat(resolved.getString("status")).isEqualTo("resolved");
    assertThat(resolved.getString("words")).isEqualTo("Two boxes are on the cart");
    assertThat(clock(resolved, "resolve")).containsEntry("verdict", "met");

    var confirmed = nina.confirm(id);
    assertThat(confirmed.getString("status")).isEqualTo("confirmed");
    assertThat(confirmed.getList("allowedActions")).isEqualTo(List.of("reopen"));
    assertThat(nina.happened(id))
        .containsExactly("opened", "acknowledged", "asked", "answered", "resolved", "confirmed");
  }

  @Test
  void the_answer_to_filing_names_the_assignee_also_on_a_saturday_night() {
    time.passUntil(SATURDAY, "22:00");

    var filed = nina.open(aNeed());

    assertThat(filed.getString("assignee.name")).isEqualTo("Luis Romero");
    assertThat(filed.getString("because")).isNotBlank();
  }

  @Test
  void not_fixed_opens_it_again_and_the_earlier_met_is_withdrawn() {
    var id = nina.files(aNeed());
    omar.acknowledge(id);
    time.pass(Duration.ofHours(2));
    omar.resolve(id);
    time.pass(Duration.ofHours(5));

    var reopened = nina.reopen(id);

    assertThat(reopened.getString("status")).isEqualTo("acknowledged");
    assertThat(reopened.getInt("reopened")).isEqualTo(1);
    assertThat(reopened.getString("resolvedAt")).isNull();
    assertThat(clock(reopened, "resolve")).containsEntry("verdict", "pending");
    // The resolution never happened: seven of eight hours have passed since it was filed.
    assertThat(Instant.parse((String) clock(reopened, "resolve").get("dueAt")))
        .isBetween(
            time.instant().plus(Duration.ofHours(1)).minus(MINUTE),
            time.instant().plus(Duration.ofHours(1)));
    assertThat(clock(reopened, "acknowledge")).containsEntry("verdict", "met");

    omar.resolve(id);
    assertThat(nina.confirm(id).getString("status")).isEqualTo("confirmed");
  }

  @Test
  void a_declined_need_says_why_and_is_asked_for_again_within_14_days() {
    var id = nina.files(aNeed());

    var declined = omar.decline(id);
    assertThat(declined.getString("status")).isEqualTo("declined");
    assertThat(declined.getString("words")).isEqualTo("The maker no longer delivers them");
    var event = nina.history(id).getLast();
    assertThat(event.get("data"))
        .isEqualTo(
            Map.of(
                "reason", "not_possible",
                "words", "The maker no longer delivers them",
                "alternative", "20G are on the cart"));

    time.pass(Duration.ofDays(14).minus(MINUTE));
    assertThat(nina.get(id).getList("allowedActions")).isEqualTo(List.of("reopen"));
    assertThat(nina.reopen(id).getString("status")).isEqualTo("acknowledged");
  }

  @Test
  void a_declined_need_is_settled_after_14_days() {
    var id = nina.files(aNeed());
    omar.decline(id);

    time.pass(Duration.ofDays(14));

    assertThat(nina.get(id).getList("allowedActions")).isEmpty();
    nina.tries("reopen", id, Map.of("reason", "I still need it"))
        .then()
        .statusCode(409)
        .body("code", equalTo("transition-not-allowed"))
        .body("currentStatus", equalTo("declined"));
  }

  @Test
  void the_asker_withdraws_a_need_and_its_open_promises_are_not_measured() {
    var id = nina.files(aNeed());

    var withdrawn = nina.withdraw(id);

    assertThat(withdrawn.getString("status")).isEqualTo("withdrawn");
    assertThat(withdrawn.getList("allowedActions")).isEmpty();
    assertThat(nina.clocks(id).getList("clocks.findAll { it.kind != 'update' }.cancelled"))
        .containsExactly(true, true);
    time.pass(Duration.ofDays(30));
    assertThat(nina.happened(id)).containsExactly("opened", "withdrawn");
  }

  @Test
  void a_promise_missed_before_it_is_withdrawn_stays_missed() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(6));

    var withdrawn = nina.withdraw(id);

    assertThat(clock(withdrawn, "acknowledge")).containsEntry("verdict", "missed");
    assertThat(nina.clocks(id).getBoolean("clocks.find { it.kind == 'acknowledge' }.cancelled"))
        .isFalse();
  }

  @Test
  void a_wait_for_the_caregiver_ends_by_itself_after_24_hours() {
    var id = nina.files(aNeed());
    var asked = omar.ask(id);
    var askedAt = instant(asked, "updatedAt");

    time.pass(Duration.ofHours(24).minus(MINUTE));
    assertThat(nina.get(id).getString("status")).isEqualTo("waiting_for_caregiver");

    time.pass(MINUTE);
    assertThat(nina.get(id).getString("status")).isEqualTo("acknowledged");
    // If its assignee is off shift by then, the request goes to a person on call at once.
    var ended =
        nina.history(id).stream()
            .filter(event -> event.get("type").equals("wait_ended"))
            .findFirst()
            .orElseThrow();
    assertThat(ended).doesNotContainKey("actor");
    assertThat(Instant.parse((String) ended.get("at")))
        .isEqualTo(askedAt.plus(Duration.ofHours(24)));
    nina.tries("answer", id, words("Too late")).then().statusCode(409);
  }

  @Test
  void a_wait_pauses_the_promises_and_they_run_on_where_they_stood() {
    var id = nina.files(aNeed());
    var due = instant(nina.get(id), "clocks.find { it.kind == 'resolve' }.dueAt");

    omar.ask(id);
    var paused = nina.get(id);
    assertThat(clock(paused, "resolve"))
        .containsEntry("state", "paused")
        .doesNotContainKey("dueAt");
    time.pass(Duration.ofHours(3));
    nina.answer(id);

    var resumed = instant(nina.get(id), "clocks.find { it.kind == 'resolve' }.dueAt");
    assertThat(resumed)
        .isBetween(due.plus(Duration.ofHours(3)), due.plus(Duration.ofHours(3)).plus(MINUTE));
    assertThat(nina.clocks(id).getString("clocks.find { it.kind == 'resolve' }.pauses[0].words"))
        .isEqualTo("Straight or winged?");
  }

  @Test
  void nobody_speaks_for_72_hours_and_it_is_unconfirmed() {
    var id = nina.files(aNeed());
    var resolvedAt = instant(omar.resolve(id), "resolvedAt");

    time.pass(Duration.ofHours(72).minus(MINUTE));
    assertThat(nina.get(id).getString("status")).isEqualTo("resolved");

    time.pass(MINUTE.multipliedBy(2));
    assertThat(nina.get(id).getString("status")).isEqualTo("unconfirmed");
    assertThat(Instant.parse((String) nina.history(id).getLast().get("at")))
        .isEqualTo(resolvedAt.plus(Duration.ofHours(72)));
    assertThat(nina.reopen(id).getString("status")).isEqualTo("acknowledged");
  }

  @Test
  void what_is_unconfirmed_is_settled_14_days_later() {
    var id = nina.files(aNeed());
    omar.resolve(id);

    time.pass(Duration.ofHours(72).plus(Duration.ofDays(14)).plus(MINUTE));

    for (var person : List.of(nina, omar)) {
      assertThat(person.get(id).getString("status")).isEqualTo("unconfirmed");
      assertThat(person.get(id).getList("allowedActions")).isEmpty();
    }
    nina.tries("reopen", id, Map.of("reason", "Not fixed")).then().statusCode(409);
    nina.tries("confirm", id, Map.of()).then().statusCode(409);
  }

  @Test
  void a_resolved_need_was_acknowledged_too() {
    var id = nina.files(aNeed());

    var resolved = omar.resolve(id);

    assertThat(clock(resolved, "acknowledge")).containsEntry("verdict", "met");
    assertThat(resolved.getString("acknowledgedBy.name")).isEqualTo("Omar Ortiz");
  }

  @Test
  void handing_it_on_restarts_no_clock_and_says_why() {
    var id = nina.files(aNeed());
    var due = nina.get(id).getString("dueAt");
    time.pass(MINUTE);

    var assigned = omar.does("assign", id, anAssignment("pharmacy-operations"));

    assertThat(assigned.getString("team.code")).isEqualTo("pharmacy-operations");
    assertThat(assigned.getString("assignee.name")).isIn("Joel Adams", "Olga Novak");
    assertThat(assigned.getString("because")).isEqualTo("They stock these");
    assertThat(assigned.getString("dueAt")).isEqualTo(due);
  }

  @Test
  void a_person_named_alone_brings_their_team() {
    var id = nina.files(aNeed());

    var assigned =
        omar.does("assign", id, Map.of("assignee", "mei.chen", "reason", "She has the key"));

    assertThat(assigned.getString("assignee.name")).isEqualTo("Mei Chen");
    assertThat(assigned.getString("team.code")).isEqualTo("clinical-engineering");
  }

  @Test
  void an_administrators_differing_view_stands_beside_the_impact_and_moves_no_clock() {
    var id = nina.files(aNeed());
    var before = nina.get(id);

    var assessed = omar.does("assess", id, anAssessment("improvement"));

    assertThat(assessed.getString("impact")).isEqualTo("this_shift");
    assertThat(assessed.getString("assessedImpact")).isEqualTo("improvement");
    for (var kind : List.of("acknowledge", "resolve")) {
      assertThat(clock(assessed, kind)).isEqualTo(clock(before, kind));
    }
    assertThat(nina.history(id).getLast().get("data"))
        .isEqualTo(Map.of("impact", "improvement", "reason", "There is a box in room 2"));
  }

  @Test
  void each_word_to_the_caregiver_ends_a_silence_and_a_note_does_not() {
    var id = nina.files(aNeed());
    omar.acknowledge(id);
    omar.message(id, "The box left the store room");
    omar.does("messages", id, aNote("Third time this week"));
    nina.message(id, "I am in room 7");

    var silences =
        nina.get(id).<Map<String, Object>>getList("clocks.findAll { it.kind == 'update' }");

    assertThat(silences).extracting("cycle").containsExactly(1, 2, 3);
    assertThat(silences).extracting("verdict").containsExactly("met", "met", "pending");
  }

  @Test
  void a_silence_that_lasted_too_long_is_missed_and_the_next_begins_with_the_next_word() {
    var id = nina.files(aNeed());
    omar.acknowledge(id);
    time.pass(Duration.ofHours(2).plus(MINUTE));
    omar.message(id, "The box left the store room");

    var request = nina.get(id);
    assertThat(request.getList("clocks.findAll { it.kind == 'update' }.verdict"))
        .containsExactly("met", "missed", "pending");
    assertThat(instant(request, "nextWordDueAt"))
        .isBetween(
            time.instant().plus(Duration.ofHours(2)).minus(MINUTE),
            time.instant().plus(Duration.ofHours(2)));
    nina.calls()
        .get(Api.REQUESTS + "/{id}/history", id)
        .then()
        .body("items.findAll { it.type == 'promise_missed' }.data.clock", hasItem("update"));
  }

  @Test
  void a_colleague_files_for_somebody_who_has_their_hands_full() {
    var filed = nina.open(aNeed().with("onBehalfOf", "marcus.bell"));

    assertThat(filed.getString("onBehalfOf.name")).isEqualTo("Marcus Bell");
    var marcus = Api.as("marcus.bell");
    omar.resolve(filed.getString("id"));
    assertThat(marcus.confirm(filed.getString("id")).getString("status")).isEqualTo("confirmed");
  }

  @Test
  void a_phone_that_was_offline_says_when_it_was_asked_within_bounds() {
    var now = time.instant();
    var yesterday = now.minus(Duration.ofHours(20));

    var late = nina.open(aNeed().with("askedAt", yesterday.toString()));
    assertThat(instant(late, "askedAt")).isEqualTo(yesterday);
    assertThat(instant(late, "receivedAt")).isAfterOrEqualTo(now);

    var fast = nina.open(aNeed().with("askedAt", now.plus(Duration.ofDays(1)).toString()));
    assertThat(instant(fast, "askedAt")).isEqualTo(instant(fast, "receivedAt"));

    var ancient = nina.open(aNeed().with("askedAt", "2001-01-01T00:00:00Z"));
    assertThat(instant(ancient, "askedAt"))
        .isEqualTo(instant(ancient, "receivedAt").minus(Duration.ofHours(72)));
  }

  @Test
  void a_request_goes_by_its_reference_as_well() {
    var filed = nina.open(aNeed());

    var reference = filed.getString("reference");

    assertThat(reference).matches("SR-[0-9]+");
    assertThat(nina.get(reference).getString("id")).isEqualTo(filed.getString("id"));
    assertThat(omar.acknowledge(reference).getString("status")).isEqualTo("acknowledged");
    assertThat(nina.happened(reference.toLowerCase(java.util.Locale.ROOT))).hasSize(2);
  }

  private static Map<String, Object> clock(JsonPath request, String kind) {
    return request.getMap("clocks.find { it.kind == '" + kind + "' }");
  }

  private static Instant instant(JsonPath request, String path) {
    return Instant.parse(request.getString(path));
  }
}
