package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Duties of every week as people change them. */
@QuarkusTest
class WeeklyDutyApiTest {
  private static final String TEAM = "/api/v1/teams/supply-chain";
  private static final String TIER = "/api/v1/facilities/LAKESIDE/tiers/2";
  private static final String DUTIES = "/api/v1/weekly-duties/";
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private final Api grace = Api.as("grace.kim");
  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");

  /** Nobody else's. */
  private final String why = "Because " + UUID.randomUUID();

  /** A Monday nobody else uses, in a summer. */
  private final LocalDate monday =
      LocalDate.of(2141, 6, 5).plusWeeks(12L * WEEKS.getAndIncrement());

  private final List<String> added = new ArrayList<>();

  /** Other tests are about who the demo hospital has on call. */
  @AfterEach
  void forget() throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      for (var id : added) {
        change.execute("delete from on_call where id = '" + id + "'");
      }
      change.execute(
          "delete from shift where facility_id = (select id from facility where code = 'LAKESIDE')");
    }
    directory.refresh();
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

  @ParameterizedTest
  @CsvSource({
    // Within, over midnight, in the other week, and by another clock.
    "MONDAY, 20:00, 22:00, , true",
    "SUNDAY, 22:00, 20:01, , true",
    "MONDAY, 23:30, 01:00, , true",
    "TUESDAY, 00:59, 02:00, , true",
    "TUESDAY, 01:00, 02:00, , false",
    "MONDAY, 18:00, 20:00, , false",
    "TUESDAY, 06:00, 08:00, Europe/Berlin, true",
    // They meet, except in the weeks in which only one of the two zones has changed its clocks.
    "TUESDAY, 02:00, 03:00, Europe/Berlin, true",
    "TUESDAY, 08:00, 09:00, Europe/Berlin, false"
  })
  void exclusive_duties_that_overlap_are_refused_by_name(
      DayOfWeek day, String from, String to, String zone, boolean overlaps) {
    add(grace, exclusive("omar.ortiz", "20:00", "01:00", DayOfWeek.MONDAY)).statusCode(201);
    var other = exclusive("ana.ortiz", from, to, day).with("startsOn", monday.plusDays(35) + "");

    var answer = add(grace, zone == null ? other : other.with("timeZone", zone));

    if (overlaps) {
      answer
          .statusCode(409)
          .body("code", equalTo("roster-conflict"))
          .body("overlaps.person", contains("Omar Ortiz"));
    } else {
      answer.statusCode(201);
    }
  }

  @Test
  void what_is_not_exclusive_is_over_or_is_one_s_own_overlaps_nothing() {
    var duty = exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    add(grace, duty.with("endsOn", monday.plusDays(14) + "")).statusCode(201);

    add(grace, duty("ana.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).statusCode(201);
    add(grace, exclusive("omar.ortiz", "21:00", "23:30", DayOfWeek.MONDAY)).statusCode(201);
    add(
            grace,
            exclusive("luis.romero", "20:00", "20:59", DayOfWeek.MONDAY)
                .with("startsOn", monday.plusDays(15) + ""))
        .statusCode(201);
  }

  @Test
  void exclusive_shifts_and_exclusive_duties_keep_out_of_each_other_s_time() {
    grace.sends(Map.of("shifts", List.of(shift("omar.ortiz", 21)))).post(TEAM + "/shifts").then();
    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.MONDAY))
        .statusCode(409)
        .body("overlaps.person", contains("Omar Ortiz"))
        .body("overlaps[0].startsAt", equalTo(instant(monday.plusDays(21), "20:00")));
    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.TUESDAY)).statusCode(201);

    grace
        .sends(Map.of("shifts", List.of(shift("luis.romero", 22))))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(409)
        .body("overlaps.person", contains("Ana Ortiz"));
  }

  @Test
  void what_is_there_is_compared_by_its_own_clock() {
    add(
            grace,
            exclusive("omar.ortiz", "06:00", "08:00", DayOfWeek.TUESDAY)
                .with("timeZone", "Europe/Berlin"))
        .statusCode(201);

    add(grace, exclusive("ana.ortiz", "23:30", "23:45", DayOfWeek.MONDAY)).statusCode(409);
    add(grace, exclusive("ana.ortiz", "06:00", "08:00", DayOfWeek.TUESDAY)).statusCode(201);
  }

  @Test
  void a_shift_that_is_one_s_own_or_not_exclusive_is_in_nobody_s_way() {
    var shifts =
        List.of(
            shift("ana.ortiz", 21),
            Body.of("person", "omar.ortiz")
                .with("starts", monday.plusDays(21) + "T20:00")
                .with("ends", monday.plusDays(21) + "T23:00"));
    grace.sends(Map.of("shifts", shifts)).post(TEAM + "/shifts").then().statusCode(201);

    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.MONDAY)).statusCode(201);
  }

  @Test
  void a_duty_round_the_clock_that_is_in_the_way_is_named_without_an_end() {
    add(grace, exclusive("omar.ortiz", "07:00", "07:00", DayOfWeek.values())).statusCode(201);

    grace
        .sends(Map.of("shifts", List.of(shift("luis.romero", 21))))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(409)
        .body("overlaps.person", contains("Omar Ortiz"))
        .body("overlaps[0].startsAt", equalTo(instant(monday, "07:00")))
        .body("overlaps[0].endsAt", nullValue());
    add(grace, exclusive("ana.ortiz", "19:00", "21:00", DayOfWeek.TUESDAY)).statusCode(409);
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
  void what_is_still_to_come_can_become_anything_and_the_same_again_is_no_change() {
    String id =
        add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract().path("id");
    var other =
        exclusive("ana.ortiz", "22:00", "04:00", DayOfWeek.TUESDAY)
            .with("timeZone", "Europe/Berlin")
            .with("endsOn", monday.plusDays(50) + "")
            .with("reason", why + " again");

    for (int i = 0; i < 2; i++) {
      change(grace, id, other)
          .statusCode(200)
          .body("id", equalTo(id))
          .body("person.name", equalTo("Ana Ortiz"))
          .body("timeZone", equalTo("Europe/Berlin"));
    }

    assertThat(changes("items.findAll { it.reason == '" + why + " again' }.act"))
        .isEqualTo(List.of("weekly_changed"));
    assertThat(onCallNames(monday, "21:00")).doesNotContain("Omar Ortiz");
    assertThat(onCallNames(monday.plusDays(1), "15:00")).contains("Ana Ortiz");
  }

  @Test
  void a_duty_is_not_replaced_blindly() {
    var duty = duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    String id = add(grace, duty).extract().path("id");

    grace.sends(duty.copy().with("to", "22:00")).put(DUTIES + id).then().statusCode(428);

    nina.calls().get(DUTIES + id).then().body("to", equalTo("23:00"));
  }

  @Test
  void a_duty_is_replaced_by_whoever_has_seen_it_as_it_is() {
    var duty = duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    var answer = add(grace, duty).extract();
    String id = answer.path("id");
    String first = answer.path("etag");
    var other = duty.copy().with("to", "22:00").with("reason", why + " changed");

    String second =
        change(grace, id, other, first)
            .statusCode(200)
            .header("ETag", not(equalTo(first)))
            .extract()
            .path("etag");

    // A retry whose answer was lost, and a caller who has not seen the change.
    change(grace, id, other, first).statusCode(200).header("ETag", equalTo(second));
    change(grace, id, duty.copy().with("to", "21:00"), first)
        .statusCode(412)
        .body("code", equalTo("stale"));
    assertThat(changes("items.findAll { it.reason == '" + why + " changed' }.act"))
        .isEqualTo(List.of("weekly_changed"));
    nina.calls()
        .get(DUTIES + id)
        .then()
        .statusCode(200)
        .header("ETag", equalTo(second))
        .body("to", equalTo("22:00"));
    change(grace, id, duty.copy().with("to", "21:00"), second).statusCode(200);
  }

  @Test
  void a_duty_has_the_same_tag_wherever_it_is_shown_until_it_changes() {
    String id =
        add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract().path("id");
    String tag = nina.calls().get(DUTIES + id).then().statusCode(200).extract().header("ETag");

    nina.calls()
        .get(TEAM + "/roster")
        .then()
        .body("weekly.find { it.id == '" + id + "' }.etag", equalTo(tag));
    nina.calls().header("If-None-Match", tag).get(DUTIES + id).then().statusCode(304);
    change(grace, id, exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).statusCode(200);
    nina.calls().header("If-None-Match", tag).get(DUTIES + id).then().statusCode(200);
    nina.calls().get(DUTIES + UUID.randomUUID()).then().statusCode(404);
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
  void a_change_is_refused_where_it_overlaps_somebody_else_but_not_itself() {
    add(grace, exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).statusCode(201);
    var later = exclusive("ana.ortiz", "20:00", "23:00", DayOfWeek.TUESDAY);
    String id = add(grace, later).extract().path("id");

    change(grace, id, later.with("days", List.of("MONDAY"))).statusCode(409);
    change(grace, id, later.with("days", List.of("TUESDAY", "WEDNESDAY"))).statusCode(200);
  }

  @Test
  void a_duty_to_come_is_not_in_the_way_of_whoever_has_it_instead() {
    var duty = exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY);
    String id = add(grace, duty).extract().path("id");

    change(grace, id, duty.with("person", "ana.ortiz"))
        .statusCode(200)
        .body("person.name", equalTo("Ana Ortiz"));
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
  void a_duty_that_is_over_stays_as_it_was() throws SQLException {
    var past =
        duty("omar.ortiz", "20:00", "23:00", DayOfWeek.values())
            .with("startsOn", "2020-01-06")
            .with("endsOn", "2020-01-12");
    var id = stored(past);

    conflict(id, past.copy().with("endsOn", "2199-01-01"));
    grace.calls().delete(DUTIES + id).then().statusCode(409).body("code", equalTo("roster-past"));
  }

  @Test
  void a_duty_to_come_is_gone_when_it_is_removed_and_who_did_so_is_kept() {
    String id =
        add(grace, duty("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)).extract().path("id");

    Api.as("omar.ortiz").calls().delete(DUTIES + id).then().statusCode(403);
    grace
        .calls()
        .queryParam("reason", "x".repeat(2_001))
        .delete(DUTIES + id)
        .then()
        .statusCode(400);
    grace.calls().queryParam("reason", why + " off").delete(DUTIES + id).then().statusCode(204);
    grace.calls().delete(DUTIES + id).then().statusCode(404);
    grace.calls().delete(DUTIES + "nonsense").then().statusCode(404);

    assertThat(weekly(TEAM)).doesNotContain(id);
    assertThat(onCallNames(monday, "21:00")).doesNotContain("Omar Ortiz");
    assertThat(changes("items.find { it.reason == '" + why + " off' }.act"))
        .isEqualTo("weekly_removed");
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

  @Test
  void two_at_once_cannot_both_have_the_night_for_themselves() throws Exception {
    var both =
        List.<Callable<ValidatableResponse>>of(
            () -> send(exclusive("ana.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)),
            () -> send(exclusive("omar.ortiz", "20:00", "23:00", DayOfWeek.MONDAY)));
    try (var pool = Executors.newFixedThreadPool(2)) {
      var answers = pool.invokeAll(both).stream().map(Future::resultNow).toList();
      answers.forEach(this::remember);
      assertThat(answers.stream().map(answer -> answer.extract().statusCode()))
          .containsExactlyInAnyOrder(201, 409);
    }
  }

  // --- What people send ---

  private Body duty(String person, String from, String to, DayOfWeek... days) {
    return Body.of("person", person)
        .with("days", Arrays.stream(days).map(DayOfWeek::name).toList())
        .with("from", from)
        .with("to", to)
        .with("startsOn", monday.toString())
        .with("reason", why);
  }

  private Body exclusive(String person, String from, String to, DayOfWeek... days) {
    return duty(person, from, to, days).with("exclusive", true);
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
    added.add(id);
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

  private Map<String, Object> shift(String person, int day) {
    return Body.of("person", person)
        .with("starts", monday.plusDays(day) + "T20:00")
        .with("ends", monday.plusDays(day) + "T23:00")
        .with("exclusive", true);
  }

  private ValidatableResponse add(Api by, Body duty) {
    return remember(by.sends(duty).post(TEAM + "/weekly-duties").then());
  }

  private ValidatableResponse send(Body duty) {
    return grace.sends(duty).post(TEAM + "/weekly-duties").then();
  }

  private ValidatableResponse remember(ValidatableResponse answer) {
    if (answer.extract().statusCode() == 201) {
      added.add(answer.extract().path("id"));
    }
    return answer;
  }

  private void refused(Body duty, String pointer, String code) {
    refused(duty, List.of(pointer), List.of(code));
  }

  private void refused(Body duty, List<String> pointers, List<String> codes) {
    var answer = send(duty).statusCode(400).extract();
    assertThat(answer.<List<String>>path("errors.pointer")).isEqualTo(pointers);
    assertThat(answer.<List<String>>path("errors.code")).isEqualTo(codes);
  }

  private void conflict(String id, Body duty) {
    change(grace, id, duty).statusCode(409).body("code", equalTo("roster-past"));
  }

  /** Whatever it was. */
  private static ValidatableResponse change(Api by, String id, Body duty) {
    return change(by, id, duty, "*");
  }

  private static ValidatableResponse change(Api by, String id, Body duty, String seen) {
    return by.sends(duty).header("If-Match", seen).put(DUTIES + id).then();
  }

  // --- What people see ---

  private static String instant(LocalDate day, String clock) {
    return day.atTime(LocalTime.parse(clock)).atZone(CHICAGO).toInstant().toString();
  }

  private List<String> onCallNames(LocalDate day, String clock) {
    return onCallNames(instant(day, clock));
  }

  private List<String> onCallNow() {
    return onCallNames(time.instant().toString());
  }

  private List<String> onCallNames(String at) {
    return nina.calls()
        .queryParam("at", at)
        .get("/api/v1/on-call")
        .then()
        .statusCode(200)
        .extract()
        .path("items.teams.flatten().find { it.team.code == 'supply-chain' }.people.name");
  }

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

  private List<String> weekly(String path) {
    return nina.calls().get(path + "/roster").then().statusCode(200).extract().path("weekly.id");
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

  private Object changes(String path) {
    return nina.calls().get(TEAM + "/roster/changes?limit=50").then().extract().path(path);
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
