package care.andon.story;

import static care.andon.story.HannahsRequests.aPatientWaits;
import static care.andon.story.HannahsRequests.received;
import static care.andon.story.HannahsRequests.signals;
import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.request.Deadlines;
import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known faults of other trackers in escalations: lost, sent twice, or sent about what is over or to
 * people who have left. One test for each, named after the fault.
 */
@QuarkusTest
class EscalationFaultsOthersHadTest {
  private final Api hannah = Api.as("hannah.lee");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject Deadlines deadlines;
  @Inject DataSource database;
  @Inject Directory directory;

  @Test
  void escalation_levels_lost_in_downtime() {
    var filed = aPatientWaits();

    time.sleep(Duration.ofHours(3));
    time.beat();

    assertThat(signals(filed))
        .containsExactly(
            "PT3M45S warned acknowledge 1 75",
            "PT5M promise_missed acknowledge 1",
            "PT5M escalated acknowledge 1 100 tier 1",
            "PT10M escalated acknowledge 1 200 tier 2",
            "PT10M escalated acknowledge 1 200 tier 3",
            "PT10M escalation_joined",
            "PT11M15S warned update 1 75",
            "PT15M promise_missed update 1",
            "PT15M escalation_joined",
            "PT15M escalated acknowledge 1 200 tier 4",
            "PT20M escalation_unanswered",
            "PT45M warned resolve 1 75",
            "PT1H promise_missed resolve 1",
            "PT1H escalated resolve 1 100 tier 4",
            "PT1H5M escalation_unanswered");
  }

  @Test
  void escalations_firing_twice_with_two_replicas() throws Exception {
    var filed = new ArrayList<JsonPath>();
    for (int i = 0; i < 10; i++) {
      filed.add(aPatientWaits());
    }
    time.sleep(Duration.ofMinutes(30));

    AtOnce.call(() -> deadlines.advanceDue(3), () -> deadlines.advanceDue(200));
    time.beat();

    assertThat(filed)
        .allSatisfy(one -> assertThat(signals(one)).doesNotHaveDuplicates().hasSize(11));
  }

  /** Two update cycles on one day are missed. The second is reported like the first. */
  @Test
  void today_instead_of_clock_cycle_and_step_as_the_key_of_a_notification() {
    var filed = aPatientWaits();
    var id = filed.getString("id");
    time.pass(Duration.ofMinutes(16));
    omar.message(id, "The truck is late");
    time.pass(Duration.ofMinutes(16));

    assertThat(signals(filed).stream().map(signal -> signal.replaceFirst("\\S+ ", "")))
        .contains(
            "promise_missed update 1",
            "promise_missed update 2",
            "warned update 1 75",
            "warned update 2 75");
  }

  @Test
  void ghost_escalations_of_withdrawn_things() {
    var id = aPatientWaits().getString("id");
    hannah.withdraw(id);

    time.pass(Duration.ofDays(20));

    assertThat(hannah.happened(id)).containsExactly("opened", "withdrawn");
  }

  /** The heartbeat was down when the request was withdrawn, and runs again. */
  @Test
  void ghost_escalations_of_things_withdrawn_during_a_downtime() {
    var filed = aPatientWaits();
    var id = filed.getString("id");
    time.sleep(Duration.ofMinutes(4));
    hannah.withdraw(id);
    time.sleep(Duration.ofDays(2));
    time.beat();

    assertThat(hannah.happened(id)).containsExactly("opened", "warned", "withdrawn");
    assertThat(
            Duration.between(received(filed), Instant.parse(hannah.get(id).getString("updatedAt"))))
        .isLessThan(Duration.ofMinutes(5));
  }

  /** A person had been called. Without an answer, the next tier would have been called. */
  @ParameterizedTest
  @ValueSource(strings = {"declined", "withdrawn", "confirmed"})
  void ghost_escalations_of_settled_things(String how) {
    time.passUntil(MONDAY, "10:00");
    var id = aPatientWaits().getString("id");
    time.pass(Duration.ofMinutes(6));
    assertThat(omar.get(id).getInt("openEscalations")).isEqualTo(1);
    switch (how) {
      case "declined" -> omar.decline(id);
      case "withdrawn" -> hannah.withdraw(id);
      default -> {
        omar.resolve(id);
        hannah.confirm(id);
      }
    }
    var before = hannah.happened(id);

    time.pass(Duration.ofDays(20));

    assertThat(before).contains("escalated").endsWith(how);
    assertThat(hannah.happened(id)).isEqualTo(before);
    assertThat(omar.get(id).getInt("openEscalations")).isZero();
  }

  @Test
  void ghost_escalations_of_things_nobody_confirmed() {
    time.passUntil(MONDAY, "10:00");
    var id = aPatientWaits().getString("id");
    time.pass(Duration.ofMinutes(6));
    omar.resolve(id);
    var before = hannah.happened(id);

    time.pass(Duration.ofDays(40));

    assertThat(before).contains("escalated");
    assertThat(hannah.happened(id)).startsWith(before.toArray(String[]::new));
    assertThat(hannah.happened(id).subList(before.size(), hannah.happened(id).size()))
        .containsExactly("went_unconfirmed");
  }

  /** Grace Kim leads the team, so she is called first. */
  @Test
  void ghost_escalations_to_people_who_have_left() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var filed = aPatientWaits();

    leaves(
        "grace.kim",
        () -> {
          time.pass(Duration.ofMinutes(30));

          var called = omar.ladder(filed.getString("id"));
          assertThat(called.getFirst())
              .containsEntry("tier", 2)
              .doesNotContainEntry("people", List.of());
          assertThat(called.toString()).doesNotContain("Grace Kim");
        });
  }

  @Test
  void ghost_escalations_to_somebody_who_leaves_before_they_answer() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var filed = aPatientWaits();
    time.pass(Duration.ofMinutes(6));
    assertThat(omar.ladder(filed.getString("id")).toString()).contains("Grace Kim");

    leaves(
        "grace.kim",
        () -> {
          time.pass(Duration.ofMinutes(14));

          assertThat(signals(filed))
              .startsWith(
                  "PT3M45S warned acknowledge 1 75",
                  "PT5M promise_missed acknowledge 1",
                  "PT5M escalated acknowledge 1 100 tier 1",
                  "PT10M escalated acknowledge 1 200 tier 2",
                  "PT10M escalated acknowledge 1 200 tier 3",
                  "PT10M escalation_joined");
          assertThat(omar.ladder(filed.getString("id")).stream().skip(1).toList().toString())
              .doesNotContain("Grace Kim");
        });
  }

  /** No other escalation of the promise is open, so the next tier is called. */
  @Test
  void ghost_escalations_that_climb_to_somebody_who_has_left() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    var id = hannah.open(aNeedOf("this_shift", "supplies").with("unit", "5E")).getString("id");
    time.pass(Duration.ofMinutes(16));
    assertThat(omar.ladder(id).toString()).contains("Grace Kim");

    leaves(
        "grace.kim",
        () -> {
          time.pass(Duration.ofHours(2));

          var ladder = omar.ladder(id);
          assertThat(ladder.getFirst()).containsEntry("state", "climbed");
          assertThat(ladder.get(1)).containsEntry("cause", "nobody_answered");
          assertThat(ladder.stream().skip(1).toList().toString())
              .doesNotContain("Grace Kim")
              .contains("Maria Santos");
        });
  }

  /** Marks a person as gone while the code runs. */
  private void leaves(String username, Runnable what) throws SQLException {
    gone(username, "now()");
    try {
      what.run();
    } finally {
      gone(username, "null");
    }
  }

  private void gone(String username, String at) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "update person set gone_at = %s where username = '%s'".formatted(at, username));
    }
    directory.refresh();
  }
}
