package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rosters as people change them. Every test has a week of its own, in years to come. */
@QuarkusTest
class RosterApiTest {
  private static final String TEAM = "/api/v1/teams/supply-chain";
  private static final String TIER = "/api/v1/facilities/LAKESIDE/tiers/2";
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa01";
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private final Api grace = Api.as("grace.kim");
  private final Api conrad = Api.as("conrad.vance");
  private final Api nina = Api.as("nina.patel");

  /** A Monday nobody else uses, in a summer. */
  private final LocalDate monday =
      LocalDate.of(2151, 6, 7).plusWeeks(52L * (WEEKS.get() / 12) + WEEKS.getAndIncrement() % 12);

  @AfterEach
  void forget() throws SQLException {
    // Other tests expect the people on call of the demo hospital.
    sql("delete from stand_in");
    sql("delete from shift where facility_id = (select id from facility where code = 'LAKESIDE')");
    sql("delete from roster_change where person_id = '" + LEFT + "'");
    sql("delete from membership where person_id = '" + LEFT + "'");
    sql("delete from person where id = '" + LEFT + "'");
    directory.refresh();
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
  void a_shift_that_is_over_is_not_added() {
    var now = LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
    var over =
        Body.of("person", "omar.ortiz")
            .with("starts", now.minusHours(3).toString())
            .with("ends", now.toString());

    var then = time.instant().minus(2, ChronoUnit.HOURS).toString();
    var onCall = onCallNames(then);

    var shifts = List.of(shift("omar.ortiz", monday, "20:00", "23:00"), over);
    grace
        .sends(Map.of("shifts", shifts))
        .post(TEAM + "/shifts")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/shifts/1/ends"))
        .body("errors.code", contains("in_the_past"));

    assertThat(shiftsOf(TEAM)).isEmpty();
    assertThat(onCallNames(then)).isEqualTo(onCall);
  }

  @Test
  void a_shift_that_has_begun_counts_from_now_on_and_what_was_stays() throws SQLException {
    var now = LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
    leaver();
    var running =
        Body.of("person", "left.since")
            .with("starts", now.minusHours(2).toString())
            .with("ends", now.plusHours(2).toString());
    var said = time.instant().truncatedTo(ChronoUnit.SECONDS);

    var first = add(grace, running).statusCode(201).extract();
    String again = add(grace, running).statusCode(201).extract().path("items[0].id");

    assertThat(first.<String>path("items[0].id")).isEqualTo(again);
    assertThat(Instant.parse(first.path("items[0].startsAt"))).isBetween(said, time.instant());
    assertThat(onCallNames(said.minusSeconds(1).toString())).doesNotContain("Left Since");
    assertThat(onCallNames(time.instant().toString())).contains("Left Since");
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
  void a_shift_is_taken_off_by_whoever_may_and_only_while_it_is_to_come() throws SQLException {
    String id =
        add(grace, shift("omar.ortiz", monday, "20:00", "23:00")).extract().path("items[0].id");

    Api.as("omar.ortiz").calls().delete("/api/v1/shifts/" + id).then().statusCode(403);
    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(204);
    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(404);
    assertThat(shiftsOf(TEAM)).isEmpty();

    var over = storedShift("2020-01-06T08:00", "2020-01-06T12:00");
    grace
        .calls()
        .delete("/api/v1/shifts/" + over)
        .then()
        .statusCode(409)
        .body("code", equalTo("roster-past"));
  }

  @Test
  void a_shift_that_has_begun_ends_now_and_what_was_stays() throws SQLException {
    var now = LocalDateTime.ofInstant(time.instant(), CHICAGO).truncatedTo(ChronoUnit.MINUTES);
    var id = storedShift(now.minusHours(2).toString(), now.plusHours(2).toString());

    grace.calls().delete("/api/v1/shifts/" + id).then().statusCode(204);

    List<String> ends =
        nina.calls()
            .queryParam("from", time.instant().minus(1, ChronoUnit.HOURS).toString())
            .get(TEAM + "/roster")
            .then()
            .statusCode(200)
            .extract()
            .path("shifts.findAll { it.id == '" + id + "' }.ends");
    assertThat(ends).hasSize(1).allMatch(end -> end.compareTo(now.plusMinutes(10).toString()) < 0);
  }

  @Test
  void tonight_ortiz_stands_in_and_everybody_sees_for_whom_and_why() {
    standIn(grace, "omar.ortiz", "luis.romero", monday, "Called in sick")
        .statusCode(201)
        .body("madeBy", equalTo("grace.kim"))
        .body("insteadOf.name", equalTo("Luis Romero"));

    var night = instant(monday, "23:00");
    nina.calls()
        .queryParam("at", night)
        .get("/api/v1/on-call")
        .then()
        .statusCode(200)
        .body(ofTeam("people.name"), contains("Omar Ortiz"))
        .body(ofTeam("people[0].standsIn.insteadOf"), equalTo("Luis Romero"))
        .body(ofTeam("people[0].standsIn.reason"), equalTo("Called in sick"))
        .body(ofTeam("people[0].until"), equalTo(instant(monday.plusDays(1), "07:00")))
        .body(ofTeam("gap"), nullValue());
  }

  @Test
  void a_stand_in_says_why_for_whom_and_is_of_the_team() {
    var starts = instant(monday, "19:00");
    var body =
        Body.of("person", "omar.ortiz")
            .with("insteadOf", "luis.romero")
            .with("startsAt", starts)
            .with("endsAt", instant(monday.plusDays(1), "07:00"))
            .with("reason", "Ill");

    refused(body.with("reason", " "), "/reason", "required");
    refused(body.with("reason", "x".repeat(2001)), "/reason", "length");
    body.with("reason", "Ill");
    refused(body.with("person", "nina.patel"), "/person", "not_in_team");
    refused(body.with("person", "luis.romero"), "/insteadOf", "the_same_person");
    body.with("person", "omar.ortiz");
    refused(body.with("insteadOf", "ana.ortiz"), "/insteadOf", "not_on_call");
    body.with("insteadOf", "luis.romero");
    refused(body.with("endsAt", starts), "/endsAt", "ends_before_it_starts");
    refused(body.with("endsAt", instant(monday.plusDays(60), "07:00")), "/endsAt", "too_long");
    refused(
        body.with("startsAt", "2020-01-01T00:00:00Z").with("endsAt", "2020-01-02T00:00:00Z"),
        "/endsAt",
        "in_the_past");
  }

  @Test
  void whoever_is_stood_in_for_is_not_on_call_any_more() {
    standIn(grace, "omar.ortiz", "luis.romero", monday, "Called in sick").statusCode(201);

    standIn(grace, "ana.ortiz", "luis.romero", monday, "Still ill")
        .statusCode(400)
        .body("errors[0].code", equalTo("not_on_call"));
    standIn(grace, "ana.ortiz", "omar.ortiz", monday, "Omar cannot either").statusCode(201);

    assertThat(onCallNames(instant(monday, "23:00"))).containsExactly("Ana Ortiz");
  }

  @Test
  void a_stand_in_that_was_called_off_does_not_count_and_stays_listed() {
    String id =
        standIn(grace, "omar.ortiz", "luis.romero", monday, "Called in sick").extract().path("id");

    for (int i = 0; i < 2; i++) {
      grace
          .sends("")
          .post("/api/v1/stand-ins/" + id + "/call-off")
          .then()
          .statusCode(200)
          .body("items[0].calledOffBy", equalTo("grace.kim"));
    }

    assertThat(onCallNames(instant(monday, "23:00"))).containsExactly("Luis Romero");
    roster(TEAM)
        .body("standIns.id", hasItem(id))
        .body("standIns[0].calledOffBy", equalTo("grace.kim"));
  }

  @Test
  void two_people_swap_a_duty_each_and_call_it_off_together() {
    var swap =
        Map.of(
            "one", duty("luis.romero", monday, "19:00", monday.plusDays(1), "07:00"),
            "other", duty("omar.ortiz", monday.plusDays(2), "07:00", monday.plusDays(2), "19:00"),
            "reason", "Family matter");

    List<String> ids =
        grace
            .sends(swap)
            .post(TEAM + "/swaps")
            .then()
            .statusCode(201)
            .body("items.person.name", contains("Omar Ortiz", "Luis Romero"))
            .extract()
            .path("items.id");
    grace
        .sends(swap)
        .post(TEAM + "/swaps")
        .then()
        .statusCode(201)
        .body("items.id", contains(ids.get(0), ids.get(1)));

    assertThat(onCallNames(instant(monday, "23:00"))).containsExactly("Omar Ortiz");
    assertThat(onCallNames(instant(monday.plusDays(2), "07:30"))).containsExactly("Luis Romero");
    grace
        .calls()
        .post("/api/v1/stand-ins/" + ids.get(1) + "/call-off")
        .then()
        .statusCode(200)
        .body("items", hasSize(2));
    assertThat(onCallNames(instant(monday, "23:00"))).containsExactly("Luis Romero");
  }

  @Test
  void nobody_swaps_a_duty_they_do_not_have() {
    var swap =
        Map.of(
            "one", duty("luis.romero", monday, "12:00", monday, "23:00"),
            "other", duty("omar.ortiz", monday.plusDays(2), "07:00", monday.plusDays(2), "19:00"),
            "reason", "Family matter");

    grace
        .sends(swap)
        .post(TEAM + "/swaps")
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/one"))
        .body("errors.code", contains("not_on_call"));
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

  @Test
  void gaps_of_the_coming_weeks_are_listed_until_they_are_filled() {
    var wednesday = monday.plusDays(2);
    // The stand-in has left since: a gap, which everybody can see.
    gapOn(wednesday);

    listGaps("supply-chain")
        .body("items.team.code", contains("supply-chain"))
        .body("items[0].from", equalTo(instant(wednesday, "09:00")))
        .body("items[0].to", equalTo(instant(wednesday, "11:00")))
        .body("items[0].localFrom", equalTo(wednesday + "T09:00:00-05:00"));
    nina.calls()
        .queryParam("at", instant(wednesday, "10:00"))
        .get("/api/v1/on-call")
        .then()
        .body(ofTeam("people"), empty())
        .body(ofTeam("gap.until"), equalTo(instant(wednesday, "11:00")));
    roster(TEAM).body("gaps.from", contains(instant(wednesday, "09:00")));

    add(grace, shift("ana.ortiz", wednesday, "08:00", "12:00")).statusCode(201);
    standInForEverybody("ana.ortiz", wednesday).statusCode(201);

    listGaps("supply-chain").body("items", empty());
  }

  @Test
  void gaps_come_page_by_page_each_once() {
    var all = conrad.all("/api/v1/on-call/gaps?limit=200&" + week());
    var pages = conrad.all("/api/v1/on-call/gaps?limit=3&" + week());

    assertThat(all).hasSizeGreaterThan(6);
    assertThat(pages).containsExactlyElementsOf(all);
    assertThat(all)
        .isSortedAccordingTo(java.util.Comparator.comparing(gap -> (String) gap.get("from")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=yesterday",
        "to=2020-01-01T00:00:00Z",
        "from=2026-01-01T00:00:00Z&to=2026-04-04T00:00:00Z",
        "tier=1",
        "tier=x",
        "facility=nowhere",
        "team=nobody",
        "limit=0",
        "cursor=abc",
        "unit=4W"
      })
  void what_is_asked_about_gaps_is_checked(String query) {
    nina.calls()
        .urlEncodingEnabled(false)
        .get("/api/v1/on-call/gaps?" + query)
        .then()
        .statusCode(400);
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

  @Test
  void what_is_asked_about_an_instant_is_checked() {
    nina.calls()
        .get("/api/v1/on-call?at=nonsense")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("at"));
  }

  // --- What people send ---

  private static Body shift(String person, LocalDate day, String from, String to) {
    return Body.of("person", person).with("starts", day + "T" + from).with("ends", day + "T" + to);
  }

  private static Body exclusive(String person, LocalDate day, String from, String to) {
    return shift(person, day, from, to).with("exclusive", true);
  }

  private static ValidatableResponse add(Api by, Body shift) {
    return by.sends(Map.of("shifts", List.of(shift))).post(TEAM + "/shifts").then();
  }

  private ValidatableResponse standIn(
      Api by, String person, String instead, LocalDate night, String reason) {
    return by.sends(
            Body.of("person", person)
                .with("insteadOf", instead)
                .with("startsAt", instant(night, "19:00"))
                .with("endsAt", instant(night.plusDays(1), "08:00"))
                .with("reason", reason))
        .post(TEAM + "/stand-ins")
        .then();
  }

  /** A shift that was entered before it began. */
  private String storedShift(String starts, String ends) throws SQLException {
    var id = UUID.randomUUID().toString();
    sql(
        """
        insert into shift (id, facility_id, team_id, person_id, starts, ends, time_zone)
        select '%s', team.facility_id, team.id, person.id, '%s', '%s', 'America/Chicago'
        from team, person
        where team.code = 'supply-chain' and person.username = 'omar.ortiz'
        """
            .formatted(id, starts, ends));
    directory.refresh();
    return id;
  }

  /** A member of the team who has no duty of the demo hospital. */
  private void leaver() throws SQLException {
    sql(
        """
        insert into person (id, username, name, title)
        values ('%s', 'left.since', 'Left Since', 'T')
        """
            .formatted(LEFT));
    sql(
        "insert into membership (team_id, person_id) select id, '%s' from team where code = 'supply-chain'"
            .formatted(LEFT));
    directory.refresh();
  }

  private void refused(Body body, String pointer, String code) {
    grace
        .sends(body)
        .post(TEAM + "/stand-ins")
        .then()
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  private static Map<String, String> duty(
      String person, LocalDate day, String from, LocalDate until, String to) {
    return Map.of("person", person, "startsAt", instant(day, from), "endsAt", instant(until, to));
  }

  private static String instant(LocalDate day, String clock) {
    return day.atTime(java.time.LocalTime.parse(clock)).atZone(CHICAGO).toInstant().toString();
  }

  private ValidatableResponse standInForEverybody(String person, LocalDate day) {
    return grace
        .sends(
            Body.of("person", person)
                .with("startsAt", instant(day, "09:00"))
                .with("endsAt", instant(day, "11:00"))
                .with("reason", "Team meeting"))
        .post(TEAM + "/stand-ins")
        .then();
  }

  /** Somebody stood in for everybody, and has left the team since. */
  private void gapOn(LocalDate day) {
    try {
      sql(
          """
          insert into person (id, username, name, title)
          values ('%1$s', 'left.since', 'Left Since', 'T')
          """
              .formatted(LEFT));
      sql(
          """
          insert into membership (team_id, person_id, left_at)
          select id, '%1$s', now()
          from team where code = 'supply-chain'
          """
              .formatted(LEFT));
      sql(
          """
          insert into stand_in
            (id, facility_id, team_id, person_id, starts_at, ends_at, reason, made_by, made_at)
          select gen_random_uuid(), facility_id, id, '%1$s',
            '%2$s', '%3$s', 'Meeting', 'grace.kim', now()
          from team where code = 'supply-chain'
          """
              .formatted(LEFT, instant(day, "09:00"), instant(day, "11:00")));
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    directory.refresh();
  }

  private String week() {
    return "from=" + instant(monday, "00:00") + "&to=" + instant(monday.plusDays(7), "00:00");
  }

  private ValidatableResponse listGaps(String team) {
    return nina.calls()
        .get("/api/v1/on-call/gaps?team=" + team + "&" + week())
        .then()
        .statusCode(200);
  }

  // --- What people see ---

  private static String ofTeam(String what) {
    return "items.teams.flatten().find { it.team.code == 'supply-chain' }." + what;
  }

  private List<String> onCallNames(String at) {
    return nina.calls()
        .queryParam("at", at)
        .get("/api/v1/on-call")
        .then()
        .statusCode(200)
        .extract()
        .path(ofTeam("people.name"));
  }

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

  private ValidatableResponse roster(String path) {
    return nina.calls()
        .queryParam("from", instant(monday, "00:00"))
        .queryParam("to", instant(monday.plusDays(7), "00:00"))
        .get(path + "/roster")
        .then()
        .statusCode(200);
  }

  private List<Object> shiftsOf(String path) {
    return roster(path).extract().path("shifts");
  }

  private void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute(statement);
    }
  }
}
