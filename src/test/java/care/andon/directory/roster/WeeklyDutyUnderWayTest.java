package care.andon.directory.roster;

import static care.andon.directory.roster.AddedDuties.CHICAGO;
import static care.andon.directory.roster.AddedDuties.DUTIES;
import static care.andon.directory.roster.AddedDuties.TEAM;
import static care.andon.directory.roster.AddedDuties.change;
import static care.andon.directory.roster.AddedDuties.changes;
import static care.andon.directory.roster.AddedDuties.onCallNames;
import static care.andon.directory.roster.AddedDuties.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Duties of every week that have begun are changed, ended and removed: their past stays. */
@QuarkusTest
class WeeklyDutyUnderWayTest {
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private final Api grace = Api.as("grace.kim");
  private final Api nina = Api.as("nina.patel");

  /** A Monday nobody else uses. */
  private final LocalDate monday =
      LocalDate.of(2144, 6, 1).plusWeeks(12L * WEEKS.getAndIncrement());

  private final AddedDuties duties = new AddedDuties(monday);
  private final String why = duties.why();

  /** Other tests are about who the demo hospital has on call. */
  @AfterEach
  void forget() throws SQLException {
    duties.forget(database, directory);
  }

  @Test
  void what_was_stays_a_duty_that_has_begun_only_gets_another_end() throws SQLException {
    var duty = running();
    var id = stored(duty);

    conflict(id, duty.copy().with("to", "00:01"));
    conflict(id, duty.copy().with("person", "ana.ortiz"));
    conflict(id, duty.copy().with("days", List.of(begun().getDayOfWeek().name())));
    conflict(id, duty.copy().with("timeZone", "America/New_York"));
    conflict(id, duty.copy().with("startsOn", begun().minusDays(7) + ""));
    conflict(id, duty.copy().with("endsOn", begun().minusDays(1) + ""));
    for (var end : List.of(begun().plusDays(20), begun())) {
      change(grace, id, duty.copy().with("endsOn", end + ""))
          .statusCode(200)
          .body("endsOn", equalTo(end.toString()));
    }
    assertThat(onCallNow()).contains("Omar Ortiz");
  }

  @Test
  void a_duty_that_has_begun_may_become_exclusive() throws SQLException {
    var duty = running();
    var id = stored(duty);

    change(grace, id, duty.copy().with("exclusive", true))
        .statusCode(200)
        .body("exclusive", equalTo(true));
  }

  @Test
  void a_duty_that_has_begun_ends_with_its_present_turn_when_it_is_removed() throws SQLException {
    var id = stored(running());

    for (int i = 0; i < 2; i++) {
      grace.calls().queryParam("reason", why + " off").delete(DUTIES + id).then().statusCode(204);
    }

    assertThat(onCallNow()).contains("Omar Ortiz");
    nina.calls()
        .get(TEAM + "/roster")
        .then()
        .body("weekly.find { it.id == '" + id + "' }.endsOn", equalTo(begun().toString()));
    assertThat(changes("items.findAll { it.reason == '" + why + " off' }.act"))
        .isEqualTo(List.of("weekly_ended"));
  }

  @Test
  void a_duty_is_removed_by_whoever_has_seen_it_as_it_is() throws SQLException {
    var answer = add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract();
    String id = answer.path("id");
    String seen = answer.path("etag");
    var begun = stored(running());
    change(grace, id, duty("omar.ortiz", "20:00", "22:00", DayOfWeek.MONDAY)).statusCode(200);

    removeSeen(id, seen).statusCode(412);
    removeSeen(id, grace.calls().get(DUTIES + id).header("ETag")).statusCode(204);
    var tag = grace.calls().get(DUTIES + begun).header("ETag");
    for (int i = 0; i < 2; i++) {
      removeSeen(begun, tag).statusCode(204);
    }
  }

  private ValidatableResponse removeSeen(String id, String tag) {
    return grace.calls().header("If-Match", tag).delete(DUTIES + id).then();
  }

  @Test
  void a_duty_whose_first_turn_has_begun_is_not_added() {
    var now = now();
    var yesterday =
        duty("omar.ortiz", "07:00", "07:01", DayOfWeek.values())
            .with("startsOn", now.minusDays(1).toLocalDate().toString());

    for (var begun : List.of(running(), yesterday)) {
      refused(begun, "/startsOn", "in_the_past");
      refused(begun.with("endsOn", begun().plusDays(20) + ""), "/startsOn", "in_the_past");
    }
    // A first day in the past on which there is no turn changes nothing that was.
    add(
            grace,
            duty("omar.ortiz", "00:00", "00:01", now.plusDays(2).getDayOfWeek())
                .with("startsOn", now.minusDays(2).toLocalDate().toString()))
        .statusCode(201);
  }

  @Test
  void a_duty_to_come_is_not_moved_into_the_past() {
    String id =
        add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract().path("id");

    change(grace, id, running())
        .statusCode(400)
        .body("errors.pointer", contains("/startsOn"))
        .body("errors.code", contains("in_the_past"));
  }

  @Test
  void a_duty_that_has_begun_since_is_the_same_when_it_is_added_again() throws SQLException {
    var duty = running();
    var id = stored(duty);

    add(grace, duty).statusCode(201).body("id", equalTo(id));
  }

  @Test
  void a_duty_that_is_over_stays_as_it_was() throws SQLException {
    var past =
        duty("omar.ortiz", "20:00", "23:00", DayOfWeek.values())
            .with("startsOn", "2020-01-06")
            .with("endsOn", "2020-01-12");
    var id = stored(past);

    conflict(id, past.copy().with("endsOn", "2199-01-01"));
    grace.calls().delete(DUTIES + id).then().statusCode(409).body("code", equalTo("roster-past"));
  }

  // --- What people send ---

  private Body duty(String person, String from, String to, DayOfWeek... days) {
    return duties.duty(person, from, to, days);
  }

  /** On call since an hour ago, every day for two weeks. */
  private Body running() {
    var now = now();
    return duty(
            "omar.ortiz",
            now.minusHours(1).toLocalTime().toString(),
            now.plusHours(1).toLocalTime().toString(),
            DayOfWeek.values())
        .with("startsOn", now.toLocalDate().minusDays(14).toString());
  }

  /** A duty that was entered before it began. */
  private String stored(Map<String, Object> duty) throws SQLException {
    var id = UUID.randomUUID().toString();
    var days =
        ((List<?>) duty.get("days"))
            .stream().map(day -> DayOfWeek.valueOf((String) day).getValue()).toList();
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute(
          """
          insert into on_call
            (id, facility_id, team_id, person_id, days, from_time, to_time, starts_on, ends_on)
          select '%s', team.facility_id, team.id, person.id, array%s, '%s', '%s', '%s', %s
          from team, person
          where team.code = 'supply-chain' and person.username = '%s'
          """
              .formatted(
                  id,
                  days,
                  duty.get("from"),
                  duty.get("to"),
                  duty.get("startsOn"),
                  duty.get("endsOn") == null ? "null" : "'" + duty.get("endsOn") + "'",
                  duty.get("person")));
    }
    duties.ids().add(id);
    directory.refresh();
    return id;
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
  }

  /** The day on which the present turn began. */
  private LocalDate begun() {
    return now().minusHours(1).toLocalDate();
  }

  private ValidatableResponse add(Api by, Body duty) {
    return duties.add(by, duty);
  }

  private void conflict(String id, Body duty) {
    change(grace, id, duty).statusCode(409).body("code", equalTo("roster-past"));
  }

  // --- What people see ---

  private List<String> onCallNow() {
    return onCallNames(time.instant().toString());
  }
}
