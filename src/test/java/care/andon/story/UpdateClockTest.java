package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.anAssignment;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The update clock: the caregiver must hear from the department within each cycle. Each message
 * ends a cycle and starts the next.
 */
@QuarkusTest
class UpdateClockTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  @Test
  void the_first_silence_begins_when_the_request_was_received() {
    var filed = nina.open(aNeedOf("this_shift", "supplies"));

    var cycles = cycles(filed.getString("id"));
    assertThat(cycles).hasSize(1);
    assertThat(cycles.getFirst())
        .containsEntry("cycle", 1)
        .containsEntry("state", "running")
        .containsEntry("startedAt", filed.getString("receivedAt"))
        .containsEntry("target", "PT2H");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acknowledge", "assign", "messages", "assess"})
  void what_an_administrator_does_that_the_caregiver_sees_ends_a_silence(String act) {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(10));

    omar.does(act, id);

    assertThat(verdicts(id)).containsExactly("met", "pending");
    var cycles = cycles(id);
    assertThat(cycles.get(1).get("startedAt")).isEqualTo(cycles.get(0).get("stoppedAt"));
    assertThat(instant(cycles.get(1), "dueAt"))
        .isEqualTo(instant(cycles.get(1), "startedAt").plus(Duration.ofHours(2)));
  }

  @Test
  void a_silence_that_was_too_long_is_missed_and_the_next_one_is_a_promise_of_its_own() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(2).plusMinutes(1));
    assertThat(verdicts(id)).containsExactly("met", "missed_open");

    omar.message(id, "Still looking");
    assertThat(verdicts(id)).containsExactly("met", "missed", "pending");

    time.pass(Duration.ofHours(1));
    omar.message(id, "It is on its way");
    assertThat(verdicts(id)).containsExactly("met", "missed", "met", "pending");
  }

  @Test
  void an_internal_note_is_no_update_for_the_caregiver() {
    unmoved(id -> omar.does("messages", id, aNote("They never answer")));
  }

  @Test
  void a_message_of_the_caregiver_is_no_update_from_the_department() {
    unmoved(id -> nina.message(id, "Any news?"));
  }

  @Test
  void answering_an_escalation_is_no_update_for_the_caregiver() {
    unmoved(
        id -> {
          time.pass(Duration.ofMinutes(6));
          grace.takes(id, 1, Map.of()).then().statusCode(200);
        });
  }

  @Test
  void a_transfer_to_another_team_restarts_no_other_clock() {
    var filed = nina.open(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(5));

    var assigned = omar.does("assign", filed.getString("id"), anAssignment("clinical-engineering"));

    for (var kind : List.of("acknowledge", "resolve")) {
      var due = "clocks.find { it.kind == '" + kind + "' }.dueAt";
      assertThat(assigned.getString(due)).isEqualTo(filed.getString(due));
    }
  }

  @Test
  void waiting_for_the_caregiver_pauses_the_silence_that_the_question_began() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(5));
    omar.ask(id);
    time.pass(Duration.ofHours(10));

    assertThat(verdicts(id)).containsExactly("met", "pending");
    assertThat(cycles(id).getLast())
        .containsEntry("state", "paused")
        .containsEntry("elapsed", "PT0S")
        .doesNotContainKey("dueAt");

    nina.answer(id);
    var running = cycles(id).getLast();
    assertThat(running).containsEntry("cycle", 2).containsEntry("state", "running");
    var answered = instant(stretches(running).getLast(), "from");
    assertThat(instant(running, "dueAt")).isEqualTo(answered.plus(Duration.ofHours(2)));
  }

  @Test
  void a_word_while_waiting_begins_a_silence_that_waits_as_long_as_the_question() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.ask(id);
    var waitsUntil = cycles(id).getLast().get("resumesAt");
    time.pass(Duration.ofHours(3));
    omar.message(id, "Take your time");

    assertThat(verdicts(id)).containsExactly("met", "met", "pending");
    assertThat(cycles(id).getLast())
        .containsEntry("state", "paused")
        .containsEntry("resumesAt", waitsUntil);
  }

  @Test
  void a_wait_that_is_too_long_ends_by_itself_and_the_silence_counts_on() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.ask(id);
    var resumesAt = instant(cycles(id).getLast(), "resumesAt");
    time.sleep(Duration.ofHours(30));

    // The heartbeat has not run yet, and the clock says the same as after it.
    var clock = cycles(id).getLast();
    assertThat(clock)
        .containsEntry("verdict", "missed_open")
        .containsEntry("breachedAt", resumesAt.plus(Duration.ofHours(2)).toString());
    assertThat(stretches(clock))
        .extracting(it -> it.get("state") + " " + it.get("event"))
        .containsExactly("paused asked", "running wait_ended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve", "decline", "withdraw"})
  void what_settles_the_request_ends_the_last_silence(String act) {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofMinutes(5));

    (act.equals("withdraw") ? nina : omar).does(act, id);
    time.pass(Duration.ofHours(5));

    assertThat(verdicts(id)).containsExactly("met", "met");
    assertThat(nina.clocks(id).getList("clocks.findAll { it.kind == 'update' }.cancelled"))
        .as("measured, also the last one")
        .containsExactly(false, false);
  }

  @Test
  void a_word_after_it_is_settled_begins_no_silence() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.resolve(id);
    omar.message(id, "The second box is there, too");

    assertThat(verdicts(id)).containsExactly("met");
  }

  @Test
  void reopening_begins_a_new_silence() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.resolve(id);
    time.pass(Duration.ofHours(5));

    nina.reopen(id);

    assertThat(verdicts(id)).containsExactly("met", "pending");
    time.pass(Duration.ofHours(3));
    assertThat(verdicts(id)).containsExactly("met", "missed_open");
  }

  @Test
  void a_raised_impact_shortens_the_present_silence_and_the_next_ones() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(10));
    nina.changeImpact(id, "patient_waiting");
    omar.message(id, "On my way");

    assertThat(verdicts(id)).containsExactly("met", "pending");
    assertThat(cycles(id).get(1)).containsEntry("target", "PT15M");
    assertThat(targets(cycles(id).get(0)))
        .extracting(it -> it.get("event") + " " + it.get("impact"))
        .containsExactly("opened this_shift", "impact_changed patient_waiting");
  }

  /** Returns a patient_waiting request in its second update cycle. */
  private void unmoved(Consumer<String> whatHappens) {
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    omar.message(id, "I have seen it");
    var before = cycles(id);
    time.pass(Duration.ofMinutes(1));

    whatHappens.accept(id);

    var after = cycles(id);
    assertThat(after).hasSameSizeAs(before);
    assertThat(after.getLast()).containsEntry("startedAt", before.getLast().get("startedAt"));
    assertThat(after.getLast()).containsEntry("dueAt", before.getLast().get("dueAt"));
  }

  private List<Map<String, Object>> cycles(String id) {
    return nina.clocks(id).getList("clocks.findAll { it.kind == 'update' }");
  }

  private List<Object> verdicts(String id) {
    return cycles(id).stream().map(it -> it.get("verdict")).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> stretches(Map<String, Object> clock) {
    return (List<Map<String, Object>>) clock.get("stretches");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> targets(Map<String, Object> clock) {
    return (List<Map<String, Object>>) clock.get("targets");
  }

  private static Instant instant(Map<String, Object> object, String name) {
    return Instant.parse((String) object.get(name));
  }
}
