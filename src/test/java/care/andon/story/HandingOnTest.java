package care.andon.story;

import static care.andon.support.Given.aGivingBack;
import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.anAssignment;
import static care.andon.support.Given.bodyOf;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handing on: a request goes only to a reachable person, and no clock restarts. */
@QuarkusTest
class HandingOnTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api luis = Api.as("luis.romero");
  private final Api mei = Api.as("mei.chen");

  @Inject TimeMachine time;
  @Inject DataSource database;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  // --- Transfer ---

  @Test
  void assigning_to_a_team_names_the_person_on_call() {
    var id = nina.files(aNeed());

    var assigned = omar.does("assign", id, anAssignment("pharmacy-operations"));

    assertThat(assigned.getString("team.code")).isEqualTo("pharmacy-operations");
    assertThat(assigned.getString("assignee.name")).isEqualTo("Joel Adams");
    assertThat(assigned.getInt("transfers")).isEqualTo(1);
  }

  @Test
  void the_clocks_run_on_after_a_transfer() {
    var filed = nina.open(aNeed());
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(3));

    omar.does("assign", id, anAssignment("clinical-it"));
    mei.does("take", id);
    assertDueAsBefore(filed, mei.get(id));
    mei.does("assign", id, anAssignment("supply-chain"));
    omar.does("give-back", id);

    assertDueAsBefore(filed, omar.get(id));
  }

  private static void assertDueAsBefore(JsonPath before, JsonPath after) {
    for (var kind : List.of("acknowledge", "resolve")) {
      var due = "clocks.find { it.kind == '" + kind + "' }.dueAt";
      assertThat(after.getString(due)).isEqualTo(before.getString(due)).isNotNull();
    }
  }

  /**
   * Due times as stored, in microseconds. The reason of a transfer is a message to the caregiver.
   */
  @Test
  void a_transfer_ends_an_update_cycle_and_changes_no_other_clock() {
    var id = nina.files(aNeed());
    time.pass(Duration.ofMinutes(3));
    var before = clockRows(id);

    luis.does("take", id);
    luis.does("give-back", id);
    omar.handsOver(Map.of("note", "The van comes at 21:00")).then().statusCode(200);
    assertThat(omar.happened(id)).containsExactly("opened", "taken", "given_back", "handed_over");
    assertThat(clockRows(id)).isEqualTo(before).hasSize(3);

    grace.does("assign", id, anAssignment("clinical-it"));
    assertThat(clockRows(id)).hasSize(4).contains(before.getFirst(), before.getLast());
    assertThat(before.getFirst()).contains("\"acknowledge\"");
    assertThat(before.getLast()).contains("\"resolve\"");
  }

  /** Without which teams held the request for how much of the promise, and since when. */
  private List<String> clockRows(String id) {
    return new SqlQuery()
        .add(
            """
            select (to_jsonb(request_clock) - 'held_by' - 'held_from' - 'judged_team' - 'valid_from')::text
            from request_clock
            where request_id = ?
            order by array_position('{acknowledge,update,resolve}', kind::text), cycle
            """,
            UUID.fromString(id))
        .rows(database, row -> row.getString(1));
  }

  @Test
  void where_nobody_is_on_call_it_does_not_go_and_says_who_could_take_it() {
    time.passUntil(SATURDAY, "10:00");
    var id = nina.files(aNeed());

    omar.tries("assign", id, anAssignment("cmo-office"))
        .then()
        .statusCode(409)
        .body("code", equalTo("nobody-reachable"))
        .body("couldTake.team.code", hasItems("supply-chain", "clinical-it"))
        .body("couldTake.team.code", not(hasItem("cmo-office")))
        .body(
            "couldTake.find { it.team?.code == 'supply-chain' }.people.name",
            equalTo(List.of("Ana Ortiz")))
        .body("couldTake.find { it.tier == 2 }.people.name", equalTo(List.of("Ines Costa")));

    assertThat(omar.get(id).getInt("version")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "eleanor.price, 409", // off duty, and so is her team
    "mei.chen, 200", // off duty, but Ivan Petrov of her team is on call
    "ines.costa, 200", // house supervisor on call
    "maria.santos, 200", // off duty, but the team of the request is on call
  })
  void on_a_saturday_it_goes_only_to_people_with_somebody_on_call_behind_them(
      String person, int status) {
    time.passUntil(SATURDAY, "10:00");
    var id = nina.files(aNeed());

    omar.tries("assign", id, Map.of("assignee", person, "reason", "They know"))
        .then()
        .statusCode(status);
  }

  @Test
  void a_named_person_off_call_gets_it_with_a_warning_and_it_is_flagged() {
    var id = nina.files(aNeed());

    var assigned =
        omar.does("assign", id, Map.of("assignee", "luis.romero", "reason", "He knows the van"));

    assertThat(assigned.getString("assignee.name")).isEqualTo("Luis Romero");
    assertThat(assigned.getBoolean("unattended")).isTrue();
    assertThat(assigned.getString("warning"))
        .isEqualTo(
            "Unattended: He knows the van (Luis Romero is off shift; Omar Ortiz is on call)");
    omar.message(id, "Luis comes at seven");
    assertThat(nina.get(id).getBoolean("unattended")).isFalse();
    assertThat(nina.get(id).getString("warning")).isNull();
  }

  @Test
  void a_request_of_a_named_person_off_call_that_is_raised_goes_to_the_person_on_call() {
    var id = nina.files(aNeedOf("improvement", "supplies"));
    omar.does("assign", id, Map.of("assignee", "luis.romero", "reason", "He knows the van"));
    time.beat();
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Luis Romero");

    var raised = nina.changeImpact(id, "patient_waiting");

    assertThat(raised.getString("assignee.name")).isEqualTo("Omar Ortiz");
    assertThat(raised.getBoolean("unattended")).isFalse();
  }

  @Test
  void assigning_to_oneself_off_call_is_looking_after_it() {
    time.passUntil(MONDAY, "20:00");
    var id = nina.files(aNeed());

    var assigned = omar.does("assign", id, Map.of("assignee", "omar.ortiz", "reason", "Mine"));

    assertThat(assigned.getBoolean("unattended")).isFalse();
  }

  @Test
  void assigning_to_the_present_assignee_changes_nothing() {
    var id = nina.files(aNeed());

    omar.does("assign", id, anAssignment("supply-chain"));
    omar.does("assign", id, Map.of("assignee", "omar.ortiz", "reason", "Mine"));

    assertThat(nina.happened(id)).containsExactly("opened");
  }

  @Test
  void within_its_team_it_goes_to_the_person_on_call_when_the_assignee_is_off_duty() {
    var id = nina.files(aNeed());
    omar.does("assign", id, Map.of("assignee", "luis.romero", "reason", "He knows the van"));

    var assigned = omar.does("assign", id, anAssignment("supply-chain"));

    assertThat(assigned.getString("assignee.name")).isEqualTo("Omar Ortiz");
  }

  @Test
  void from_team_to_team_is_counted_and_within_a_team_is_not() {
    var id = nina.files(aNeed());
    omar.does("assign", id, anAssignment("pharmacy-operations"));
    omar.does("assign", id, Map.of("assignee", "fatima.hassan", "reason", "She decides"));
    omar.does("assign", id, anAssignment("clinical-it"));

    var last = omar.does("assign", id, anAssignment("supply-chain"));

    assertThat(last.getInt("transfers")).isEqualTo(3);
  }

  @Test
  void there_and_back_again_is_counted_twice() {
    var id = nina.files(aNeed());
    assertThat(nina.get(id).getInt("transfers")).isZero();

    assertThat(omar.does("assign", id, anAssignment("clinical-it")).getInt("transfers")).isOne();
    var back = omar.does("assign", id, anAssignment("supply-chain"));

    assertThat(back.getInt("transfers")).isEqualTo(2);
    assertThat(back.getString("assignee.name")).isEqualTo("Omar Ortiz");
    grace.does("take", id);
    grace.does("give-back", id);
    assertThat(nina.get(id).getInt("transfers")).isEqualTo(2);
  }

  @Test
  void a_closed_request_cannot_be_assigned() {
    time.passUntil(SATURDAY, "10:00");
    var id = nina.files(aNeed());
    omar.resolve(id);

    omar.tries("assign", id, anAssignment("cmo-office"))
        .then()
        .statusCode(409)
        .body("code", equalTo("transition-not-allowed"));
  }

  // --- Take ---

  @Test
  void taking_a_request_does_not_acknowledge_it() {
    var id = nina.files(aNeed());
    time.pass(Duration.ofMinutes(2));

    var taken = grace.does("take", id);

    assertThat(taken.getString("assignee.name")).isEqualTo("Grace Kim");
    assertThat(taken.getString("status")).isEqualTo("open");
    assertThat(taken.getString("acknowledgedBy")).isNull();
    assertThat(taken.getString("because")).isEqualTo("Grace Kim took it");
    assertThat(taken.getInt("transfers")).isZero();
    assertThat(taken.getList("clocks.kind")).hasSize(3);
  }

  @Test
  void taking_ones_own_request_changes_nothing() {
    var id = nina.files(aNeed());
    grace.does("take", id);
    var version = grace.get(id).getInt("version");

    grace.does("take", id);

    assertThat(grace.get(id).getInt("version")).isEqualTo(version);
    assertThat(nina.happened(id)).containsExactly("opened", "taken");
  }

  @Test
  void a_person_neither_of_the_team_nor_on_call_cannot_take_it() {
    time.passUntil(MONDAY, "20:00");
    var id = nina.files(aNeed());

    assertThat(mei.get(id).getList("allowedActions")).doesNotContain("take");
    mei.tries("take", id, Map.of()).then().statusCode(403).body("code", equalTo("forbidden"));
    assertThat(omar.get(id).getList("allowedActions")).contains("take");
    omar.does("take", id);
    Api.as("raj.mehta").does("take", id);
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Raj Mehta");
    assertThat(nina.get(id).getString("team.code")).isEqualTo("supply-chain");
  }

  @Test
  void words_of_a_take_are_seen_by_the_department_only() {
    var id = nina.files(aNeed());
    grace.does("take", id, words("They lost it again"));
    grace.does("give-back", id, aGivingBack());

    assertThat(nina.history(id).toString())
        .doesNotContain("lost it again")
        .doesNotContain("operating rooms")
        .contains("Grace Kim gave it back to Supply chain; Omar Ortiz is on call");
    assertThat(omar.history(id).toString()).contains("lost it again").contains("operating rooms");
  }

  // --- Give back ---

  @Test
  void giving_back_assigns_another_person_on_call_for_the_team() {
    var id = nina.files(aNeed());
    omar.acknowledge(id);

    var back = omar.does("give-back", id);

    assertThat(back.getString("assignee.name")).isEqualTo("Grace Kim");
    assertThat(back.getString("status")).isEqualTo("acknowledged");
    assertThat(back.getList("allowedActions")).contains("take").doesNotContain("give_back");
  }

  @Test
  void giving_back_twice_counts_once_until_another_act() {
    var id = nina.files(aNeed());
    omar.does("give-back", id);
    omar.does("give-back", id);
    assertThat(nina.happened(id)).containsExactly("opened", "given_back");

    omar.does("take", id);
    omar.does("give-back", id);
    assertThat(nina.happened(id)).containsExactly("opened", "given_back", "taken", "given_back");

    grace.does("assign", id, anAssignment("clinical-it"));
    omar.tries("give-back", id, aGivingBack())
        .then()
        .statusCode(409)
        .body("code", equalTo("transition-not-allowed"));
  }

  @Test
  void where_nobody_else_of_the_team_is_there_it_stays() {
    time.passUntil(MONDAY, "18:00");
    var id = nina.files(aNeed());

    omar.tries("give-back", id, aGivingBack())
        .then()
        .statusCode(409)
        .body("code", equalTo("nobody-reachable"))
        .body("couldTake.people.flatten().name", not(hasItem("Omar Ortiz")))
        .body("couldTake.people.flatten().name", hasItem("Maria Santos"));

    assertThat(omar.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
  }

  @Test
  void only_the_assignee_gives_back() {
    var id = nina.files(aNeed());

    grace
        .tries("give-back", id, aGivingBack())
        .then()
        .statusCode(409)
        .body("allowedActions", hasItem("take"));
  }

  @ParameterizedTest
  @CsvSource({"take, luis.romero", "give-back, omar.ortiz"})
  void a_retry_under_the_same_key_gets_the_first_answer(String act, String username) {
    var person = Api.as(username);
    var id = nina.files(aNeed());
    var key = UUID.randomUUID().toString();
    var first = person.tries(act, id, bodyOf(act), key).then().statusCode(200).extract();
    grace.does("assign", id, anAssignment("clinical-it"));

    var again = person.tries(act, id, bodyOf(act), key);

    again.then().statusCode(200).header("Idempotency-Replayed", "true");
    assertThat(again.jsonPath().getString("assignee.name"))
        .isEqualTo(first.jsonPath().getString("assignee.name"));
    assertThat(luis.get(id).getString("team.code")).isEqualTo("clinical-it");
  }
}
