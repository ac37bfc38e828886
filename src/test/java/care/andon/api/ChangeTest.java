package care.andon.api;

import static care.andon.support.Given.aMessage;
import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.anAssessment;
import static care.andon.support.Given.anAssignment;
import static care.andon.support.Given.bodyOf;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing requests: entity tags, simultaneous calls, bodies, and which acts each state allows. */
@QuarkusTest
class ChangeTest {
  private static final String OPEN = "open";
  private static final List<String> STATES =
      List.of(
          OPEN,
          "acknowledged",
          "waiting_for_caregiver",
          "resolved",
          "confirmed",
          "unconfirmed",
          "declined",
          "withdrawn");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api mei = Api.as("mei.chen");

  @Inject TimeMachine time;

  // --- Entity tags
  // --------------------------------------------------------------------------------

  @Test
  void an_act_with_a_stale_tag_is_refused() {
    var id = nina.files(aNeed());
    var seen = omar.looksAt(id).header("ETag");
    nina.message(id, "I am in room 7");

    ifMatch(seen, id)
        .then()
        .statusCode(412)
        .contentType("application/problem+json")
        .body("code", equalTo("stale"));
    assertThat(nina.get(id).getString("status")).isEqualTo(OPEN);

    var now = omar.looksAt(id).header("ETag");
    assertThat(now).isNotEqualTo(seen).matches("\"[^\"]+\"");
    ifMatch(now, id).then().statusCode(200);
  }

  @Test
  void if_match_takes_lists_and_anything_and_only_strong_tags() {
    var id = nina.files(aNeed());

    ifMatch("\"77\"", id).then().statusCode(412);
    ifMatch("W/\"1\"", id).then().statusCode(412);
    ifMatch("1", id).then().statusCode(412);
    ifMatch("\"77\", \"1\"", id).then().statusCode(200);
    var other = nina.files(aNeed());
    ifMatch("*", other).then().statusCode(200);
  }

  @Test
  void the_tag_of_an_act_equals_the_tag_of_a_read() {
    var filed = nina.sends(aNeed()).post(Api.REQUESTS);
    var id = filed.jsonPath().getString("id");
    assertThat(filed.header("ETag")).isEqualTo(nina.looksAt(id).header("ETag"));

    var acknowledged = omar.tries("acknowledge", id, bodyOf("acknowledge"));
    assertThat(acknowledged.header("ETag")).isEqualTo(omar.looksAt(id).header("ETag"));
    assertThat(acknowledged.asString()).isEqualTo(omar.looksAt(id).asString());
  }

  @Test
  void an_unchanged_request_is_answered_with_304() {
    var id = nina.files(aNeed());
    for (var path : List.of("/" + id, "/" + id + "/history", "?requester=me&limit=1")) {
      var tag = nina.calls().get(Api.REQUESTS + path).header("ETag");
      assertThat(tag).as(path).isNotNull();
      for (var given : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
        nina.calls()
            .header("If-None-Match", given)
            .get(Api.REQUESTS + path)
            .then()
            .statusCode(304)
            .header("ETag", tag)
            .body(emptyString());
      }
      nina.calls().header("If-None-Match", "\"x\"").get(Api.REQUESTS + path).then().statusCode(200);
    }
    var before = nina.looksAt(id).header("ETag");
    omar.acknowledge(id);
    nina.calls()
        .header("If-None-Match", before)
        .get(Api.REQUESTS + "/" + id)
        .then()
        .statusCode(200);
  }

  // --- Two at once
  // --------------------------------------------------------------------------------

  @Test
  void of_two_simultaneous_administrators_exactly_one_becomes_the_assignee() throws Exception {
    for (int round = 0; round < 5; round++) {
      var id = nina.files(aNeed());

      var answers =
          AtOnce.call(
              () -> omar.tries("acknowledge", id, bodyOf("acknowledge")),
              () -> mei.tries("acknowledge", id, bodyOf("acknowledge")));

      assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409);
      assertThat(nina.happened(id)).containsExactly("opened", "acknowledged");
    }
  }

  @Test
  void two_who_read_the_same_do_not_overwrite_each_other() throws Exception {
    for (int round = 0; round < 5; round++) {
      var id = nina.files(aNeed());

      var answers =
          AtOnce.call(
              () -> ifMatch(omar, "messages", aMessage("Mine"), "\"1\"", id),
              () -> ifMatch(mei, "messages", aMessage("Mine"), "\"1\"", id));

      assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);
    }
  }

  @Test
  void simultaneous_messages_are_all_recorded() throws Exception {
    for (int round = 0; round < 5; round++) {
      var id = nina.files(aNeed());

      var answers =
          AtOnce.call(
              () -> omar.tries("messages", id, aMessage("From Omar")),
              () -> mei.tries("messages", id, aMessage("From Mei")),
              () -> omar.tries("messages", id, aMessage("And again")));

      assertThat(answers).extracting(Response::statusCode).containsOnly(200);
      assertThat(nina.get(id).getList("clocks.findAll { it.kind == 'update' }.cycle"))
          .isEqualTo(List.of(1, 2, 3, 4));
      assertThat(nina.history(id))
          .extracting(event -> event.get("seq"))
          .containsExactly(1, 2, 3, 4);
    }
  }

  // --- Bodies
  // -------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"status", "id", "reference", "requester", "team", "receivedAt", "colour"})
  void a_property_that_callers_may_not_set_is_refused_by_name(String property) {
    nina.sends(aNeed().with(property, "x"))
        .post(Api.REQUESTS)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-request"))
        .body("errors[0].pointer", equalTo("/" + property))
        .body("errors[0].code", equalTo("unknown_property"));
  }

  @Test
  void every_act_refuses_unknown_properties() {
    var id = nina.files(aNeed());
    for (var act : Api.ACTS) {
      nina.tries(act, id, bodyOf(act).with("status", "confirmed"))
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/status"));
    }
    assertThat(nina.happened(id)).containsExactly("opened");
  }

  // --- States
  // -------------------------------------------------------------------------------------

  @Test
  void an_act_that_the_state_does_not_allow_is_answered_with_status_and_allowed_actions() {
    var id = nina.files(aNeed());
    omar.acknowledge(id);

    nina.tries("answer", id, bodyOf("answer"))
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("transition-not-allowed"))
        .body("status", equalTo(409))
        .body("currentStatus", equalTo("acknowledged"))
        .body("allowedActions", containsInAnyOrder("messages", "impact", "withdraw"));
  }

  @Test
  void repeating_an_act_that_has_taken_effect_changes_nothing() {
    var id = nina.files(aNeed());
    assertRepeatable(omar, "acknowledge", id);
    assertRepeatable(omar, "ask", id);
    assertRepeatable(nina, "answer", id);
    assertRepeatable(nina, "impact", id);
    assertRepeatable(omar, "assess", id);
    assertRepeatable(omar, "assign", id);
    assertRepeatable(omar, "resolve", id);
    assertRepeatable(nina, "reopen", id);
    omar.resolve(id);
    assertRepeatable(nina, "confirm", id);

    var withdrawn = nina.files(aNeed());
    assertRepeatable(nina, "withdraw", withdrawn);
    var declined = nina.files(aNeed());
    assertRepeatable(omar, "decline", declined);
  }

  @Test
  void an_answer_is_repeated_only_in_the_same_words_by_the_same_person_before_anybody_acts() {
    var id = nina.files(aNeed().with("onBehalfOf", "mei.chen"));
    omar.ask(id);
    nina.answer(id);

    nina.tries("answer", id, words("Straight, please")).then().statusCode(409);
    mei.tries("answer", id, bodyOf("answer")).then().statusCode(409);
    nina.tries("reopen", id, Map.of("reason", "Winged, please")).then().statusCode(409);
    // Deadlines that pass are no act of a person.
    time.pass(Duration.ofHours(9));
    assertThat(nina.happened(id)).contains("promise_missed", "escalated");
    nina.answer(id);
    assertThat(nina.happened(id)).containsOnlyOnce("answered");
    omar.message(id, "Thank you");
    nina.tries("answer", id, bodyOf("answer")).then().statusCode(409);
  }

  @Test
  void not_fixed_is_repeated_only_for_the_same_reason_before_anybody_acts() {
    time.passUntil(MONDAY, "10:00"); // when Omar is on call, so nothing is assigned anew
    var id = nina.files(aNeed());
    omar.resolve(id);
    nina.reopen(id);

    nina.tries("reopen", id, Map.of("reason", "The box was small")).then().statusCode(409);
    nina.tries("answer", id, words("The box was empty")).then().statusCode(409);
    assertThat(nina.reopen(id).getString("status")).isEqualTo("acknowledged");
    omar.resolve(id);
    nina.reopen(id);
    assertThat(nina.happened(id))
        .containsExactly("opened", "resolved", "reopened", "resolved", "reopened");
    nina.message(id, "And soon");
    nina.tries("reopen", id, bodyOf("reopen")).then().statusCode(409);
  }

  private static void assertRepeatable(Api person, String act, String id) {
    var first = person.tries(act, id, bodyOf(act));
    first.then().statusCode(200);
    var events = person.happened(id);

    var again = person.tries(act, id, bodyOf(act));

    again.then().statusCode(200);
    assertThat(again.asString()).as(act).isEqualTo(first.asString());
    assertThat(person.happened(id)).as(act).isEqualTo(events);
  }

  @Test
  void a_wait_that_has_ended_unnoticed_can_be_asked_for_again() {
    var id = nina.files(aNeed());
    omar.ask(id);
    time.sleep(Duration.ofHours(25));

    var asked = omar.ask(id);

    assertThat(asked.getString("status")).isEqualTo("waiting_for_caregiver");
    assertThat(nina.happened(id))
        .filteredOn(type -> List.of("asked", "wait_ended").contains(type))
        .containsExactly("asked", "wait_ended", "asked");
  }

  @Test
  void allowed_actions_are_exactly_the_acts_that_are_not_refused() {
    var people =
        List.of(
            nina,
            mei,
            Api.as("helen.brandt"),
            Api.as("edith.lowe"),
            Api.as("intranet"),
            Api.as("amy.foster"));
    for (var state : STATES) {
      for (var person : people) {
        var id = in(state);
        var allowed = person.get(id).<String>getList("allowedActions");
        for (var act : Api.ACTS) {
          if (!allowed.contains(act.replace('-', '_')) && !alreadyHolds(act, state, person)) {
            var status = person.tries(act, id, otherBodyOf(act)).statusCode();
            assertThat(status).as(act + " while " + state).isIn(403, 409);
          }
        }
        for (var act : allowed) {
          var fresh = in(state);
          var path = act.replace('_', '-');
          var status = person.tries(path, fresh, otherBodyOf(path)).statusCode();
          assertThat(status).as(act + " while " + state).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void who_may_do_what_in_which_state() {
    time.passUntil(MONDAY, "10:00"); // when new requests are assigned to Omar
    var department =
        Map.of(
            OPEN,
            "acknowledge assign give_back messages ask assess resolve decline",
            "acknowledged",
            "assign give_back messages ask assess resolve decline",
            "waiting_for_caregiver",
            "assign give_back messages assess resolve decline",
            "resolved",
            "messages",
            "confirmed",
            "",
            "unconfirmed",
            "messages",
            "declined",
            "",
            "withdrawn",
            "");
    var asker =
        Map.of(
            OPEN,
            "messages impact withdraw",
            "acknowledged",
            "messages impact withdraw",
            "waiting_for_caregiver",
            "messages answer impact withdraw",
            "resolved",
            "messages confirm reopen",
            "confirmed",
            "reopen",
            "unconfirmed",
            "confirm reopen",
            "declined",
            "reopen",
            "withdrawn",
            "");
    for (var state : STATES) {
      var id = in(state);
      assertThat(String.join(" ", omar.get(id).<String>getList("allowedActions")))
          .as("department, " + state)
          .isEqualTo(department.get(state));
      assertThat(String.join(" ", nina.get(id).<String>getList("allowedActions")))
          .as("asker, " + state)
          .isEqualTo(asker.get(state));
      assertThat(Api.as("helen.brandt").get(id).getList("allowedActions")).isEmpty();
      assertThat(Api.as("edith.lowe").get(id).getList("allowedActions")).isEmpty();
      assertThat(Api.as("intranet").get(id).getList("allowedActions")).isEmpty();
    }
  }

  /** A repeated act gets its first answer, although it is no longer in allowedActions. */
  private boolean alreadyHolds(String act, String state, Api person) {
    return person == nina && (act + " " + state).matches("confirm confirmed|withdraw withdrawn");
  }

  /** Returns a request of Nina that Omar brought into the state. */
  private String in(String state) {
    var id = nina.files(aNeed());
    switch (state) {
      case "acknowledged" -> omar.acknowledge(id);
      case "waiting_for_caregiver" -> omar.ask(id);
      case "resolved" -> omar.resolve(id);
      case "confirmed" -> {
        omar.resolve(id);
        nina.confirm(id);
      }
      case "unconfirmed" -> {
        omar.resolve(id);
        time.pass(Duration.ofHours(73));
      }
      case "declined" -> omar.decline(id);
      case "withdrawn" -> nina.withdraw(id);
      default -> {}
    }
    assertThat(nina.get(id).getString("status")).isEqualTo(state);
    return id;
  }

  /** A body with other words than those of the first act. */
  private static Object otherBodyOf(String act) {
    return switch (act) {
      case "ask" -> Map.of("question", "Which size?");
      case "resolve", "answer" -> words("Other words");
      case "decline" -> bodyOf(act).with("words", "Other words");
      case "impact" -> bodyOf(act);
      case "assess" -> anAssessment("improvement");
      case "assign" -> anAssignment("clinical-it");
      default -> bodyOf(act);
    };
  }

  private Response ifMatch(String tag, String id) {
    return ifMatch(omar, "acknowledge", bodyOf("acknowledge"), tag, id);
  }

  private static Response ifMatch(Api person, String act, Object body, String tag, String id) {
    return person.sends(body).header("If-Match", tag).post(Api.REQUESTS + "/{id}/{act}", id, act);
  }
}
