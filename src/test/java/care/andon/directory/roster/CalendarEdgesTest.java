package care.andon.directory.roster;

import static care.andon.directory.roster.SupplyChainRoster.CHICAGO;
import static care.andon.directory.roster.SupplyChainRoster.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import care.andon.directory.Directory;
import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What calendars of a roster seldom contain: shifts of others, and stand-ins. Every test has a week
 * of its own, in years to come.
 */
@QuarkusTest
class CalendarEdgesTest {
  private static final String FILE = TEAM + "/roster.ics";
  private static final String LEFT = "00000000-0000-7000-8000-00000000aa02";
  private static final AtomicInteger WEEKS = new AtomicInteger();

  @Inject DataSource database;
  @Inject Directory directory;

  private final Api grace = Api.as("grace.kim");

  /** Nobody else's. */
  private final String why = "Because " + UUID.randomUUID();

  /** A Monday nobody else uses, in a summer. */
  private final LocalDate monday = LocalDate.of(2135, 6, 6).plusWeeks(WEEKS.getAndIncrement());

  /** Other tests expect the people on call of the demo hospital. */
  @AfterEach
  void forget() throws SQLException {
    rows().forget();
  }

  @Test
  void shifts_of_another_system_and_of_who_has_left_are_recognized() throws SQLException {
    leaver(false);
    sql(shiftOf("omar.ortiz", "08:00", "10:00", "'hr', 'S-" + why + "'"));
    sql(shiftOf("left.since", "10:00", "12:00", "null, null"));
    directory.refresh();

    var exported = export();

    assertThat(exported).contains("X-ANDON-PERSON:left.since").doesNotContain("S-" + why);
    read(exported, true)
        .body("added", empty())
        .body("changed", empty())
        .body("removed", empty())
        .body("unchanged", equalTo(2));
  }

  @Test
  void a_stand_in_is_ended_here_and_not_by_a_calendar() {
    standIn("omar.ortiz", "luis.romero", at("19:00"), at("20:00")).statusCode(201);

    grace
        .calls()
        .contentType("text/calendar")
        .body(cancelled(export()).getBytes(StandardCharsets.UTF_8))
        .post(FILE)
        .then()
        .statusCode(400)
        .body("errors.code", contains("not_supported"));
  }

  @Test
  void a_calendar_is_no_backup_of_stand_ins() throws SQLException {
    standIn("omar.ortiz", "luis.romero", at("19:00"), at("20:00")).statusCode(201);
    var calendar = export();
    sql("delete from stand_in");
    directory.refresh();

    assertThat(calendar).contains("stands in for").doesNotContain("X-ANDON-SAID");
    read(calendar, true)
        .body("added", empty())
        .body(
            "skipped",
            equalTo(
                (int)
                    calendar.lines().filter(it -> it.matches("UID:(stand-in|weekly)-.*")).count()));
    assertThat(export()).doesNotContain("stands in for");
  }

  private static String cancelled(String calendar) {
    return calendar.replaceAll("(UID:stand-in-[^\r]*\r\n)", "$1STATUS:CANCELLED\r\n");
  }

  // --- What people send ---

  private Instant at(String clock) {
    return monday.atTime(LocalTime.parse(clock)).atZone(CHICAGO).toInstant();
  }

  private ValidatableResponse standIn(String person, String instead, Instant from, Instant to) {
    return SupplyChainRoster.standIn(grace, person, instead, from, to, why);
  }

  private ValidatableResponse read(String calendar, boolean apply) {
    return grace
        .calls()
        .contentType("text/calendar")
        .body(calendar.getBytes(StandardCharsets.UTF_8))
        .queryParam("apply", apply)
        .post(FILE)
        .then()
        .statusCode(200);
  }

  private void leaver(boolean stillHere) throws SQLException {
    rows().leaver(stillHere);
  }

  private String shiftOf(String person, String from, String to, String source) {
    return """
        insert into shift
          (id, facility_id, team_id, person_id, starts, ends, time_zone, source, external_id)
        select gen_random_uuid(), team.facility_id, team.id, person.id, '%1$s %2$s', '%1$s %3$s',
          'America/Chicago', %4$s
        from team, person
        where team.code = 'supply-chain' and person.username = '%5$s'
        """
        .formatted(monday, from, to, source, person);
  }

  private void sql(String statement) throws SQLException {
    rows().sql(statement);
  }

  private RosterRows rows() {
    return new RosterRows(database, directory, LEFT);
  }

  // --- What people see ---

  private String week() {
    return "from=" + at("00:00") + "&to=" + at("00:00").plus(Duration.ofDays(7));
  }

  private String export() {
    return grace.calls().get(FILE + "?" + week()).then().statusCode(200).extract().asString();
  }
}
