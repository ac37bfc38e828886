package care.andon.directory.roster;

import static care.andon.directory.roster.SupplyChainRoster.TEAM;
import static care.andon.directory.roster.SupplyChainRoster.add;
import static care.andon.directory.roster.SupplyChainRoster.instant;
import static care.andon.directory.roster.SupplyChainRoster.nextMonday;
import static care.andon.directory.roster.SupplyChainRoster.ofTeam;
import static care.andon.directory.roster.SupplyChainRoster.shift;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gaps in rosters until somebody fills them, and what is asked about who is on call. */
@QuarkusTest
class GapsApiTest {
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

  @Test
  void what_is_asked_about_an_instant_is_checked() {
    nina.calls()
        .get("/api/v1/on-call?at=nonsense")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("at"));
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
    var rows = rows();
    try {
      rows.leaver(false);
      rows.sql(
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

  private RosterRows rows() {
    return new RosterRows(database, directory, LEFT);
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

  private ValidatableResponse roster(String path) {
    return SupplyChainRoster.week(path, monday);
  }
}
