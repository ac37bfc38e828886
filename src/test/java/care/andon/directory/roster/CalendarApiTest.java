package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rosters as other calendars write and read them. */
@QuarkusTest
class CalendarApiTest {
  private static final String FILE = "/api/v1/teams/supply-chain/roster.ics";
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  @Inject DataSource database;
  @Inject Directory directory;
  @Inject TimeMachine time;

  private final Api grace = Api.as("grace.kim");

  /** Known to no other test. */
  private final String uid = UUID.randomUUID() + "@rota.example.org";

  private LocalDate monday;

  @BeforeEach
  void next_week() {
    monday =
        LocalDate.ofInstant(time.instant(), CHICAGO)
            .plusDays(3)
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
  }

  /** Other tests are about who the demo hospital has on call. */
  @AfterEach
  void forget() throws SQLException {
    try (var connection = database.getConnection();
        var change = connection.createStatement()) {
      change.execute("delete from stand_in");
      change.execute(
          "delete from shift where facility_id = (select id from facility where code = 'LAKESIDE')");
    }
    directory.refresh();
  }

  @Test
  void a_file_is_tried_first_and_changes_nothing_until_it_is_applied() {
    var file = file(event(night(monday)));

    read(file, false).body("applied", equalTo(false)).body("added", hasSize(1));
    read(file, true)
        .body("applied", equalTo(true))
        .body("added.shift.starts", contains(monday + "T19:00"))
        .body("added.shift.ends", contains(monday.plusDays(1) + "T07:00"))
        .body("added.shift.person.name", contains("Ana Ortiz"))
        .body("added.line", contains(5));
    read(file, true).body("added", hasSize(0)).body("unchanged", equalTo(1));
  }

  @Test
  void what_was_exported_and_read_back_changes_nothing() {
    read(file(event(night(monday), "RRULE:FREQ=DAILY;COUNT=5")), true);
    grace
        .sends(
            "{\"shifts\":[{\"person\":\"omar.ortiz\",\"starts\":\"%sT02:00\",\"ends\":\"%sT04:00\",\"exclusive\":true}]}"
                .formatted(monday, monday))
        .post("/api/v1/teams/supply-chain/shifts")
        .then()
        .statusCode(201);

    var exported = export();

    assertThat(exported).contains("BEGIN:VTIMEZONE", "DTSTART;TZID=America/Chicago:", "RRULE:");
    assertThat(exported.lines().map(line -> line.getBytes(StandardCharsets.UTF_8).length))
        .allMatch(length -> length <= 75);
    read(exported.getBytes(StandardCharsets.UTF_8), true)
        .body("added", hasSize(0))
        .body("changed", hasSize(0))
        .body("removed", hasSize(0))
        .body("unchanged", equalTo(6 + others(exported)));
  }

  /** Shifts of other tests. */
  private int others(String exported) {
    return (int)
            exported
                .lines()
                .filter(
                    line ->
                        line.startsWith("UID:")
                            && !line.startsWith("UID:weekly")
                            && !line.startsWith("UID:stand-in"))
                .count()
        - 6;
  }

  @Test
  void a_changed_event_changes_its_shift_and_a_cancelled_one_removes_it() {
    read(file(event(night(monday))), true);

    read(file(event(night(monday)).replace("T190000", "T200000")), true)
        .body("changed.before.starts", contains(monday + "T19:00"))
        .body("changed.after.starts", contains(monday + "T20:00"));
    read(file(event(night(monday), "STATUS:CANCELLED")), true)
        .body("removed.starts", contains(monday + "T20:00"));
    read(file(event(night(monday), "STATUS:CANCELLED")), true).body("removed", hasSize(0));
  }

  @Test
  void a_calendar_of_cancellations_takes_off_what_is_cancelled_and_adds_nothing() {
    read(file(event(night(monday))), true);
    var gone = event(night(monday.plusDays(1)), "STATUS:CANCELLED").replace(uid, "other-" + uid);

    refused(cancellations(event(night(monday))))
        .body("errors.code", contains("not_cancelled"))
        .body("errors.pointer", contains("line 6"));
    read(cancellations(event("STATUS:CANCELLED") + gone), true)
        .body("added", hasSize(0))
        .body("removed.starts", contains(monday + "T19:00"));
  }

  private static byte[] cancellations(String events) {
    return new String(file(events), StandardCharsets.UTF_8)
        .replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_series_is_as_many_shifts_as_it_has_occurrences() {
    var series =
        event(
            night(monday),
            "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6",
            "EXDATE;TZID=America/Chicago:" + at(monday.plusDays(2), "190000"));
    var moved =
        event(
            "DTSTART;TZID=America/Chicago:" + at(monday.plusDays(7), "210000"),
            "DTEND;TZID=America/Chicago:" + at(monday.plusDays(8), "060000"),
            "RECURRENCE-ID;TZID=America/Chicago:" + at(monday.plusDays(7), "190000"));
    var cancelled =
        event(
            night(monday.plusDays(9)),
            "RECURRENCE-ID;TZID=America/Chicago:" + at(monday.plusDays(9), "190000"),
            "STATUS:CANCELLED");

    read(file(series + moved + cancelled), true)
        .body(
            "added.shift.starts",
            contains(
                monday + "T19:00",
                monday.plusDays(7) + "T21:00",
                monday.plusDays(14) + "T19:00",
                monday.plusDays(16) + "T19:00"));

    var shorter = series.replace("COUNT=6", "COUNT=5");
    read(file(shorter + moved + cancelled), true)
        .body("removed.starts", contains(monday.plusDays(16) + "T19:00"))
        .body("unchanged", equalTo(3));
  }

  @Test
  void a_series_without_an_end_goes_as_far_as_400_days() {
    read(file(event(night(monday), "RRULE:FREQ=DAILY")), false)
        .body("added.size()", equalTo(391 + offsetOfMonday()));
  }

  private int offsetOfMonday() {
    var last = LocalDateTime.ofInstant(time.instant().plusSeconds(400L * 86_400), CHICAGO);
    var days = (int) (last.toLocalDate().toEpochDay() - monday.toEpochDay());
    return days + (last.getHour() >= 19 ? 1 : 0) - 391;
  }

  @Test
  void every_way_to_say_a_time_is_read() {
    read(
            file(
                event("DTSTART:" + at(monday, "190000"), "DURATION:PT12H")
                    + event(
                            "DTSTART:" + at(monday, "190000") + "Z",
                            "DTEND:" + at(monday, "230000") + "Z")
                        .replace(uid, "u" + uid)
                    + event("DTSTART;VALUE=DATE:" + monday.format(DateTimeFormatter.BASIC_ISO_DATE))
                        .replace(uid, "d" + uid)
                    + event(
                            "DTSTART;TZID=Europe/Berlin:" + at(monday, "190000"),
                            "DTEND;TZID=UTC:" + at(monday, "190000"))
                        .replace(uid, "b" + uid)),
            true)
        .body(
            "added.shift.starts",
            contains(monday + "T19:00", monday + "T19:00", monday + "T00:00", monday + "T19:00"))
        .body(
            "added.shift.timeZone",
            contains("America/Chicago", "UTC", "America/Chicago", "Europe/Berlin"))
        .body("added.shift[0].ends", equalTo(monday.plusDays(1) + "T07:00"))
        .body("added.shift[2].ends", equalTo(monday.plusDays(1) + "T00:00"))
        .body("added.shift[3].endsAt", equalTo(monday + "T19:00:00Z"));
  }

  static Stream<Arguments> whatIsRefused() {
    var times = "DTSTART:20991005T190000\nDTEND:20991006T070000\n";
    var person = "X-ANDON-PERSON:ana.ortiz\n";
    return Stream.of(
        Arguments.of(
            "unknown_time_zone",
            6,
            "DTSTART;TZID=Mars/Olympus:20991005T190000\nDTEND:20991006T070000\n" + person),
        Arguments.of("unknown_person", 8, times + "X-ANDON-PERSON:nobody.here\n"),
        Arguments.of("not_in_team", 8, times + "ATTENDEE:mailto:nina.patel@example.org\n"),
        Arguments.of("not_a_time", 6, "DTSTART:20991305T190000\nDTEND:20991006T070000\n" + person),
        Arguments.of("no_end", 5, "DTSTART:20991005T190000\n" + person),
        Arguments.of("no_start", 5, person),
        Arguments.of("not_a_duration", 7, "DTSTART:20991005T190000\nDURATION:12 hours\n" + person),
        Arguments.of("not_a_shift", 5, "DTSTART:20991005T190000\nDTEND:20991005T180000\n" + person),
        Arguments.of("not_a_shift", 5, "DTSTART:20991005T190000\nDTEND:20991205T180000\n" + person),
        Arguments.of("not_a_rule", 9, times + person + "RRULE:FREQ=SOMETIMES\n"),
        Arguments.of("too_often", 9, times + person + "RRULE:FREQ=SECONDLY\n"),
        Arguments.of("no_series", 5, times + person + "RECURRENCE-ID:20991005T190000\n"),
        Arguments.of("not_valid", 9, times + person + "no colon in this line\n"));
  }

  @ParameterizedTest
  @MethodSource("whatIsRefused")
  void what_is_wrong_is_refused_with_its_line(String code, int line, String properties) {
    var text =
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:"
            + uid
            + "\n"
            + properties
            + "END:VEVENT\nEND:VCALENDAR\n";

    grace
        .calls()
        .contentType("text/calendar")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .queryParam("apply", "true")
        .post(FILE)
        .then()
        .statusCode(400)
        .body("errors.code", hasItem(code))
        .body("errors.find { it.code == '" + code + "' }.pointer", equalTo("line " + line));
  }

  @Test
  void what_is_no_calendar_is_refused() {
    refused("Hello".getBytes(StandardCharsets.UTF_8))
        .body("errors.code", hasItem("not_a_calendar"));
    refused("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n".getBytes(StandardCharsets.UTF_8))
        .body("errors.code", hasItem("cut_off"));
    refused("BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n".getBytes(StandardCharsets.UTF_8))
        .body("errors.code", hasItem("unknown_version"));
    var latin1 =
        new String(file(event(night(monday), "COMMENT:Jos\u00e9")), StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.ISO_8859_1);
    refused(latin1)
        .body("errors.code", contains("not_utf_8"))
        .body("errors[0].pointer", equalTo("line 9"));
    refused(
            new String(file(event(night(monday))), StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_16))
        .body("errors.code", contains("not_utf_8"));
    refused(file(event(night(monday)) + event(night(monday))))
        .body("errors.code", contains("duplicate_uid"));
    grace
        .calls()
        .contentType("text/calendar")
        .body(new byte[65 * 1024 + 1])
        .post(FILE)
        .then()
        .statusCode(413);
    grace.calls().contentType("application/json").body("{}").post(FILE).then().statusCode(415);
    grace
        .calls()
        .contentType("text/calendar")
        .body(file(event(night(monday))))
        .queryParam("apply", "yes")
        .post(FILE)
        .then()
        .statusCode(400);
  }

  @Test
  void what_is_over_is_neither_added_nor_changed() {
    read(file(event("DTSTART:20200106T190000", "DTEND:20200107T070000")), true)
        .body("added", hasSize(0))
        .body("past", equalTo(1));
  }

  @Test
  void an_exclusive_shift_that_overlaps_somebody_else_s_is_refused_and_nothing_is_applied() {
    var late = LocalDate.of(2160, 3, 3);
    read(file(event(night(late), "X-ANDON-EXCLUSIVE:TRUE")), true).body("added", hasSize(1));

    var other =
        event(night(late), "X-ANDON-EXCLUSIVE:TRUE")
            .replace(uid, "o" + uid)
            .replace("ana.ortiz", "omar.ortiz");
    grace
        .calls()
        .contentType("text/calendar")
        .body(file(other))
        .queryParam("apply", "true")
        .post(FILE)
        .then()
        .statusCode(409)
        .body("overlaps.person", contains("Ana Ortiz"));
  }

  @Test
  void long_names_and_reasons_are_folded_and_escaped() {
    grace
        .sends(
            "{\"person\":\"omar.ortiz\",\"startsAt\":\"%sT03:00:00Z\",\"endsAt\":\"%sT04:00:00Z\",\"reason\":\"%s\"}"
                .formatted(
                    monday, monday, "Ill; back on Monday, says Jos\u00e9\\nand more ".repeat(5)))
        .post("/api/v1/teams/supply-chain/stand-ins")
        .then()
        .statusCode(201);

    var unfolded = export().replace("\r\n ", "");

    assertThat(unfolded).contains("Ill\\; back on Monday\\, says Jos\u00e9\\nand more ");
    read(export().getBytes(StandardCharsets.UTF_8), false).body("added", hasSize(0));
  }

  // --- Files ---

  private String night(LocalDate day) {
    return "DTSTART;TZID=America/Chicago:"
        + at(day, "190000")
        + "\nDTEND;TZID=America/Chicago:"
        + at(day.plusDays(1), "070000");
  }

  private static String at(LocalDate day, String time) {
    return day.format(DateTimeFormatter.BASIC_ISO_DATE) + "T" + time;
  }

  private String event(String... lines) {
    return "BEGIN:VEVENT\nUID:"
        + uid
        + "\nX-ANDON-PERSON:ana.ortiz\n"
        + String.join("\n", Arrays.asList(lines))
        + "\nEND:VEVENT\n";
  }

  private static byte[] file(String events) {
    return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n" + events + "END:VCALENDAR\n")
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private ValidatableResponse read(byte[] file, boolean apply) {
    return grace
        .calls()
        .contentType("text/calendar")
        .body(file)
        .queryParam("apply", apply)
        .post(FILE)
        .then()
        .statusCode(200);
  }

  private ValidatableResponse refused(byte[] file) {
    return grace
        .calls()
        .contentType("text/calendar")
        .body(file)
        .queryParam("apply", "true")
        .post(FILE)
        .then()
        .statusCode(400);
  }

  private String export() {
    return grace
        .calls()
        .queryParam("from", monday.minusDays(7) + "T00:00:00Z")
        .queryParam("to", monday.plusDays(30) + "T00:00:00Z")
        .get(FILE)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/calendar"))
        .extract()
        .asString();
  }
}
