package care.andon.story;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.anAssignment;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.request.Deadlines;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The end of a shift: urgent requests of an assignee who goes off shift are handed on. */
@QuarkusTest
class EndOfShiftTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api luis = Api.as("luis.romero");

  @Inject TimeMachine time;
  @Inject Deadlines deadlines;
  @Inject Directory directory;
  @Inject DataSource database;

  @Test
  void a_request_due_before_its_assignee_is_back_goes_to_the_person_on_call() {
    time.passUntil(MONDAY, "18:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    var before = nina.get(id);
    var end = time.passUntil(MONDAY, "19:00");

    var after = nina.get(id);

    assertThat(after.getString("assignee.name")).isEqualTo("Luis Romero");
    assertThat(after.getString("status")).isEqualTo("acknowledged");
    assertThat(after.getString("because"))
        .isEqualTo("Omar Ortiz went off shift at 19:00; Luis Romero is on call");
    var event = nina.history(id).getLast();
    assertThat(event).containsEntry("type", "assigned").doesNotContainKey("actor");
    assertThat(Instant.parse((String) event.get("at"))).isEqualTo(onTheMinute(end));
    // The caregiver heard nothing, so no promise changes.
    assertThat(after.getList("clocks")).isEqualTo(before.getList("clocks"));
  }

  @Test
  void the_new_assignee_goes_off_shift_like_anybody_else() {
    time.passUntil(MONDAY, "18:00");
    String id;
    try (var nobody = OnCallRows.takenAway(database, directory)) {
      id = nina.files(aNeedOf("this_shift", "supplies"));
    }
    time.beat();
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");

    time.passUntil(MONDAY, "19:00");

    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Luis Romero");
  }

  /** The clock runs, so instants are a little after the minute that a test asked for. */
  private static Instant onTheMinute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  @Test
  void a_request_due_later_keeps_its_assignee() {
    time.passUntil(MONDAY, "18:00");
    var id = nina.files(aNeedOf("improvement", "supplies"));
    omar.acknowledge(id);

    time.passUntil(TUESDAY, "12:00");

    assertThat(nina.happened(id)).containsExactly("opened", "acknowledged");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
  }

  @Test
  void over_a_weekend_it_goes_from_shift_to_shift_as_it_gets_urgent() {
    time.passUntil(FRIDAY, "17:00");
    var id = nina.files(aNeedOf("slows_care", "supplies"));
    // The next update is due on Sunday at 17:00, or an hour earlier or later if the clocks change.
    omar.acknowledge(id);

    time.passUntil(FRIDAY, "20:00");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Luis Romero");
    time.passUntil(SUNDAY, "06:00");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Luis Romero");
    time.passUntil(SUNDAY, "08:00");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Ana Ortiz");
  }

  @Test
  void assignees_without_a_roster_keep_their_requests() {
    time.passUntil(MONDAY, "10:00");
    var id = nina.files(aNeed());
    omar.does("assign", id, anAssignment("supply-chain").with("assignee", "helen.brandt"));

    time.pass(Duration.ofDays(3));

    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Helen Brandt");
  }

  @Test
  void a_person_who_takes_it_off_shift_keeps_it_until_their_next_shift_ends() {
    time.passUntil(MONDAY, "20:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.does("take", id);

    time.passUntil(TUESDAY, "18:00");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
    time.passUntil(TUESDAY, "19:30");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Luis Romero");
  }

  @Test
  void a_late_heartbeat_records_the_instant_at_which_the_shift_ended() {
    time.passUntil(MONDAY, "18:55");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.sleep(Duration.ofMinutes(20));

    luis.acknowledge(id);

    assertThat(nina.happened(id))
        .containsExactly(
            "opened", "assigned", "warned", "promise_missed", "escalated", "acknowledged");
  }

  @Test
  void several_replicas_hand_it_on_once() throws Exception {
    time.passUntil(MONDAY, "18:58");
    var ids = new ArrayList<String>();
    for (var i = 0; i < 30; i++) {
      ids.add(nina.files(aNeedOf("this_shift", "supplies")));
    }
    time.sleep(Duration.ofMinutes(3));

    try (var replicas = Executors.newFixedThreadPool(4)) {
      Callable<Object> beat = () -> deadlines.advanceDue(10);
      for (var done : replicas.invokeAll(List.of(beat, beat, beat, beat, beat, beat))) {
        done.get();
      }
    }
    time.beat();

    for (var id : ids) {
      assertThat(nina.happened(id)).containsExactly("opened", "assigned");
    }
  }

  // --- When the roster changes ---

  @Test
  void a_shift_that_was_lengthened_goes_on() throws SQLException {
    var monday = time.passUntil(MONDAY, "18:00");
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    during(
        "supply-chain",
        "omar.ortiz",
        LocalDate.ofInstant(monday, HOSPITAL).atTime(17, 0),
        LocalDate.ofInstant(monday, HOSPITAL).atTime(23, 0),
        () -> {
          time.passUntil(MONDAY, "22:00");
          assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
          assertThat(nina.happened(id)).doesNotContain("assigned");
          time.passUntil(MONDAY, "23:00");
          assertThat(nina.get(id).getString("because"))
              .isEqualTo("Omar Ortiz went off shift at 23:00; Luis Romero is on call");
        });
  }

  @Test
  void a_shift_that_was_cut_short_is_noticed_at_its_old_end() throws SQLException {
    var monday = time.passUntil(MONDAY, "20:00");
    var id = nina.files(aNeedOf("this_shift", "supplies")); // assigned to Luis
    during(
        "supply-chain",
        "omar.ortiz",
        LocalDate.ofInstant(monday, HOSPITAL).atTime(19, 0),
        LocalDate.ofInstant(monday, HOSPITAL).atTime(23, 30),
        () -> omar.does("take", id));

    time.passUntil(MONDAY, "23:00");
    assertThat(nina.get(id).getString("assignee.name")).isEqualTo("Omar Ortiz");
    time.passUntil(MONDAY, "23:31");
    assertThat(nina.get(id).getString("because"))
        .isEqualTo("Omar Ortiz is off shift; Luis Romero is on call");
  }

  private void during(
      String team, String person, LocalDateTime from, LocalDateTime to, Runnable what)
      throws SQLException {
    new ExtraShift(database, directory).during(team, person, from, to, what);
  }
}
