package care.andon.directory.roster;

import static care.andon.directory.roster.AddedDuties.DUTIES;
import static care.andon.directory.roster.AddedDuties.TEAM;
import static care.andon.directory.roster.AddedDuties.change;
import static care.andon.directory.roster.AddedDuties.changes;
import static care.andon.directory.roster.AddedDuties.instant;
import static care.andon.directory.roster.AddedDuties.onCallNames;
import static care.andon.directory.roster.AddedDuties.refused;
import static care.andon.directory.roster.AddedDuties.weekly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Duties of every week as people add them. */
@QuarkusTest
class WeeklyDutyApiTest {
  private static final String TIER = "/api/v1/facilities/LAKESIDE/tiers/2";
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;

  private final Api grace = Api.as("grace.kim");
  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");

  /** A Monday nobody else uses. */
  private final LocalDate monday =
      LocalDate.of(2141, 6, 5).plusWeeks(12L * WEEKS.getAndIncrement());

  private final AddedDuties duties = new AddedDuties(monday);
  private final String why = duties.why();
  private final List<String> added = duties.ids();

  /** Other tests are about who the demo hospital has on call. */
  @AfterEach
  void forget() throws SQLException {
    duties.forget(database, directory);
  }

  @Test
  void a_lead_adds_a_duty_and_it_is_in_effect_at_once_wherever_one_looks() {
    add(grace, duty("omar.ortiz", "21:00", "02:30", DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY))
        .statusCode(201)
        .body("person.name", equalTo("Omar Ortiz"))
        .body("days", contains("MONDAY", "WEDNESDAY"))
        .body("from", equalTo("21:00"))
        .body("to", equalTo("02:30"))
        .body("timeZone", nullValue())
        .body("startsOn", equalTo(monday.toString()))
        .body("exclusive", equalTo(false));

    assertThat(onCallNames(monday, "21:00")).contains("Omar Ortiz");
    assertThat(onCallNames(monday.plusDays(1), "02:29")).contains("Omar Ortiz");
    assertThat(onCallNames(monday.plusDays(1), "02:30")).doesNotContain("Omar Ortiz");
    assertThat(onCallNames(monday.plusDays(9), "22:00")).contains("Omar Ortiz");
    assertThat(onCallNames(monday.minusDays(7), "22:00")).doesNotContain("Omar Ortiz");
    assertThat(weekly(TEAM)).contains(added.getFirst());
    assertThat(calendar())
        .contains("UID:weekly-" + added.getFirst() + "@andon")
        .contains("RRULE:FREQ=WEEKLY;BYDAY=MO,WE");
  }

  @Test
  void a_gap_is_filled_every_week_and_open_again_when_the_duty_is_removed() throws SQLException {
    var gap =
        nina.calls()
            .get("/api/v1/on-call/gaps?facility=LAKESIDE&" + week())
            .then()
            .statusCode(200)
            .extract();
    String team = gap.path("items.find { it.team != null }.team.code");
    var filling =
        duty(memberOf(team), "00:00", "00:00", DayOfWeek.values()).with("timeZone", "UTC");
    var url = "/api/v1/teams/" + team + "/weekly-duties";
    String id = conrad.sends(filling).post(url).then().statusCode(201).extract().path("id");
    added.add(id);

    assertThat(gapsOf(team)).isEmpty();
    conrad.calls().delete(DUTIES + id).then().statusCode(204);
    assertThat(gapsOf(team)).isNotEmpty();
  }

  @Test
  void the_same_duty_again_is_the_same_duty_and_no_second_change() {
    var duty = duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);

    String first = add(grace, duty).extract().path("id");
    add(grace, duty.with("timeZone", "America/Chicago").with("exclusive", false))
        .statusCode(201)
        .body("id", equalTo(first));

    assertThat(changes("items.findAll { it.reason == '" + why + "' }.act"))
        .isEqualTo(List.of("weekly_added"));
    assertThat(changes("items.find { it.reason == '" + why + "' }.duty"))
        .isEqualTo("MONDAY 20:00 to 23:00, America/Chicago");
    assertThat(changes("items.find { it.reason == '" + why + "' }.startsAt"))
        .isEqualTo(instant(monday, "20:00"));
    assertThat(changes("items.find { it.reason == '" + why + "' }.endsAt")).isNull();
    assertThat(changes("items.find { it.reason == '" + why + "' }.by")).isEqualTo("grace.kim");
  }

  @Test
  void a_duty_that_is_added_again_is_exclusive_as_it_says() {
    var duty = duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    String id = add(grace, duty).extract().path("id");

    for (int i = 0; i < 2; i++) {
      add(grace, duty.copy().with("exclusive", true))
          .statusCode(201)
          .body("id", equalTo(id))
          .body("exclusive", equalTo(true));
    }
    add(grace, duty).body("id", equalTo(id)).body("exclusive", equalTo(true));

    add(grace, exclusive("ana.ortiz", "22:00", "23:30", DayOfWeek.MONDAY)).statusCode(409);
    assertThat(changes("items.findAll { it.reason == '" + why + "' }.act"))
        .isEqualTo(List.of("weekly_changed", "weekly_added"));
  }

  @Test
  void everything_that_is_wrong_with_a_duty_is_named_and_nothing_is_added() {
    refused(
        Body.of("reason", why),
        List.of("/person", "/days", "/from", "/to", "/startsOn"),
        List.of("required", "days", "required", "required", "required"));
    var fine = duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    refused(fine.copy().with("person", "nina.patel"), "/person", "not_in_team");
    refused(fine.copy().with("person", "nobody.here"), "/person", "unknown_person");
    refused(fine.copy().with("days", List.of()), "/days", "days");
    refused(fine.copy().with("days", List.of("MONDAY", "MONDAY")), "/days", "days");
    refused(fine.copy().with("days", Arrays.asList("MONDAY", null)), "/days", "days");
    refused(fine.copy().with("days", List.of("MO")), "/days", "days");
    refused(fine.copy().with("from", "24:00"), "/from", "not_a_time_of_day");
    refused(fine.copy().with("to", "7:00"), "/to", "not_a_time_of_day");
    refused(fine.copy().with("timeZone", "Chicago"), "/timeZone", "unknown_time_zone");
    refused(fine.copy().with("startsOn", "2026-02-30"), "/startsOn", "not_a_date");
    refused(
        fine.copy().with("endsOn", monday.minusDays(1) + ""), "/endsOn", "ends_before_it_starts");
    refused(
        fine.copy()
            .with("startsOn", monday.plusDays(1) + "")
            .with("endsOn", monday.plusDays(6) + ""),
        "/endsOn",
        "never");
    refused(fine.copy().with("reason", " "), "/reason", "required");
    refused(fine.copy().with("reason", "x".repeat(2_001)), "/reason", "length");
    assertThat(changes("items.findAll { it.reason == '" + why + "' }")).isEqualTo(List.of());
  }

  @Test
  void a_duty_the_clock_jumps_over_on_its_only_day_is_none() {
    var jump = LocalDate.of(2141, 3, 12);

    refused(
        duty("omar.ortiz", "02:10", "02:50", DayOfWeek.SUNDAY)
            .with("startsOn", jump + "")
            .with("endsOn", jump + ""),
        "/endsOn",
        "never");
  }

  @Test
  void duties_of_a_tier_are_changed_by_those_who_may() {
    var duty = duty("amy.foster", "20:00", "23:00", DayOfWeek.MONDAY);

    grace.sends(duty).post(TIER + "/weekly-duties").then().statusCode(403);
    nina.sends(duty).post(TIER + "/weekly-duties").then().statusCode(403);
    String id =
        conrad
            .sends(duty)
            .post(TIER + "/weekly-duties")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    added.add(id);
    change(grace, id, duty.with("to", "22:00")).statusCode(403);

    assertThat(weekly(TIER)).contains(id);
    conrad
        .sends(duty)
        .post("/api/v1/facilities/LAKESIDE/tiers/1/weekly-duties")
        .then()
        .statusCode(404);
    conrad
        .calls()
        .get(TIER + "/roster/changes")
        .then()
        .body("items.find { it.reason == '" + why + "' }.act", equalTo("weekly_added"))
        .body("items.find { it.reason == '" + why + "' }.duty", containsString("MONDAY"));
  }

  // --- What people send ---

  private Body duty(String person, String from, String to, DayOfWeek... days) {
    return duties.duty(person, from, to, days);
  }

  private Body exclusive(String person, String from, String to, DayOfWeek... days) {
    return duties.exclusive(person, from, to, days);
  }

  private ValidatableResponse add(Api by, Body duty) {
    return duties.add(by, duty);
  }

  // --- What people see ---

  private String week() {
    return "from=" + instant(monday, "00:00") + "&to=" + instant(monday.plusDays(7), "00:00");
  }

  private List<Object> gapsOf(String team) {
    return nina.calls()
        .get("/api/v1/on-call/gaps?team=" + team + "&" + week())
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }

  private String calendar() {
    return grace
        .calls()
        .get(TEAM + "/roster.ics?" + week())
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private String memberOf(String team) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select username
                from person
                  join membership on membership.person_id = person.id and left_at is null
                  join team on team.id = membership.team_id
                where team.code = '%s' and person.gone_at is null
                limit 1
                """
                    .formatted(team))) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
