package care.andon.directory.roster;

import static care.andon.directory.roster.SupplyChainRoster.TEAM;
import static care.andon.directory.roster.SupplyChainRoster.instant;
import static care.andon.directory.roster.SupplyChainRoster.nextMonday;
import static care.andon.directory.roster.SupplyChainRoster.ofTeam;
import static care.andon.directory.roster.SupplyChainRoster.onCallNames;
import static care.andon.directory.roster.SupplyChainRoster.standIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stand-ins and swaps as people make them and call them off. */
@QuarkusTest
class StandInApiTest {
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa01";

  @Inject DataSource database;
  @Inject Directory directory;

  private final Api grace = Api.as("grace.kim");
  private final Api nina = Api.as("nina.patel");
  private final LocalDate monday = nextMonday();

  /** Other tests expect the people on call of the demo hospital. */
  @AfterEach
  void forget() throws SQLException {
    rows().forget();
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

  private ValidatableResponse roster(String path) {
    return SupplyChainRoster.week(path, monday);
  }

  private RosterRows rows() {
    return new RosterRows(database, directory, LEFT);
  }
}
