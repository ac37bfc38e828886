package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that become urgent while their assignee is off shift: they go to the person on call at
 * once, or are flagged if there is none.
 */
@QuarkusTest
class UrgentOffShiftTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api luis = Api.as("luis.romero");
  private final Api maria = Api.as("maria.santos");

  @Inject TimeMachine time;

  @Test
  void a_request_raised_while_its_assignee_is_off_shift_goes_to_the_person_on_call_at_once() {
    time.passUntil(MONDAY, "18:00");
    var id = nina.files(aNeedOf("improvement", "supplies"));
    omar.acknowledge(id);
    time.passUntil(MONDAY, "20:00");

    var raised = nina.changeImpact(id, "this_shift");

    assertThat(raised.getString("assignee.name")).isEqualTo("Luis Romero");
    assertThat(raised.getString("because"))
        .isEqualTo("Omar Ortiz is off shift; Luis Romero is on call");
    assertThat(nina.happened(id))
        .containsExactly("opened", "acknowledged", "impact_changed", "assigned");
    var events = nina.history(id);
    assertThat(events.getLast())
        .containsEntry("at", events.get(2).get("at"))
        .doesNotContainKey("actor");
    time.beat();
    assertThat(nina.get(id).getInt("version")).isEqualTo(4);
  }

  @Test
  void a_raised_request_not_due_before_its_assignee_is_back_stays() {
    time.passUntil(MONDAY, "18:00");
    var id = nina.files(aNeedOf("improvement", "supplies"));
    omar.acknowledge(id);
    time.passUntil(MONDAY, "20:00");

    nina.changeImpact(id, "slows_care");

    assertThat(nina.happened(id)).containsExactly("opened", "acknowledged", "impact_changed");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
  }

  @Test
  void a_wait_that_ends_while_the_assignee_is_off_shift_hands_it_to_the_person_on_call() {
    time.passUntil(FRIDAY, "18:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.ask(id);
    time.passUntil(SATURDAY, "12:00");
    assertThat(nina.happened(id)).containsExactly("opened", "asked");

    // The heartbeat is down when the first shift ends, and when the shift of the second assignee
    // ends.
    // Until Sunday at 05:00, or an hour later if the clocks change.
    time.sleep(Duration.ofHours(17));
    time.beat();

    var events = nina.history(id);
    assertThat(nina.happened(id)).startsWith("opened", "asked", "wait_ended", "assigned");
    assertThat(events.get(3)).containsEntry("at", events.get(2).get("at"));
    assertThat(events.get(3).toString()).contains("Omar Ortiz is off shift; Ana Ortiz is on call");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Luis Romero");
  }

  @Test
  void not_fixed_while_the_assignee_is_off_shift_hands_it_to_the_person_on_call() {
    time.passUntil(MONDAY, "17:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    omar.resolve(id);
    time.passUntil(MONDAY, "20:00");

    var reopened = nina.reopen(id);

    assertThat(reopened.getString("assignee.name")).isEqualTo("Luis Romero");
    assertThat(nina.happened(id))
        .containsExactly("opened", "acknowledged", "resolved", "reopened", "assigned");
  }

  /** Omar took and resolved it after his shift, and nobody knows where he is three hours later. */
  @Test
  void not_fixed_goes_to_the_person_on_call_also_if_the_assignee_took_it_off_shift() {
    time.passUntil(MONDAY, "20:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.does("take", id);
    omar.resolve(id);
    time.pass(Duration.ofHours(3));

    assertThat(nina.reopen(id).getString("assignee.name")).isEqualTo("Luis Romero");
  }

  @Test
  void a_flagged_request_that_becomes_urgent_calls_the_house_supervisor() {
    time.passUntil(FRIDAY, "17:00");
    var id = nina.files(aNeedOf("slows_care", "staffing").with("visibility", "named"));
    Api.as("tasha.reed").acknowledge(id);
    time.passUntil(FRIDAY, "18:00");
    assertThat(maria.get(id).getBoolean("unattended")).isTrue();
    assertThat(maria.ladder(id)).isEmpty();

    nina.changeImpact(id, "patient_waiting");

    assertThat(maria.ladder(id).getLast()).containsEntry("cause", "left_unattended");
    assertThat(maria.happened(id)).containsOnlyOnce("left_unattended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"take", "acknowledge"})
  void a_person_who_acts_off_shift_keeps_a_request_that_becomes_urgent(String act) {
    time.passUntil(MONDAY, "18:00");
    var id = nina.files(aNeedOf("improvement", "supplies"));
    if (act.equals("take")) {
      luis.does("take", id);
    }
    time.passUntil(MONDAY, "20:00");
    omar.does(act, id);

    nina.changeImpact(id, "this_shift");

    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
    assertThat(nina.happened(id)).doesNotContain("assigned");
  }

  @Test
  void without_anybody_on_call_an_urgent_request_is_flagged_once_and_not_with_every_act() {
    time.passUntil(FRIDAY, "17:00");
    var id = nina.files(aNeedOf("improvement", "staffing").with("visibility", "named"));
    Api.as("tasha.reed").acknowledge(id);
    time.passUntil(SATURDAY, "12:00");
    assertThat(maria.get(id).getBoolean("unattended")).isFalse();

    assertThat(nina.changeImpact(id, "this_shift").getBoolean("unattended")).isTrue();

    assertThat(maria.get(id).getString("because"))
        .isEqualTo("Tasha Reed is off shift and nobody of Staffing office is on call");
    assertThat(maria.ladder(id).getLast()).containsEntry("cause", "left_unattended");
    maria.message(id, "I am looking for somebody");
    nina.changeImpact(id, "patient_waiting");
    assertThat(maria.get(id).getBoolean("unattended")).isFalse();
    assertThat(nina.happened(id)).containsOnlyOnce("left_unattended");
  }
}
