package care.andon.story;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.aPromise;
import static care.andon.support.Given.words;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request shows what its department and its caregiver last said, also in lists. */
@QuarkusTest
class LatestWordsTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api maria = Api.as("maria.santos");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  @Test
  void the_nurse_sees_what_was_said_to_her_without_reading_the_history() {
    var id = nina.files(aNeed());
    assertThat(mine(id)).doesNotContainKeys("latestWordToCaregiver", "latestWordFromCaregiver");

    omar.does("acknowledge", id, aPromise(time.instant().plus(Duration.ofMinutes(20))));
    omar.message(id, "The box left the store room");
    nina.message(id, "It is not here yet");
    omar.does("messages", id, aNote("She is impatient"));

    var mine = mine(id);
    assertThat(word(mine, "latestWordToCaregiver"))
        .containsEntry("words", "The box left the store room")
        .containsEntry("type", "messaged")
        .containsEntry("by", person("Omar Ortiz", mine, "assignee"))
        .containsKey("at");
    assertThat(word(mine, "latestWordFromCaregiver"))
        .containsEntry("words", "It is not here yet")
        .containsEntry("by", person("Nina Patel", mine, "requester"));
    assertThat(mine).containsKeys("promisedBy", "nextWordDueAt");
    everybodySeesTheSame(id, mine);
  }

  @Test
  void a_decline_says_why_and_what_to_do_instead() {
    var id = nina.files(aNeed());
    omar.does(
        "decline",
        id,
        Map.of("reason", "not_safe", "words", "It tips over", "alternative", "Use the low bed"));

    var mine = mine(id);
    assertThat(word(mine, "declined"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "reason", "not_safe", "words", "It tips over", "alternative", "Use the low bed"));
    assertThat(word(mine, "latestWordToCaregiver"))
        .containsEntry("type", "declined")
        .containsEntry("words", "It tips over");
    assertThat(mine).doesNotContainKey("nextWordDueAt");
    everybodySeesTheSame(id, mine);

    nina.reopen(id);
    assertThat(mine(id)).doesNotContainKey("declined");
    assertThat(word(mine(id), "latestWordFromCaregiver")).containsEntry("type", "reopened");
  }

  @Test
  void it_says_whom_an_escalation_reached_and_who_answered_and_keeps_the_note_to_itself() {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    assertThat(mine(id)).containsEntry("latestEscalations", List.of());
    time.pass(Duration.ofMinutes(11));

    var called = calls(mine(id));
    assertThat(called).extracting(it -> it.get("tier")).containsExactly(2, 3);
    assertThat(called).allSatisfy(it -> assertThat(it).containsEntry("state", "open"));
    assertThat(called.toString()).contains("Maria Santos");

    maria.takes(id, 2, words("They lost it again")).then().statusCode(200);

    var mine = mine(id);
    assertThat(calls(mine))
        .allSatisfy(
            it ->
                assertThat(it)
                    .containsEntry("state", "taken")
                    .containsKeys("takenBy", "takenAt", "people"));
    assertThat(mine.toString()).doesNotContain("They lost it again");
    everybodySeesTheSame(id, mine);
  }

  @Test
  void the_words_of_an_anonymous_asker_have_no_name() {
    var id = nina.files(aNeed().with("visibility", "anonymous"));
    nina.message(id, "Please hurry");

    assertThat(word(omar.get(id).getMap("$"), "latestWordFromCaregiver"))
        .containsEntry("words", "Please hurry")
        .doesNotContainKey("by");
    assertThat(word(mine(id), "latestWordFromCaregiver")).containsKey("by");
  }

  /** The answer to an act, a look and a list agree. */
  private void everybodySeesTheSame(String id, Map<String, Object> mine) {
    Map<String, Object> looked = nina.get(id).getMap("$");
    assertThat(looked).containsAllEntriesOf(mine);
    var seen =
        List.of(
            "latestWordToCaregiver", "latestWordFromCaregiver", "declined", "latestEscalations");
    Map<String, Object> department = omar.get(id).getMap("$");
    assertThat(seen).allSatisfy(name -> assertThat(department.get(name)).isEqualTo(mine.get(name)));
  }

  private Map<String, Object> mine(String id) {
    return nina.all("/api/v1/me/requests?limit=200").stream()
        .filter(it -> it.get("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Object person(String name, Map<String, Object> request, String as) {
    assertThat(word(request, as)).containsEntry("name", name);
    return request.get(as);
  }

  @SuppressWarnings("unchecked") // JSON
  private static Map<String, Object> word(Map<String, Object> request, String name) {
    return (Map<String, Object>) request.get(name);
  }

  @SuppressWarnings("unchecked") // JSON
  private static List<Map<String, Object>> calls(Map<String, Object> request) {
    return (List<Map<String, Object>>) request.get("latestEscalations");
  }
}
