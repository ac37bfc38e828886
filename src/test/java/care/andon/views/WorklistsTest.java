package care.andon.views;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aPromise;
import static care.andon.views.Look.name;
import static care.andon.views.Look.row;
import static care.andon.views.Look.rows;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * What is on worklists and among the viewer's own requests, in which order, and what each row owes.
 */
@QuarkusTest
class WorklistsTest {
  private static final String MINE = "/api/v1/me/worklist";
  private static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final Api helen = Api.as("helen.brandt");

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject ObjectMapper json;

  @Test
  void a_worklist_says_what_is_owed_and_by_when() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(need("this_shift", "supplies"));

    assertThat(row(omar, MINE, id))
        .containsEntry("why", "you_hold_it")
        .satisfies(row -> assertThat(name(row, "requester")).isEqualTo("Nina Patel"))
        .satisfies(row -> assertThat(name(row, "assignee")).isEqualTo("Omar Ortiz"));
    assertThat(owed(row(omar, MINE, id)))
        .containsExactly(
            "acknowledge: Acknowledge by 10:15",
            "say_something: Say something by 12:00",
            "resolve: Resolve by 18:00");

    time.pass(Duration.ofMinutes(20));
    assertThat(owed(row(omar, MINE, id)).getFirst())
        .isEqualTo("acknowledge: Acknowledge by 10:15, 5 min over");
    assertThat(row(omar, MINE, id))
        .containsEntry("silence", "PT20M")
        .containsEntry("overdue", true);
    assertThat(row(grace, MINE, id)).containsEntry("why", "you_were_called");
    assertThat(owed(row(grace, MINE, id)))
        .containsExactly("answer_escalation: Answer the escalation of tier 1 by 10:30");
    assertThat(row(grace, MINE, id).get("owes").toString()).contains("called=[Grace Kim]");

    omar.does("acknowledge", id, aPromise(time.instant().plus(Duration.ofMinutes(20))));
    assertThat(owed(row(omar, MINE, id)).getFirst())
        .isEqualTo("keep_promise: Be there as promised by 10:40");
    assertThat(rows(grace, MINE, id)).isEmpty();

    omar.ask(id);
    assertThat(owed(row(omar, MINE, id)))
        .containsExactly(
            "wait_for_answer: Wait for the caregiver's answer, until Tuesday 10:20 at the latest");

    omar.resolve(id);
    assertThat(rows(omar, MINE, id)).isEmpty();
  }

  @Test
  void what_nobody_holds_is_owed_by_everybody_of_the_team() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(need("this_shift", "supplies"));
    assertThat(rows(Api.as("mei.chen"), MINE, id)).isEmpty();

    omar.does("assign", id, Body.of("team", "clinical-engineering").with("reason", "A pump"));
    heldByNobody(id);

    for (var engineer : List.of("mei.chen", "ivan.petrov")) {
      assertThat(row(Api.as(engineer), MINE, id)).containsEntry("why", "nobody_holds_it");
    }
    var team = row(helen, "/api/v1/teams/clinical-engineering/worklist", id);
    assertThat(team).doesNotContainKeys("assignee", "why").containsEntry("transfers", 1);
    assertThat(rows(helen, "/api/v1/teams/supply-chain/worklist", id)).isEmpty();
    omar.resolve(id);
  }

  @Test
  void the_worst_comes_first_and_page_by_page_everything_comes_once() {
    for (var impact : List.of("improvement", "patient_waiting", "slows_care", "patient_waiting")) {
      nina.files(need(impact, "supplies"));
      time.sleep(Duration.ofSeconds(1));
    }
    var path = "/api/v1/teams/supply-chain/worklist";

    var whole = omar.all(path + "?limit=200");
    var paged = omar.all(path + "?limit=3");

    assertThat(paged).extracting("id").isEqualTo(whole.stream().map(it -> it.get("id")).toList());
    assertThat(paged).extracting("id").doesNotHaveDuplicates().hasSizeGreaterThan(3);
    assertThat(whole).isSortedAccordingTo((a, b) -> key(a).compareTo(key(b)));
  }

  private static String key(Map<String, Object> row) {
    return IMPACTS.indexOf(row.get("impact"))
        + (row.containsKey("askedAgain") ? " 0 " : " 1 ")
        + row.getOrDefault("dueAt", "9");
  }

  @Test
  void a_cursor_belongs_to_its_list_and_its_reader() {
    nina.files(need("this_shift", "supplies"));
    nina.files(need("this_shift", "supplies"));
    var next = get(omar, "/api/v1/teams/supply-chain/worklist?limit=1").get("next").asText();
    var cursor = next.replaceFirst(".*cursor=([^&]*).*", "$1");

    for (var path : List.of(MINE, "/api/v1/teams/clinical-engineering/worklist")) {
      omar.calls().get(path + "?cursor=" + cursor).then().statusCode(400);
    }
    helen
        .calls()
        .get("/api/v1/teams/supply-chain/worklist?cursor=" + cursor)
        .then()
        .statusCode(400);
  }

  @Test
  void what_i_asked_comes_with_the_newest_word_first() {
    var leah = Api.as("leah.cohen");
    var first = leah.files(need("this_shift", "supplies"));
    var second = leah.files(need("this_shift", "supplies"));
    nina.files(need("this_shift", "supplies"));
    omar.message(first, "On its way");

    var mine = leah.all("/api/v1/me/requests");

    assertThat(mine).extracting("id").startsWith(first, second);
    assertThat(mine).allSatisfy(row -> assertThat(name(row, "requester")).isEqualTo("Leah Cohen"));
  }

  private static Body need(String impact, String category) {
    return aNeedOf(impact, category).with("unit", "PEDS");
  }

  private JsonNode get(Api who, String path) {
    return Look.at(json, who, path);
  }

  @SuppressWarnings("unchecked")
  private static List<String> owed(Map<String, Object> row) {
    return ((List<Map<String, Object>>) row.get("owes"))
        .stream().map(it -> it.get("what") + ": " + it.get("words")).toList();
  }

  /** As a rule leaves it that names a team and waits until somebody takes it. */
  private void heldByNobody(String id) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update support_request set assignee_id = null where id = ?")) {
      statement.setObject(1, UUID.fromString(id));
      statement.executeUpdate();
    }
  }
}
