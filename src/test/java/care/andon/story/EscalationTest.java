package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.util.concurrent.Executors.callable;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Escalations: who is called about a promise that is missed, and when. */
@QuarkusTest
class EscalationTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Map<String, String> names = new HashMap<>();

  @Inject TimeMachine time;

  @Test
  void a_patient_waits_and_nobody_says_i_have_it() {
    time.passUntil(MONDAY, "10:00");
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));

    for (int minute = 0; minute < 70; minute += 7) {
      time.pass(Duration.ofMinutes(7));
    }

    assertThat(signals(filed.getString("id"), received(filed)))
        .containsExactly(
            "PT3M45S warned acknowledge 75",
            "PT5M promise_missed acknowledge",
            "PT5M escalated acknowledge 100 tier 1 Grace Kim",
            "PT10M escalated acknowledge 200 tier 2 Maria Santos",
            "PT10M escalated acknowledge 200 tier 3 Victor Lang",
            "PT10M escalation_joined 1 into 2",
            "PT11M15S warned update 75",
            "PT15M promise_missed update",
            "PT15M escalation_joined 2 into 3",
            "PT15M escalated acknowledge 200 tier 4 Catherine Moss",
            "PT20M escalation_unanswered 4",
            "PT45M warned resolve 75",
            "PT1H promise_missed resolve",
            "PT1H escalated resolve 100 tier 4 Catherine Moss",
            "PT1H5M escalation_unanswered 5");
    assertThat(nina.get(filed.getString("id")).getInt("escalatedTier")).isEqualTo(4);
  }

  @Test
  void after_a_downtime_every_missed_step_comes_once_with_the_instant_it_was_due() {
    time.passUntil(MONDAY, "10:00");
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    var id = filed.getString("id");

    time.sleep(Duration.ofHours(2));
    assertThat(nina.happened(id)).containsExactly("opened");
    time.beat();
    var once = nina.history(id);
    time.beat();

    assertThat(nina.history(id)).isEqualTo(once);
    assertThat(signals(id, received(filed)))
        .containsExactly(
            "PT3M45S warned acknowledge 75",
            "PT5M promise_missed acknowledge",
            "PT5M escalated acknowledge 100 tier 1 Grace Kim",
            "PT10M escalated acknowledge 200 tier 2 Maria Santos",
            "PT10M escalated acknowledge 200 tier 3 Victor Lang",
            "PT10M escalation_joined 1 into 2",
            "PT11M15S warned update 75",
            "PT15M promise_missed update",
            "PT15M escalation_joined 2 into 3",
            "PT15M escalated acknowledge 200 tier 4 Catherine Moss",
            "PT20M escalation_unanswered 4",
            "PT45M warned resolve 75",
            "PT1H promise_missed resolve",
            "PT1H escalated resolve 100 tier 4 Catherine Moss",
            "PT1H5M escalation_unanswered 5");
    assertThat(once.subList(1, once.size()))
        .extracting(event -> Instant.parse((String) event.get("recordedAt")))
        .allSatisfy(
            noticed ->
                assertThat(noticed).isAfterOrEqualTo(received(filed).plus(Duration.ofHours(2))));
  }

  @Test
  void an_empty_tier_is_skipped_upward_at_night() {
    time.passUntil(MONDAY, "22:00");
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));

    time.pass(Duration.ofMinutes(12));

    assertThat(signals(filed.getString("id"), received(filed)))
        .contains(
            "PT5M escalated acknowledge 100 tier 2 Dale Cooper",
            "PT10M escalated acknowledge 200 tier 2 Dale Cooper",
            "PT10M escalated acknowledge 200 tier 3 Victor Lang",
            "PT10M escalation_joined 1 into 3");
  }

  @Test
  void at_three_in_the_morning_the_people_on_call_at_night_are_called() {
    time.passUntil(TUESDAY, "03:00");
    var filed = nina.open(aNeedOf("this_shift", "supplies"));

    time.sleep(Duration.ofHours(4));
    time.beat();

    // First the night supervisor, whose shift ends at seven; then the administrator on call of that
    // day.
    assertThat(signals(filed.getString("id"), received(filed)))
        .filteredOn(signal -> signal.contains("escalat"))
        .containsExactly(
            "PT15M escalated acknowledge 100 tier 2 Dale Cooper",
            "PT30M escalated acknowledge 100 tier 3 Victor Lang",
            "PT45M escalated acknowledge 100 tier 4 Catherine Moss",
            "PT1H escalation_unanswered 3");
  }

  @Test
  void a_later_tier_calls_the_people_on_call_at_that_time() {
    time.passUntil(THURSDAY, "23:40");
    // The administrators on call change at midnight, between the first call and the second.
    var changing = nina.open(aNeedOf("this_shift", "supplies"));
    time.sleep(Duration.ofHours(6));
    time.beat();
    assertThat(signals(changing.getString("id"), received(changing)))
        .contains(
            "PT15M escalated acknowledge 100 tier 2 Dale Cooper",
            "PT30M escalated acknowledge 100 tier 3 Amy Foster");
  }

  @Test
  void the_people_on_call_at_the_due_time_are_called() {
    time.passUntil(MONDAY, "18:52");
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));

    // Day shifts end at 19:00. The step at 18:57 calls the day supervisor, the one at 19:02 the
    // night supervisor.
    time.sleep(Duration.ofHours(3));
    time.beat();

    assertThat(signals(filed.getString("id"), received(filed)))
        .contains(
            "PT5M escalated acknowledge 100 tier 2 Maria Santos",
            "PT10M escalated acknowledge 200 tier 2 Dale Cooper");
  }

  @Test
  void acknowledged_in_time_nobody_is_called() {
    time.passUntil(MONDAY, "10:00");
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(4));
    omar.acknowledge(filed.getString("id"));

    time.pass(Duration.ofMinutes(9));

    assertThat(signals(filed.getString("id"), received(filed)))
        .containsExactly("PT3M45S warned acknowledge 75");
  }

  @Test
  void other_impacts_climb_tier_by_tier_and_do_not_wake_the_whole_house() {
    time.passUntil(MONDAY, "10:00");
    var filed = nina.open(aNeedOf("this_shift", "supplies"));

    time.pass(Duration.ofMinutes(50));

    assertThat(signals(filed.getString("id"), received(filed)))
        .containsExactly(
            "PT11M15S warned acknowledge 75",
            "PT15M promise_missed acknowledge",
            "PT15M escalated acknowledge 100 tier 1 Grace Kim",
            "PT30M escalated acknowledge 100 tier 2 Maria Santos",
            "PT45M escalated acknowledge 100 tier 3 Victor Lang");
  }

  @Test
  void what_is_withdrawn_or_settled_calls_nobody() {
    time.passUntil(MONDAY, "10:00");
    var withdrawn = nina.files(aNeedOf("patient_waiting", "supplies"));
    nina.withdraw(withdrawn);
    var declined = nina.files(aNeedOf("patient_waiting", "supplies"));
    omar.decline(declined);
    var confirmed = nina.files(aNeedOf("patient_waiting", "supplies"));
    omar.resolve(confirmed);
    nina.confirm(confirmed);

    time.pass(Duration.ofDays(20));

    assertThat(nina.happened(withdrawn)).containsExactly("opened", "withdrawn");
    assertThat(nina.happened(declined)).containsExactly("opened", "declined");
    assertThat(nina.happened(confirmed)).containsExactly("opened", "resolved", "confirmed");
  }

  @Test
  void a_step_that_has_fired_stays_fired_when_the_impact_is_lowered_and_raised() {
    time.passUntil(MONDAY, "10:00");
    var filed = nina.open(aNeedOf("patient_waiting", "supplies"));
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(4));
    nina.changeImpact(id, "this_shift");
    time.pass(Duration.ofMinutes(1));
    nina.changeImpact(id, "patient_waiting");
    time.pass(Duration.ofMinutes(4));

    assertThat(signals(id, received(filed)))
        .filteredOn(signal -> signal.contains("warned acknowledge"))
        .containsExactly("PT3M45S warned acknowledge 75");
  }

  @Test
  void two_heartbeats_at_once_record_each_signal_once() throws Exception {
    time.passUntil(MONDAY, "10:00");
    var ids = new ArrayList<String>();
    for (int i = 0; i < 15; i++) {
      ids.add(nina.files(aNeedOf("patient_waiting", "supplies")));
    }
    time.sleep(Duration.ofHours(2));

    AtOnce.call(3, callable(time::beat));

    for (var id : ids) {
      assertThat(nina.history(id))
          .extracting(event -> event.get("type") + " " + event.get("data"))
          .doesNotHaveDuplicates()
          .hasSize(16);
    }
  }

  @Test
  void a_heartbeat_and_an_act_at_once_agree() throws Exception {
    time.passUntil(MONDAY, "10:00");
    for (int round = 0; round < 4; round++) {
      var id = nina.files(aNeedOf("patient_waiting", "supplies"));
      time.sleep(Duration.ofMinutes(20));

      AtOnce.call(3, callable(() -> act(id)));

      assertThat(nina.happened(id))
          .filteredOn(type -> type.equals("promise_missed") || type.equals("acknowledged"))
          .containsExactly("promise_missed", "promise_missed", "acknowledged");
      assertThat(nina.history(id)).extracting(event -> event.get("seq")).doesNotHaveDuplicates();
    }
  }

  private void act(String id) {
    time.beat();
    omar.tries("acknowledge", id, Map.of()).then().statusCode(200);
    time.beat();
  }

  /** Returns the automatic events: how long after receipt, and whom they reached. */
  private List<String> signals(String id, Instant received) {
    return nina.history(id).stream()
        .filter(event -> !event.containsKey("actor"))
        .map(
            event ->
                Duration.between(received, Instant.parse((String) event.get("at")))
                    + " "
                    + event.get("type")
                    + words(event))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private String words(Map<String, Object> event) {
    var data = (Map<String, Object>) event.get("data");
    if (data.containsKey("number") && !data.containsKey("clock")) {
      return " "
          + data.get("number")
          + (data.containsKey("into") ? " into " + data.get("into") : "");
    }
    var words = new StringBuilder(" ").append(data.get("clock"));
    if (data.containsKey("percent")) {
      words.append(' ').append(data.get("percent"));
    }
    if (data.containsKey("tier")) {
      words.append(" tier ").append(data.get("tier"));
      ((List<String>) data.get("to")).forEach(person -> words.append(' ').append(name(person)));
    }
    return words.toString();
  }

  private String name(String person) {
    return names.computeIfAbsent(
        person, id -> omar.calls().get("/api/v1/people/" + id).jsonPath().getString("name"));
  }

  private static Instant received(JsonPath filed) {
    return Instant.parse(filed.getString("receivedAt"));
  }
}
