package care.andon.directory.roster;

import static care.andon.directory.roster.SupplyChainRoster.TEAM;
import static care.andon.directory.roster.SupplyChainRoster.add;
import static care.andon.directory.roster.SupplyChainRoster.exclusive;
import static care.andon.directory.roster.SupplyChainRoster.instant;
import static care.andon.directory.roster.SupplyChainRoster.nextMonday;
import static care.andon.directory.roster.SupplyChainRoster.onCallNames;
import static care.andon.directory.roster.SupplyChainRoster.shift;
import static care.andon.directory.roster.SupplyChainRoster.standIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Shifts as people add them, who may do so, and who changed what. Every test has a week of its own,
 * in years to come.
 */
@QuarkusTest
class RosterApiTest {
  private static final String TIER = "/api/v1/facilities/LAKESIDE/tiers/2";
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa01";

  @Inject DataSource database;
  @Inject Directory directory;

  private final Api grace = Api.as("grace.kim");
  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");
  private final LocalDate monday = nextMonday();

  /** Other tests expect the people on call of the demo hospital. */
  @AfterEach
  void forget() throws SQLException {
    rows().forget();
  }

  @Test
  void a_lead_adds_a_shift_and_it_is_in_effect_at_once() {
    var shift = shift("omar.ortiz", monday.plusDays(5), "09:00", "11:00");

    var added = add(grace, shift).statusCode(201).extract();

    assertThat(added.<String>path("items[0].person.name")).isEqualTo("Omar Ortiz");
    assertThat(added.<String>path("items[0].startsAt"))
        .isEqualTo(instant(monday.plusDays(5), "09:00"));
    assertThat(onCallNames(instant(monday.plusDays(5), "10:00"))).contains("Omar Ortiz");
    assertThat(onCallNames(instant(monday.plusDays(5), "11:00"))).doesNotContain("Omar Ortiz");
  }

  @Test
  void the_same_shift_again_is_the_same_shift() {
    var shift = shift("omar.ortiz", monday, "20:00", "23:00");

    String first = add(grace, shift).extract().path("items[0].id");
    String again = add(grace, shift).statusCode(201).extract().path("items[0].id");

    assertThat(again).isEqualTo(first);
    assertThat(shiftsOf(TEAM)).hasSize(1);
  }

  @Test
  void a_shift_that_is_added_again_is_exclusive_as_it_says() {
    var shift = shift("omar.ortiz", monday, "20:00", "23:00");
    String id = add(grace, shift).extract().path("items[0].id");

    for (int i = 0; i < 2; i++) {
      add(grace, shift.copy().with("exclusive", true))
          .statusCode(201)
          .body("items.id", contains(id))
          .body("items.exclusive", contains(true));
    }
    add(grace, shift).statusCode(201).body("items.exclusive", contains(true));
    add(grace, exclusive("ana.ortiz", monday, "22:00", "23:30"))
        .statusCode(409)
        .body("overlaps.person", contains("Omar Ortiz"));
    add(grace, shift.copy().with("exclusive", false)).body("items.exclusive", contains(false));

    assertThat(shiftsOf(TEAM)).hasSize(1);
    assertThat(actsOf(monday)).containsExactly("shift_changed", "shift_changed", "shift_added");
  }

  @Test
  void a_shift_does_not_become_exclusive_beside_somebody_else_s() {
    var shift = shift("omar.ortiz", monday, "20:00", "23:00");
    add(grace, shift).statusCode(201);
    add(grace, exclusive("ana.ortiz", monday, "22:00", "23:30")).statusCode(201);

    add(grace, shift.with("exclusive", true))
        .statusCode(409)
        .body("overlaps.person", contains("Ana Ortiz"));
  }

  @Test
  void a_shift_that_is_sent_twice_at_once_is_added_once() {
    var shift = shift("omar.ortiz", monday, "20:00", "23:00");

    grace
        .sends(Map.of("shifts", List.of(shift, shift)))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(201);

    assertThat(shiftsOf(TEAM)).hasSize(1);
  }

  @Test
  void an_overnight_shift_over_the_end_of_the_year_is_one_shift() {
    var newYear = Body.of("person", "ana.ortiz");
    newYear.with("starts", "2150-12-31T19:00").with("ends", "2151-01-01T07:00");

    add(grace, newYear).statusCode(201);

    assertThat(onCallNames("2151-01-01T01:00:00Z")).contains("Ana Ortiz");
    assertThat(onCallNames("2151-01-01T12:59:00Z")).contains("Ana Ortiz");
    assertThat(onCallNames("2151-01-01T13:00:00Z")).doesNotContain("Ana Ortiz");
  }

  @Test
  void overlapping_exclusive_shifts_are_refused_by_name() {
    add(grace, exclusive("omar.ortiz", monday, "08:00", "12:00")).statusCode(201);

    add(grace, exclusive("ana.ortiz", monday, "11:00", "15:00"))
        .statusCode(409)
        .body("code", equalTo("roster-conflict"))
        .body("overlaps.person", contains("Omar Ortiz"))
        .body("overlaps[0].startsAt", equalTo(instant(monday, "08:00")));
    add(grace, exclusive("ana.ortiz", monday, "12:00", "15:00")).statusCode(201);
    add(grace, shift("luis.romero", monday, "11:00", "15:00")).statusCode(201);
    assertThat(shiftsOf(TEAM)).hasSize(3);
  }

  @Test
  void of_two_who_want_the_same_night_at_once_one_gets_it() throws Exception {
    try (var other = database.getConnection();
        var change = other.createStatement();
        var thread = Executors.newSingleThreadExecutor()) {
      other.setAutoCommit(false);
      change.execute("select from team where code = 'supply-chain' for no key update");

      var late =
          thread.submit(
              () -> add(grace, exclusive("ana.ortiz", monday, "20:00", "23:30")).extract());
      while (!late.isDone() && !somebodyWaits()) {
        Thread.onSpinWait();
      }
      change.execute(
          """
          insert into shift
            (id, facility_id, team_id, person_id, starts, ends, time_zone, exclusive)
          select gen_random_uuid(), team.facility_id, team.id, person.id, '%1$s 19:00',
            '%1$s 23:00', 'America/Chicago', true
          from team, person
          where team.code = 'supply-chain' and person.username = 'omar.ortiz'
          """
              .formatted(monday));
      other.commit();

      assertThat(late.get().statusCode()).isEqualTo(409);
      assertThat(late.get().<List<String>>path("overlaps.person")).containsExactly("Omar Ortiz");
    }
    assertThat(shiftsOf(TEAM)).hasSize(1);
  }

  /** Whether another connection waits for a lock that somebody holds. */
  private boolean somebodyWaits() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select count(*) > 0
                from pg_stat_activity
                where wait_event_type = 'Lock' and query like '%for no key update%'
                """)) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  @Test
  void everything_that_is_wrong_with_shifts_is_named_and_none_is_added() {
    var shifts =
        List.of(
            shift("omar.ortiz", monday, "08:00", "12:00"),
            shift("nobody.here", monday, "08:00", "12:00"),
            shift("nina.patel", monday, "08:00", "12:00"),
            shift("omar.ortiz", monday, "08:00", "12:00").with("timeZone", "Chicago"),
            shift("omar.ortiz", monday, "08:00", "12:00").with("ends", monday + "T07:00"),
            shift("omar.ortiz", monday, "08:00", "12:00").with("starts", monday + "T07:00Z"),
            shift("omar.ortiz", monday, "08:00", "12:00")
                .with("ends", monday.plusDays(40) + "T07:00"),
            Body.of("person", "omar.ortiz")
                .with("starts", "2151-03-14T02:10")
                .with("ends", "2151-03-14T02:50"));

    grace
        .sends(Map.of("shifts", shifts))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(400)
        .body(
            "errors.code",
            contains(
                "unknown_person",
                "not_in_team",
                "unknown_time_zone",
                "ends_before_it_starts",
                "not_a_wall_clock_time",
                "too_long",
                "never"))
        .body(
            "errors.pointer",
            contains(
                "/shifts/1/person",
                "/shifts/2/person",
                "/shifts/3/timeZone",
                "/shifts/4/ends",
                "/shifts/5/starts",
                "/shifts/6/ends",
                "/shifts/7/starts"));
    assertThat(shiftsOf(TEAM)).isEmpty();
  }

  @Test
  void leads_change_their_team_the_house_supervisor_on_duty_all_and_others_none() {
    var shift = shift("omar.ortiz", monday, "20:00", "21:00");

    add(Api.as("omar.ortiz"), shift)
        .statusCode(403)
        .body("detail", containsString("leads of its team"));
    add(nina, shift).statusCode(403);
    add(Api.as("walter.stone"), shift).statusCode(403);
    add(Api.as("intranet"), shift).statusCode(201);
    var onDuty = supervisorOnDuty();
    add(Api.as(onDuty), shift).statusCode(201);
    var offDuty = onDuty.equals("dale.cooper") ? "maria.santos" : "dale.cooper";
    add(Api.as(offDuty), shift).statusCode(403);
    var ofTier = Map.of("shifts", List.of(shift("amy.foster", monday, "20:00", "21:00")));
    grace.sends(ofTier).post(TIER + "/shifts").then().statusCode(403);
    conrad.sends(ofTier).post(TIER + "/shifts").then().statusCode(201);
  }

  @Test
  void who_changed_what_is_listed_the_latest_first_page_by_page() {
    String id =
        add(grace, shift("omar.ortiz", monday, "20:00", "21:00")).extract().path("items[0].id");
    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(204);
    standIn(grace, "omar.ortiz", "luis.romero", monday, "Called in sick").statusCode(201);

    var page =
        nina.calls()
            .get(TEAM + "/roster/changes?limit=2")
            .then()
            .statusCode(200)
            .body("items.act", contains("stand_in", "shift_removed"))
            .body("items.by", contains("grace.kim", "grace.kim"))
            .body("items[0].reason", equalTo("Called in sick"))
            .extract();
    nina.calls()
        .urlEncodingEnabled(false)
        .get(page.<String>path("next"))
        .then()
        .statusCode(200)
        .body("items[0].act", equalTo("shift_added"));
    nina.calls().get(TEAM + "/roster/changes?cursor=abc").then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/teams/nobody/roster",
        "/facilities/LAKESIDE/tiers/1/roster",
        "/facilities/LAKESIDE/tiers/22/roster",
        "/facilities/nowhere/tiers/2/roster"
      })
  void what_has_no_roster_is_not_found(String path) {
    nina.calls().get("/api/v1" + path).then().statusCode(404);
  }

  // --- What people see ---

  private String supervisorOnDuty() {
    String name =
        nina.calls()
            .get("/api/v1/on-call")
            .then()
            .extract()
            .path(
                "items.find { it.facility.code == 'LAKESIDE' }.tiers.find { it.tier == 2 }.people[0].name");
    return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.');
  }

  /** What was done to the shifts of that day, the latest first. */
  private List<String> actsOf(LocalDate day) {
    return nina.calls()
        .get(TEAM + "/roster/changes?limit=50")
        .then()
        .extract()
        .path("items.findAll { it.startsAt.startsWith('" + day.plusDays(1) + "') }.act");
  }

  private List<Object> shiftsOf(String path) {
    return SupplyChainRoster.week(path, monday).extract().path("shifts");
  }

  private RosterRows rows() {
    return new RosterRows(database, directory, LEFT);
  }
}
