package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The duties of every week that a test adds for supply chain, and what people see of them. */
final class AddedDuties {
  static final String TEAM = "/api/v1/teams/supply-chain";
  static final String DUTIES = "/api/v1/weekly-duties/";
  static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  private static final Api GRACE = Api.as("grace.kim");
  private static final Api NINA = Api.as("nina.patel");

  /** The day on which duties start that do not say otherwise. */
  private final LocalDate monday;

  /** Nobody else's reason. */
  private final String why = "Because " + UUID.randomUUID();

  private final List<String> added = new ArrayList<>();

  AddedDuties(LocalDate monday) {
    this.monday = monday;
  }

  /** The reason of all that is sent. */
  String why() {
    return why;
  }

  /** The ids of all that were added. */
  List<String> ids() {
    return added;
  }

  /** Removes what was added, and all shifts. */
  void forget(DataSource database, Directory directory) throws SQLException {
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

  // --- What people send ---

  Body duty(String person, String from, String to, DayOfWeek... days) {
    return Body.of("person", person)
        .with("days", Arrays.stream(days).map(DayOfWeek::name).toList())
        .with("from", from)
        .with("to", to)
        .with("startsOn", monday.toString())
        .with("reason", why);
  }

  Body exclusive(String person, String from, String to, DayOfWeek... days) {
    return duty(person, from, to, days).with("exclusive", true);
  }

  ValidatableResponse add(Api by, Body duty) {
    return remember(by.sends(duty).post(TEAM + "/weekly-duties").then());
  }

  static ValidatableResponse send(Body duty) {
    return GRACE.sends(duty).post(TEAM + "/weekly-duties").then();
  }

  ValidatableResponse remember(ValidatableResponse answer) {
    if (answer.extract().statusCode() == 201) {
      added.add(answer.extract().path("id"));
    }
    return answer;
  }

  static void refused(Body duty, String pointer, String code) {
    refused(duty, List.of(pointer), List.of(code));
  }

  static void refused(Body duty, List<String> pointers, List<String> codes) {
    var answer = send(duty).statusCode(400).extract();
    assertThat(answer.<List<String>>path("errors.pointer")).isEqualTo(pointers);
    assertThat(answer.<List<String>>path("errors.code")).isEqualTo(codes);
  }

  /** Whatever it was. */
  static ValidatableResponse change(Api by, String id, Body duty) {
    return change(by, id, duty, "*");
  }

  static ValidatableResponse change(Api by, String id, Body duty, String seen) {
    return by.sends(duty).header("If-Match", seen).put(DUTIES + id).then();
  }

  // --- What people see ---

  static String instant(LocalDate day, String clock) {
    return day.atTime(LocalTime.parse(clock)).atZone(CHICAGO).toInstant().toString();
  }

  static List<String> onCallNames(LocalDate day, String clock) {
    return onCallNames(instant(day, clock));
  }

  static List<String> onCallNames(String at) {
    return NINA.calls()
        .queryParam("at", at)
        .get("/api/v1/on-call")
        .then()
        .statusCode(200)
        .extract()
        .path("items.teams.flatten().find { it.team.code == 'supply-chain' }.people.name");
  }

  static List<String> weekly(String path) {
    return NINA.calls().get(path + "/roster").then().statusCode(200).extract().path("weekly.id");
  }

  static Object changes(String path) {
    return NINA.calls().get(TEAM + "/roster/changes?limit=50").then().extract().path(path);
  }
}
