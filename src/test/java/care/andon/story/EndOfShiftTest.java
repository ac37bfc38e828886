package care.andon.story;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.anAssignment;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.request.Deadlines;
import care.andon.request.UnroutedRetry;
import care.andon.support.Api;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The end of a shift: urgent requests of an assignee who goes off shift are handed on or flagged.
 */
@QuarkusTest
class EndOfShiftTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");
  private static final UUID EXTRA = UUID.fromString("01900000-0000-7000-8000-0000000000aa");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api luis = Api.as("luis.romero");
  private final Api maria = Api.as("maria.santos");

  /** The test database sets this. */
  WireTap wire;

  @Inject TimeMachine time;
  @Inject Deadlines deadlines;
  @Inject UnroutedRetry rerouting;
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
  void without_anybody_on_call_it_is_flagged_and_the_house_supervisor_called() {
    time.passUntil(FRIDAY, "17:00");
    var id = nina.files(aNeedOf("this_shift", "staffing").with("visibility", "named"));
    Api.as("tasha.reed").acknowledge(id);
    time.passUntil(FRIDAY, "18:00");

    var flagged = maria.get(id);
    assertThat(flagged.getBoolean("unattended")).isTrue();
    assertThat(flagged.getString("assignee.name")).isEqualTo("Tasha Reed");
    assertThat(flagged.getString("because"))
        .isEqualTo("Tasha Reed went off shift at 18:00 and nobody of Staffing office is on call");
    assertThat(unattended()).contains(id);
    maria
        .calls()
        .get("/api/v1/teams/{team}/worklist", flagged.getString("team.code"))
        .then()
        .statusCode(200)
        .body("items.find { it.id == '%s' }.unattended".formatted(id), equalTo(true));
    var called = maria.ladder(id).getLast();
    assertThat(called)
        .containsEntry("cause", "left_unattended")
        .containsEntry("tier", 2)
        .containsEntry("state", "open");

    maria.takes(id, (int) called.get("number"), Map.of()).then().statusCode(200);
    assertThat(maria.get(id).getBoolean("unattended")).isFalse();
    assertThat(unattended()).doesNotContain(id);
  }

  @Test
  void what_is_not_due_soon_is_flagged_and_calls_nobody_yet() {
    time.passUntil(FRIDAY, "17:00");
    var id = nina.files(aNeedOf("slows_care", "staffing").with("visibility", "named"));
    Api.as("tasha.reed").acknowledge(id);

    time.passUntil(FRIDAY, "18:00");

    assertThat(maria.get(id).getBoolean("unattended")).isTrue();
    assertThat(maria.ladder(id)).isEmpty();
  }

  private List<String> unattended() {
    return maria.all(Api.REQUESTS + "?unattended=true&limit=200").stream()
        .map(it -> (String) it.get("id"))
        .toList();
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

  // --- What becomes urgent while they are off shift ---

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

  // --- Unattended until somebody of the team comes ---

  @Test
  void an_unattended_request_goes_to_the_colleague_who_comes_on_duty() throws SQLException {
    var id = leftUnattended();
    var saturday = LocalDate.ofInstant(time.instant(), HOSPITAL).plusDays(1);
    during(
        "staffing-office",
        "helen.brandt",
        saturday.atTime(8, 0),
        saturday.atTime(12, 0),
        () -> {
          time.passUntil(SATURDAY, "07:59");
          assertThat(maria.get(id).getString("assignee.name")).isEqualTo("Tasha Reed");
          time.passUntil(SATURDAY, "08:01");

          var hers = maria.get(id);
          assertThat(hers.getString("assignee.name")).isEqualTo("Helen Brandt");
          assertThat(hers.getBoolean("unattended")).isFalse();
          assertThat(hers.getString("because"))
              .isEqualTo("Tasha Reed is off shift; Helen Brandt is on call");
          assertThat(maria.history(id).getLast())
              .containsEntry("type", "assigned")
              .doesNotContainKey("actor");
          // Nobody is called about the absence any more.
          assertThat(maria.ladder(id))
              .filteredOn(it -> it.get("cause").equals("left_unattended"))
              .noneMatch(it -> it.get("state").equals("open"));
          var version = hers.getInt("version");
          time.beat();
          assertThat(maria.get(id).getInt("version")).isEqualTo(version);
        });
  }

  @Test
  void a_shift_that_is_entered_later_is_noticed_by_the_next_heartbeat_and_by_one_replica()
      throws SQLException {
    var ids = leftUnattended(3);
    var friday = LocalDate.ofInstant(time.instant(), HOSPITAL);
    during(
        "staffing-office",
        "helen.brandt",
        friday.atTime(17, 0),
        friday.atTime(23, 0),
        () -> {
          lookAtOnce(4);
          for (var id : ids) {
            assertThat(maria.get(id).getString("assignee.name")).isEqualTo("Helen Brandt");
            assertThat(maria.happened(id)).containsOnlyOnce("assigned");
          }
        });
  }

  @Test
  void an_assignee_who_comes_back_keeps_it_and_can_leave_it_unattended_again() {
    var id = leftUnattended();
    time.passUntil(MONDAY, "09:00");

    var back = maria.get(id);

    assertThat(back.getBoolean("unattended")).isFalse();
    assertThat(unattended()).doesNotContain(id);
    assertThat(back.getString("assignee.name")).isEqualTo("Tasha Reed");
    assertThat(back.getString("because")).isEqualTo("Tasha Reed is on call again");
    assertThat(maria.history(id).getLast())
        .containsEntry("type", "attended_again")
        .doesNotContainKey("actor");
    assertThat(staffing(id)).containsEntry("unattended", false);
    assertThat(maria.ladder(id))
        .filteredOn(it -> it.get("percent").equals(0))
        .isNotEmpty()
        .noneMatch(it -> it.get("state").equals("open"));
    time.beat();
    assertThat(maria.get(id).getInt("version")).isEqualTo(back.getInt("version"));

    time.passUntil(MONDAY, "18:01");
    assertThat(maria.get(id).getBoolean("unattended")).isTrue();
    assertThat(maria.happened(id)).filteredOn("left_unattended"::equals).hasSize(2);
  }

  private Map<String, Object> staffing(String id) {
    return maria.all("/api/v1/teams/staffing-office/worklist?limit=200").stream()
        .filter(it -> it.get("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_return_of_an_assignee_is_recorded_once_by_several_replicas() {
    var ids = leftUnattended(3);
    time.sleep(Duration.ofHours(64)); // until Monday at ten

    lookAtOnce(4);

    for (var id : ids) {
      assertThat(maria.get(id).getBoolean("unattended")).isFalse();
      assertThat(maria.happened(id)).containsOnlyOnce("attended_again").doesNotContain("assigned");
    }
  }

  @Test
  void while_nobody_is_on_duty_no_row_is_locked_or_written() {
    var id = leftUnattended();
    var before = maria.get(id).getInt("version");

    var looked = wire.during(() -> rerouting.lookAgain(500));

    assertThat(looked.statements()).allMatch(sql -> sql.strip().startsWith("select"));
    assertThat(looked.statements()).noneMatch(sql -> sql.contains("for no key update"));
    assertThat(maria.get(id).getInt("version")).isEqualTo(before);
  }

  /** Tasha went off shift at 18:00 on Friday, and no team member is on call before Monday. */
  private String leftUnattended() {
    return leftUnattended(1).getFirst();
  }

  private List<String> leftUnattended(int many) {
    time.passUntil(FRIDAY, "17:30");
    var ids = new ArrayList<String>();
    for (var i = 0; i < many; i++) {
      ids.add(nina.files(aNeedOf("this_shift", "staffing").with("visibility", "named")));
      Api.as("tasha.reed").acknowledge(ids.getLast());
    }
    time.passUntil(FRIDAY, "18:00");
    assertThat(ids).allMatch(id -> maria.get(id).getBoolean("unattended"));
    return ids;
  }

  private void lookAtOnce(int replicas) {
    try (var threads = Executors.newFixedThreadPool(replicas)) {
      Callable<Object> look = () -> rerouting.lookAgain(500);
      for (var done : threads.invokeAll(Collections.nCopies(replicas, look))) {
        done.get();
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure);
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

  /** Gives a person one more shift for a team while the code runs. */
  private void during(
      String team, String person, LocalDateTime from, LocalDateTime to, Runnable what)
      throws SQLException {
    execute(
        """
        insert into membership (team_id, person_id)
        select team.id, person.id from team, person
        where team.code = 'staffing-office' and person.username = 'helen.brandt';
        insert into shift (id, facility_id, team_id, person_id, starts, ends, time_zone)
        select '%s', team.facility_id, team.id, person.id, '%s', '%s', '%s'
        from team, person
        where team.code = '%s' and person.username = '%s'
        """
            .formatted(EXTRA, from, to, HOSPITAL, team, person));
    try {
      what.run();
    } finally {
      execute(
          """
          delete from shift where id = '%s';
          delete from membership using person
          where person.id = membership.person_id and person.username = 'helen.brandt'
          """
              .formatted(EXTRA));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    directory.refresh();
  }
}
