package care.andon.story;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.anAssignment;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handover: one act hands over all requests of a person. */
@QuarkusTest
class HandoverTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");
  private static final String NOTE = "The van comes at 21:00";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api conrad = Api.as("conrad.vance");
  private final Api luis = Api.as("luis.romero");

  @Inject TimeMachine time;
  @Inject Directory directory;
  @Inject DataSource database;

  /** Omar has no requests left from other tests. */
  @BeforeEach
  void on_a_monday_morning_without_requests() {
    time.passUntil(MONDAY, "10:00");
    handsOver(aNote().with("assignee", "walter.stone"));
  }

  private static Body aNote() {
    return Body.of("note", NOTE);
  }

  private JsonPath handsOver(Object body) {
    return omar.handsOver(body).then().statusCode(200).extract().jsonPath();
  }

  @Test
  void it_goes_only_to_people_on_call_now_and_not_to_the_next_shift() {
    time.passUntil(MONDAY, "16:00");
    var supplies = nina.files(aNeed());
    var computers = nina.files(aNeed());
    omar.does("assign", computers, anAssignment("clinical-it").with("assignee", "omar.ortiz"));
    var ofLuis = nina.files(aNeed());
    luis.does("take", ofLuis);
    time.passUntil(MONDAY, "18:30");

    var handover = handsOver(aNote());

    // Luis begins at 19:00.
    assertThat(names(handover)).isEqualTo(Map.of(computers, "Raj Mehta"));
    assertThat(handover.getList("kept.id")).containsExactly(supplies);
    assertThat(handover.getString("kept[0].warning")).isNull();
    assertThat(nina.get(supplies).getBoolean("unattended")).isFalse();
    assertThat(nina.get(computers).getString("because"))
        .isEqualTo("Omar Ortiz handed it over to Raj Mehta");
    assertThat(nina.happened(ofLuis)).doesNotContain("handed_over");
    time.passUntil(MONDAY, "19:00");
    assertThat(nina.get(supplies).getString("assignee.name")).isEqualTo("Luis Romero");
  }

  /** Grace went home at 17:00, and the night shift has not come. */
  @Test
  void after_a_shift_nothing_goes_to_people_who_went_home_and_what_stays_is_flagged() {
    var id = nina.files(aNeed());
    time.passUntil(MONDAY, "18:00");
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      onCall.add(2, "maria.santos");

      var handover = handsOver(aNote());

      assertThat(handover.getList("handedOver")).isEmpty();
      assertThat(handover.getList("kept.id")).containsExactly(id);
      assertThat(handover.getString("kept[0].warning"))
          .isEqualTo("Unattended: Omar Ortiz is off shift and nobody of Supply chain is on call");
      assertThat(omar.get(id).getBoolean("unattended")).isTrue();
      assertThat(omar.ladder(id).getLast()).containsEntry("cause", "left_unattended");
    }
  }

  @Test
  void a_named_person_off_call_gets_it_with_a_warning_and_it_is_flagged_until_they_come() {
    time.passUntil(MONDAY, "18:30");
    var id = nina.files(aNeedOf("slows_care", "supplies"));

    var handover = handsOver(aNote().with("assignee", "luis.romero"));

    assertThat(names(handover)).isEqualTo(Map.of(id, "Luis Romero"));
    assertThat(handover.getString("handedOver[0].warning"))
        .isEqualTo(
            "Unattended: Omar Ortiz handed it over to Luis Romero"
                + " (Luis Romero is off shift; Omar Ortiz is on call)");
    assertFlagged(id, "supply-chain");
    time.beat();
    assertThat(omar.get(id).getString("assignee.name")).isEqualTo("Luis Romero");
    assertFlagged(id, "supply-chain");
    time.passUntil(MONDAY, "19:01");
    assertThat(omar.get(id).getBoolean("unattended")).isFalse();
    assertThat(omar.get(id).getString("warning")).isNull();
    assertThat(omar.get(id).getString("assignee.name")).isEqualTo("Luis Romero");
    assertThat(omar.happened(id)).endsWith("handed_over", "left_unattended", "attended_again");
  }

  private void assertFlagged(String id, String team) {
    assertThat(omar.get(id).getBoolean("unattended")).isTrue();
    assertThat(omar.all(Api.REQUESTS + "?unattended=true&limit=200"))
        .extracting(it -> it.get("id"))
        .contains(id);
    assertThat(omar.all("/api/v1/teams/" + team + "/worklist?limit=200"))
        .filteredOn(it -> it.get("id").equals(id))
        .extracting(it -> it.get("unattended"))
        .containsExactly(true);
  }

  @Test
  void a_named_person_of_a_team_without_anybody_gets_it_and_the_house_supervisor_is_called() {
    time.passUntil(SATURDAY, "10:00");
    var id = nina.files(aNeed());
    omar.does("take", id);

    var handover = handsOver(aNote().with("assignee", "eleanor.price"));

    assertThat(names(handover)).containsEntry(id, "Eleanor Price");
    assertThat(handover.getString("handedOver.find { it.id == '%s' }.warning".formatted(id)))
        .contains(
            "Eleanor Price is off shift and nobody of Department directors and CMO office is on call");
    assertThat(omar.ladder(id).getLast())
        .containsEntry("cause", "left_unattended")
        .containsEntry("tier", 2);
  }

  @Test
  void before_that_it_goes_to_another_person_on_call_now() {
    var id = nina.files(aNeed());

    assertThat(names(handsOver(aNote()))).isEqualTo(Map.of(id, "Grace Kim"));
  }

  /** At 17:00 Grace goes home, and Ana, who is first in calling order. */
  @Test
  void shortly_before_the_end_of_a_shift_it_goes_to_a_person_who_stays() {
    var today = LocalDate.ofInstant(time.passUntil(MONDAY, "16:30"), HOSPITAL);
    var extra = Map.of("person", "ana.ortiz", "starts", today + "T16:00", "ends", today + "T17:00");
    conrad
        .sends(Map.of("shifts", List.of(extra)))
        .post("/api/v1/teams/supply-chain/shifts")
        .then()
        .statusCode(201);
    var id = nina.files(aNeed());
    grace.does("take", id);

    var handover = grace.handsOver(aNote()).then().statusCode(200).extract().jsonPath();

    assertThat(names(handover)).containsEntry(id, "Omar Ortiz");
  }

  @Test
  void it_all_goes_to_the_person_or_the_team_that_is_named() {
    var one = nina.files(aNeed());
    assertThat(names(handsOver(aNote().with("assignee", "luis.romero"))))
        .isEqualTo(Map.of(one, "Luis Romero"));

    var other = nina.files(aNeed());
    assertThat(names(handsOver(aNote().with("team", "pharmacy-operations"))))
        .isEqualTo(Map.of(other, "Joel Adams"));
    assertThat(nina.get(other).getInt("transfers")).isEqualTo(1);
  }

  @Test
  void a_request_that_nobody_can_take_stays_and_the_answer_says_who_could() {
    time.passUntil(FRIDAY, "15:00");
    handsOver(aNote().with("assignee", "walter.stone"));
    var orders = nina.files(aNeed());
    var computers = nina.files(aNeed());
    omar.does("assign", orders, anAssignment("cmo-office").with("assignee", "omar.ortiz"));
    omar.does("assign", computers, anAssignment("clinical-it").with("assignee", "omar.ortiz"));
    time.passUntil(FRIDAY, "18:30");

    var handover = handsOver(aNote());

    assertThat(names(handover)).isEqualTo(Map.of(computers, "Raj Mehta"));
    assertThat(handover.getList("kept.id")).containsExactly(orders);
    assertThat(handover.getString("kept[0].code")).isEqualTo("nobody-reachable");
    assertThat(handover.getList("kept[0].couldTake.people.flatten().name"))
        .contains("Maria Santos")
        .doesNotContain("Omar Ortiz");
    assertThat(nina.get(orders).getString("assignee.name")).isEqualTo("Omar Ortiz");
  }

  @Test
  void the_clocks_run_on_and_the_note_is_for_the_department() {
    var filed = nina.open(aNeed());
    var id = filed.getString("id");

    handsOver(aNote());

    assertThat(nina.get(id).getList("clocks")).isEqualTo(filed.getList("clocks"));
    assertThat(nina.history(id).toString()).contains("Grace Kim").doesNotContain(NOTE);
    assertThat(grace.history(id).toString()).contains(NOTE);
  }

  @Test
  void a_retry_under_the_same_key_gets_the_first_answer_and_hands_over_nothing_more() {
    var id = nina.files(aNeed());
    var key = UUID.randomUUID().toString();
    var first = handsOver(aNote(), key).then().statusCode(200).extract().asString();
    var later = nina.files(aNeed());
    grace.resolve(id);

    var again = handsOver(aNote(), key);

    again.then().statusCode(200).header("Idempotency-Replayed", "true");
    assertThat(again.asString()).isEqualTo(first);
    assertThat(nina.happened(later)).containsExactly("opened");
    handsOver(aNote().with("team", "clinical-it"), key)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
    omar.tries("take", later, Map.of(), key).then().statusCode(422);
  }

  @Test
  void without_requests_nothing_is_handed_over_and_a_later_retry_says_the_same() {
    var key = UUID.randomUUID().toString();

    var nothing = handsOver(aNote(), key).then().statusCode(200).extract();

    assertThat(nothing.jsonPath().getList("handedOver")).isEmpty();
    assertThat(nothing.jsonPath().getList("kept")).isEmpty();
    var later = nina.files(aNeed());
    assertThat(handsOver(aNote(), key).asString()).isEqualTo(nothing.asString());
    assertThat(nina.happened(later)).containsExactly("opened");
  }

  @Test
  void a_handover_to_oneself_or_to_an_unknown_person_is_refused() {
    omar.handsOver(aNote().with("assignee", "omar.ortiz"))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/assignee"))
        .body("errors[0].code", equalTo("yourself"));
    omar.handsOver(aNote().with("team", "nowhere")).then().statusCode(400);
    omar.handsOver(Map.of()).then().statusCode(400).body("errors[0].pointer", equalTo("/note"));
  }

  @Test
  void more_than_a_batch_goes_as_a_whole() {
    for (var i = 0; i < 60; i++) {
      nina.files(aNeed());
    }

    assertThat(names(handsOver(aNote()))).hasSize(60).containsValue("Grace Kim");
    assertThat(handsOver(aNote()).getList("handedOver")).isEmpty();
  }

  @Test
  void two_at_once_hand_over_each_request_once() throws Exception {
    var ids = new ArrayList<String>();
    for (var i = 0; i < 10; i++) {
      ids.add(nina.files(aNeed()));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Response> call = () -> omar.handsOver(aNote());
      for (var answer : threads.invokeAll(List.of(call, call, call, call))) {
        answer.get().then().statusCode(200);
      }
    }

    for (var id : ids) {
      assertThat(nina.happened(id)).containsExactly("opened", "handed_over");
    }
  }

  private Response handsOver(Object body, String key) {
    return omar.sends(body).header("Idempotency-Key", key).post("/api/v1/me/handover");
  }

  private static Map<String, String> names(JsonPath handover) {
    return handover.<Map<String, Object>>getList("handedOver").stream()
        .collect(
            Collectors.toMap(
                it -> (String) it.get("id"),
                it -> (String) ((Map<?, ?>) it.get("to")).get("name")));
  }
}
