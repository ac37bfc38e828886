package care.andon.story;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.request.UnroutedRetry;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Requests left unattended: their assignee went off shift and nobody of the team is on call. They
 * are flagged until somebody of the team comes.
 */
@QuarkusTest
class LeftUnattendedTest {
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  private final Api nina = Api.as("nina.patel");
  private final Api maria = Api.as("maria.santos");

  /** The test database sets this. */
  WireTap wire;

  @Inject TimeMachine time;
  @Inject UnroutedRetry rerouting;
  @Inject Directory directory;
  @Inject DataSource database;

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

  // --- Until somebody of the team comes ---

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

  private void during(
      String team, String person, LocalDateTime from, LocalDateTime to, Runnable what)
      throws SQLException {
    new ExtraShift(database, directory).during(team, person, from, to, what);
  }
}
