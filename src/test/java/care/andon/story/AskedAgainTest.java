package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrator sees on the worklist that the caregiver asked again, and what is new. */
@QuarkusTest
class AskedAgainTest {
  private static final String MINE = "/api/v1/me/worklist";
  private static final String TEAM = "/api/v1/teams/supply-chain/worklist";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  @Test
  void still_nothing_is_counted_shown_and_sorted_up_until_the_department_says_something() {
    var earlier = nina.files(aNeedOf("slows_care", "supplies"));
    time.pass(Duration.ofMinutes(1));
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    assertThat(row(omar, MINE, id)).doesNotContainKey("askedAgain");
    assertThat(order(MINE, earlier, id)).containsExactly(earlier, id);

    nina.message(id, "Any news?");
    time.pass(Duration.ofMinutes(5));
    nina.message(id, "Still nothing");

    for (var list : List.of(MINE, TEAM)) {
      assertThat(askedAgain(row(omar, list, id)))
          .containsEntry("count", 2)
          .containsEntry("words", "Still nothing")
          .containsEntry("at", nina.history(id).getLast().get("at"));
      assertThat(order(list, earlier, id)).containsExactly(id, earlier);
    }

    omar.does("messages", id, aNote("She is impatient"));
    assertThat(askedAgain(row(omar, MINE, id))).containsEntry("count", 2);

    omar.message(id, "It comes at noon");
    assertThat(row(omar, MINE, id)).doesNotContainKey("askedAgain");
    assertThat(row(omar, TEAM, id)).doesNotContainKey("askedAgain");
    assertThat(order(MINE, earlier, id)).containsExactly(earlier, id);
  }

  @Test
  void a_patient_who_waits_stays_above_a_caregiver_who_asked_again() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    nina.message(id, "Still nothing");
    var urgent = nina.files(aNeedOf("patient_waiting", "supplies"));

    assertThat(order(MINE, id, urgent)).containsExactly(urgent, id);
  }

  @Test
  void who_was_called_sees_it_first_too_also_when_the_caregiver_asks_after_the_call() {
    var earlier = nina.files(aNeedOf("this_shift", "supplies"));
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    assertThat(row(grace, MINE, id)).containsEntry("why", "you_were_called");

    nina.message(id, "Still nothing");

    assertThat(order(grace, MINE, earlier, id)).containsExactly(id, earlier);
    assertThat(askedAgain(row(grace, MINE, id))).containsEntry("count", 1);
  }

  @Test
  void who_took_an_escalation_has_it_on_the_worklist_while_the_caregiver_is_owed_a_word() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    assertThat(nina.get(id).getList("owedWords")).isNull();

    grace.takes(id, 1, Map.of());

    var row = row(grace, MINE, id);
    assertThat(row).containsEntry("why", "you_took_an_escalation");
    assertThat(row.get("owes")).asString().contains("say_something").doesNotContain("escalation");
    assertThat(nina.get(id).getString("owedWords[0].person.name")).isEqualTo("Grace Kim");
    assertThat(nina.get(id).getInt("owedWords[0].escalation")).isEqualTo(1);
    assertThat(Instant.parse(nina.get(id).getString("owedWords[0].by")))
        .isEqualTo(
            Instant.parse((String) grace.ladder(id).getFirst().get("takenAt"))
                .plus(Duration.ofHours(2)));

    nina.message(id, "Still nothing");
    assertThat(askedAgain(row(grace, MINE, id))).containsEntry("count", 1);
    omar.acknowledge(id);
    assertThat(grace.all(MINE + "?limit=200")).noneMatch(it -> it.get("id").equals(id));
    assertThat(nina.get(id).getList("owedWords")).isNull();
  }

  @Test
  void what_went_quiet_is_on_the_worklist_of_those_who_are_called_then() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of());
    time.pass(Duration.ofMinutes(121));

    assertThat(grace.ladder(id).getLast()).containsEntry("cause", "gone_quiet");
    assertThat(grace.all(MINE + "?limit=200"))
        .noneMatch(it -> it.get("id").equals(id) && it.get("why").equals("you_took_an_escalation"));
  }

  /** Her words are hers, never an answer of the department. */
  @Test
  void asking_again_neither_keeps_nor_renews_a_promise() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    var before = nina.get(id);

    time.pass(Duration.ofMinutes(90));
    nina.message(id, "Still nothing");

    var after = nina.get(id);
    assertThat(after.getString("nextWordDueAt")).isEqualTo(before.getString("nextWordDueAt"));
    assertThat(after.getList("clocks.cycle")).isEqualTo(before.getList("clocks.cycle"));
    assertThat(after.getList("clocks.state")).isEqualTo(before.getList("clocks.state"));
    time.pass(Duration.ofMinutes(31));
    assertThat(nina.happened(id)).contains("promise_missed");
  }

  @Test
  void not_fixed_asks_again() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.resolve(id);

    nina.reopen(id);

    assertThat(askedAgain(row(omar, MINE, id))).containsEntry("count", 1);
    assertThat(askedAgain(row(omar, MINE, id)).get("words"))
        .isEqualTo(nina.get(id).getString("latestWordFromCaregiver.words"));
  }

  @Test
  void a_row_says_what_is_new_since_the_reader_last_acted() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    assertThat(news(omar, id)).containsExactly("opened");

    omar.acknowledge(id);
    assertThat(news(omar, id)).isEmpty();

    nina.message(id, "Bed 3");
    nina.message(id, "And bed 4");
    time.pass(Duration.ofMinutes(121));
    assertThat(news(omar, id)).containsExactly("messaged", "warned", "promise_missed");

    omar.message(id, "On its way");
    assertThat(news(omar, id)).isEmpty();
    assertThat(row(grace, TEAM, id).get("newSinceYouActed"))
        .isEqualTo(List.of("opened", "acknowledged", "messaged", "warned", "promise_missed"));
  }

  @Test
  void a_board_shows_no_words_that_not_everybody_who_reads_it_may_see() {
    var id = nina.files(aNeedOf("this_shift", "supplies").with("visibility", "anonymous"));
    nina.message(id, "Words of the board");

    var board = omar.calls().get("/api/v1/units/4W/board").then().statusCode(200);

    assertThat(board.extract().asString())
        .contains(id)
        .doesNotContain("Words of the board", "askedAgain", "newSinceYouActed");
  }

  private static Map<String, Object> row(Api reader, String list, String id) {
    return reader.all(list + "?limit=200").stream()
        .filter(it -> it.get("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<Object> order(String list, String... ids) {
    return order(omar, list, ids);
  }

  private static List<Object> order(Api reader, String list, String... ids) {
    var shown = reader.all(list + "?limit=2").stream().map(it -> it.get("id")).toList();
    return shown.stream().filter(List.of(ids)::contains).toList();
  }

  @SuppressWarnings("unchecked") // JSON
  private static List<String> news(Api reader, String id) {
    return (List<String>) row(reader, MINE, id).get("newSinceYouActed");
  }

  @SuppressWarnings("unchecked") // JSON
  private static Map<String, Object> askedAgain(Map<String, Object> row) {
    return (Map<String, Object>) row.get("askedAgain");
  }
}
