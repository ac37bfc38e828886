package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A calendar changes shifts that have begun: their past stays. */
@QuarkusTest
class CalendarUnderWayTest {
  private static final String FILE = "/api/v1/teams/supply-chain/roster.ics";
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private final Api grace = Api.as("grace.kim");
  private final String uid = UUID.randomUUID() + "@rota.example.org";
  private Instant nine;
  private Instant five;

  /** Neither Ana nor Luis has a weekly duty then. */
  @BeforeEach
  void a_shift_from_nine_to_five_at_eleven() {
    time.passUntil(DayOfWeek.MONDAY, "08:00");
    nine = time.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(1));
    five = nine.plus(Duration.ofHours(8));
    read(event("ana.ortiz", nine, five), true).body("added", hasSize(1));
    time.pass(Duration.ofHours(3));
  }

  @AfterEach
  void forget() throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute(
          "delete from shift where facility_id = (select id from facility where code = 'LAKESIDE')");
    }
    directory.refresh();
  }

  @Test
  void a_cancelled_shift_ends_now() {
    var cancelled = event("ana.ortiz", nine, five).replace("UID", "STATUS:CANCELLED\nUID");

    read(cancelled, false).body("removed", hasSize(1));
    assertThat(onCall(time.instant())).contains("Ana Ortiz");
    read(cancelled, true)
        .body("removed.person.name", contains("Ana Ortiz"))
        .body("added", empty())
        .body("changed", empty());

    assertThat(onCall(time.instant())).doesNotContain("Ana Ortiz");
    assertThat(onCall(hours(1))).doesNotContain("Ana Ortiz");
    assertThat(onCall(hours(-1))).contains("Ana Ortiz");
    read(cancelled, true).body("removed", empty());
    // It was a mistake: the shift goes on.
    read(event("ana.ortiz", nine, five), true).body("added", hasSize(1));
    assertThat(onCall(hours(1))).contains("Ana Ortiz");
  }

  @Test
  void an_occurrence_that_is_left_out_ends_now() {
    var series =
        event(
                "ana.ortiz",
                nine.minus(Duration.ofDays(7)),
                nine.minus(Duration.ofDays(7)).plus(Duration.ofHours(8)))
            .replace("UID", "RRULE:FREQ=WEEKLY;COUNT=3\nUID")
            .replace(uid, "s" + uid);
    read(series, true).body("past", equalTo(1)).body("added", hasSize(2));

    read(series.replace("UID:", "EXDATE:" + UTC.format(nine) + "\nUID:"), true)
        .body("removed", hasSize(1))
        .body("unchanged", equalTo(1));
    read(event("ana.ortiz", nine, nine.plusSeconds(3_600)), true).body("removed", hasSize(1));

    assertThat(onCall(hours(1))).doesNotContain("Ana Ortiz");
    assertThat(onCall(hours(-1))).contains("Ana Ortiz");
  }

  @Test
  void another_person_goes_on_from_now() {
    var changed = event("luis.romero", nine, five);

    read(changed, true)
        .body("changed.before.person.name", contains("Ana Ortiz"))
        .body("changed.after.person.name", contains("Luis Romero"))
        .body("added", empty())
        .body("removed", empty());

    assertThat(onCall(hours(-1))).contains("Ana Ortiz").doesNotContain("Luis Romero");
    assertThat(onCall(time.instant())).contains("Luis Romero").doesNotContain("Ana Ortiz");
    assertThat(onCall(hours(1))).contains("Luis Romero").doesNotContain("Ana Ortiz");
    time.pass(Duration.ofMinutes(10));
    read(changed, true).body("unchanged", equalTo(1)).body("changed", empty());
    assertThat(changes()).containsSubsequence("SHIFT_ADDED", "SHIFT_ENDED");
  }

  @Test
  void the_same_person_goes_on_for_longer_or_later() {
    var later = hours(2);
    var end = hours(9);
    read(event("ana.ortiz", nine, end), true).body("changed", hasSize(1));
    assertThat(onCall(hours(-1))).contains("Ana Ortiz");
    assertThat(onCall(hours(8))).contains("Ana Ortiz");

    read(event("ana.ortiz", later, end), true).body("changed", hasSize(1));
    assertThat(onCall(hours(-1))).contains("Ana Ortiz");
    assertThat(onCall(hours(1))).doesNotContain("Ana Ortiz");
    assertThat(onCall(hours(3))).contains("Ana Ortiz");

    read(event("ana.ortiz", later, end), true).body("unchanged", equalTo(1));
    read(event("ana.ortiz", nine, end), true).body("changed", hasSize(1));
    assertThat(onCall(hours(1))).contains("Ana Ortiz");
  }

  @Test
  void a_shift_that_has_begun_is_added_from_now_on() {
    var other = event("luis.romero", nine, five).replace(uid, "o" + uid);

    read(other, true).body("added", hasSize(1));

    assertThat(onCall(hours(-1))).doesNotContain("Luis Romero");
    assertThat(onCall(hours(1))).contains("Luis Romero");
    read(other, true).body("unchanged", equalTo(1));
  }

  @Test
  void a_username_and_an_address_are_read_whatever_their_capitals() {
    var other =
        event("Ana.ORTIZ", hours(1), hours(5)).replace(uid, "o" + uid)
            + event("x", hours(1), hours(5))
                .replace(uid, "p" + uid)
                .replace("X-ANDON-PERSON:x", "ATTENDEE:MAILTO:LUIS.Romero@Example.ORG");

    read(other, false).body("added.shift.person.name", contains("Ana Ortiz", "Luis Romero"));
  }

  @Test
  void a_wrong_type_is_answered_with_the_right_one() {
    grace
        .calls()
        .contentType("application/json")
        .body("{}")
        .post(FILE)
        .then()
        .statusCode(415)
        .body("detail", containsString("text/calendar"));
    grace
        .calls()
        .accept("application/json")
        .get(FILE)
        .then()
        .statusCode(406)
        .body("detail", containsString("text/calendar"));
  }

  private Instant hours(int fromNow) {
    return time.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(fromNow));
  }

  private String event(String person, Instant from, Instant to) {
    return "BEGIN:VEVENT\nUID:%s\nDTSTART:%s\nDTEND:%s\nX-ANDON-PERSON:%s\nEND:VEVENT\n"
        .formatted(uid, UTC.format(from), UTC.format(to), person);
  }

  private ValidatableResponse read(String events, boolean apply) {
    return grace
        .calls()
        .contentType("text/calendar")
        .body(
            ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + events + "END:VCALENDAR\n")
                .getBytes(StandardCharsets.UTF_8))
        .queryParam("apply", apply)
        .post(FILE)
        .then()
        .statusCode(200);
  }

  private List<String> onCall(Instant at) {
    return grace
        .calls()
        .queryParam("at", at.toString())
        .get("/api/v1/on-call")
        .then()
        .statusCode(200)
        .extract()
        .path("items.teams.flatten().find { it.team.code == 'supply-chain' }.people.name");
  }

  private List<String> changes() {
    return grace
        .calls()
        .get("/api/v1/teams/supply-chain/roster/changes")
        .then()
        .statusCode(200)
        .extract()
        .<List<String>>path("items.act")
        .stream()
        .map(it -> it.toUpperCase(java.util.Locale.ROOT))
        .toList();
  }
}
