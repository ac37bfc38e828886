package care.andon.directory.calendar;

import static care.andon.directory.calendar.RotaFile.NIGHT;
import static care.andon.directory.calendar.RotaFile.bytes;
import static care.andon.directory.calendar.RotaFile.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import care.andon.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calendars that other programs write and that are easily read wrongly. */
class OtherProgramsTest {
  private static final Instant SAT_2026_11_28 = Instant.parse("2026-11-28T14:00:00Z");

  private final CalendarFixture calendar = new CalendarFixture(SAT_2026_11_28);

  // --- Lines and characters ---

  @Test
  void a_fold_may_split_a_character() {
    assertThat(calendar.starts(CalendarFixture.file("i01_folded_utf8.ics")))
        .containsExactly("luis.romero 2027-02-02T01:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n ", "\n ", "\n\t"})
  void a_fold_may_be_after_each_octet_of_a_name(String fold) {
    var name = "\ud83d\ude37 Andr\u00e9 \u20ac";
    var file = event(NIGHT + "X-ANDON-PERSON:ana.ortiz\nDESCRIPTION:\n");
    var octets =
        new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            .chars()
            .mapToObj(it -> (char) it + "")
            .collect(Collectors.joining(fold));
    var bytes =
        file.replace("DESCRIPTION:\n", "DESCRIPTION:" + octets + "\n")
            .getBytes(StandardCharsets.ISO_8859_1);

    var read = calendar.read(bytes).shifts().values();

    assertThat(read)
        .singleElement()
        .extracting(it -> it.event().event().getDescription().getValue())
        .isEqualTo(name);
  }

  @Test
  void a_byte_order_mark_blank_lines_and_lower_case_names_do_not_matter() {
    var file =
        "\ufeff"
            + event(NIGHT + "\nx-andon-person:ana.ortiz\n")
                .replace("DTSTART", "dtstart")
                .replace("UID", "uid");

    assertThat(calendar.starts(bytes(file))).containsExactly("ana.ortiz 2027-02-02T01:00:00Z");
  }

  @Test
  void what_is_no_matter_of_shifts_is_not_read() {
    var file =
        event(
            NIGHT
                + """
                X-ANDON-PERSON:ana.ortiz
                GEO:somewhere
                SEQUENCE:not a number
                ATTACH;VALUE=BINARY;ENCODING=BASE64:!!!
                DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Notes=0D=0Aand more=20
                X-ALT-DESC;FMTTYPE=text/html:<p style="a:b;c">x</p>
                LOCATION;ALTREP="http://example.org/a;b:c,d":Ward 4
                BEGIN:VALARM
                TRIGGER:-P15X
                DTSTART:soon
                END:VALARM
                """);

    assertThat(calendar.starts(bytes(file))).containsExactly("ana.ortiz 2027-02-02T01:00:00Z");
  }

  // --- Time zones ---

  @Test
  void a_time_zone_of_lotus_and_one_of_single_onsets_are_understood() {
    assertThat(calendar.starts(CalendarFixture.file("i03_lotus_vtimezone.ics")))
        .containsExactly("luis.romero 2027-03-13T01:00:00Z", "luis.romero 2027-03-16T00:00:00Z");
    assertThat(calendar.starts(CalendarFixture.file("i05_one_shot_observances.ics")))
        .containsExactly("luis.romero 2027-03-11T01:00:00Z", "luis.romero 2027-03-17T00:00:00Z");
  }

  @Test
  void a_series_in_a_zone_of_the_file_changes_its_clocks_when_the_zone_does() {
    var file =
        event(
                """
                DTSTART;TZID=Ward time:20261201T190000
                DURATION:PT12H
                RRULE:FREQ=DAILY;UNTIL=20270401T000000Z
                EXDATE;TZID=Ward time:20261202T190000
                X-ANDON-PERSON:ana.ortiz
                """)
            .replace(
                "BEGIN:VEVENT",
                """
                BEGIN:VTIMEZONE
                TZID:Ward time
                BEGIN:STANDARD
                DTSTART:20001029T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:00010307T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=7;UNTIL=20400101T000000Z
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VEVENT""");

    assertThat(calendar.starts(bytes(file)))
        .hasSize(120)
        .contains("ana.ortiz 2026-12-01T18:00:00Z", "ana.ortiz 2027-03-06T18:00:00Z")
        .contains("ana.ortiz 2027-03-07T17:00:00Z", "ana.ortiz 2027-03-31T17:00:00Z")
        .doesNotContain("ana.ortiz 2026-12-02T18:00:00Z");
  }

  static Stream<Arguments> times() {
    return Stream.of(
        // Floating times are by the clock of the hospital, whatever the calendar's own zone is.
        Arguments.of("DTSTART:20270201T190000", "2027-02-02T01:00:00Z"),
        Arguments.of("DTSTART:20270201T190000Z", "2027-02-01T19:00:00Z"),
        Arguments.of("DTSTART;TZID=America/Chicago:20270201T190000Z", "2027-02-01T19:00:00Z"),
        Arguments.of("DTSTART;VALUE=DATE:20270201", "2027-02-01T06:00:00Z"),
        Arguments.of("DTSTART;VALUE=DATE-TIME:20270201T190000", "2027-02-02T01:00:00Z"),
        Arguments.of("DTSTART;TZID=\"US/Central\":20270201T190000", "2027-02-02T01:00:00Z"),
        Arguments.of("DTSTART;TZID=/America/Chicago:20270201T190000", "2027-02-02T01:00:00Z"),
        Arguments.of(
            "DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Berlin:20270201T190000",
            "2027-02-01T18:00:00Z"),
        Arguments.of(
            "DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20270201T190000",
            "2027-02-02T00:00:00Z"));
  }

  @ParameterizedTest
  @MethodSource("times")
  void a_time_is_read_as_it_is_meant(String start, String instant) {
    var file =
        event(start + "\nDURATION:P0DT12H0M0S\nX-ANDON-PERSON:ana.ortiz\n")
            .replace("PRODID:x", "PRODID:x\nX-WR-TIMEZONE:Asia/Tokyo");

    assertThat(calendar.starts(bytes(file))).containsExactly("ana.ortiz " + instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20270201T1900",
        "20270201T19",
        "2027-02-01T19:00:00",
        "20270230",
        "20270201T250000",
        "20270201T190000+0100",
        "20270201T190000Zulu",
        ""
      })
  void a_time_that_is_nearly_one_is_refused_rather_than_guessed(String start) {
    var errors = errors(event("DTSTART:" + start + "\nDURATION:PT1H\nX-ANDON-PERSON:ana.ortiz\n"));

    assertThat(errors).singleElement().matches(it -> it.code().equals("not_a_time"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P", "PT", "P1H", "PT12", "P1DT", "-PT1H", "12H", "PT1H30", "P1W2"})
  void a_duration_that_is_nearly_one_is_refused(String duration) {
    var errors =
        errors(
            event(
                "DTSTART:20270201T190000\nDURATION:" + duration + "\nX-ANDON-PERSON:ana.ortiz\n"));

    assertThat(errors).singleElement().matches(it -> it.code().equals("not_a_duration"));
  }

  // --- People ---

  @Test
  void who_declined_is_not_on_call() {
    assertThat(calendar.starts(CalendarFixture.file("i06a_declined_first.ics")))
        .containsExactly("luis.romero 2027-02-02T15:00:00Z");
  }

  static Stream<Arguments> invited() {
    var ana = ":mailto:ana.ortiz@example.org\n";
    var luis = "ATTENDEE:MAILTO:luis.romero@example.org\n";
    return Stream.of(
        Arguments.of("ATTENDEE;CUTYPE=ROOM" + ana + luis, "luis.romero"),
        Arguments.of("ATTENDEE;CUTYPE=resource" + ana + luis, "luis.romero"),
        Arguments.of("ATTENDEE;CUTYPE=GROUP:mailto:supply@example.org\n" + luis, "luis.romero"),
        Arguments.of("ATTENDEE;ROLE=NON-PARTICIPANT" + ana + luis, "luis.romero"),
        Arguments.of("ATTENDEE;PARTSTAT=declined" + ana + luis, "luis.romero"),
        Arguments.of("ATTENDEE;PARTSTAT=DELEGATED" + ana + luis, "luis.romero"),
        Arguments.of("ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE" + ana + luis, "ana.ortiz"),
        Arguments.of("ATTENDEE;CUTYPE=ROOM:mailto:room@example.org\nORGANIZER" + ana, "ana.ortiz"),
        Arguments.of(
            "ATTENDEE;EMAIL=luis.romero@x.org;CN=\"A:b;c\":/principals/1\n", "luis.romero"),
        Arguments.of(
            "ATTENDEE;PARTSTAT=DECLINED" + ana + "X-ANDON-PERSON:luis.romero\n", "luis.romero"),
        Arguments.of("SUMMARY:ana.ortiz\n", "ana.ortiz"));
  }

  @ParameterizedTest
  @MethodSource("invited")
  void the_first_person_who_takes_part_is_on_call(String lines, String person) {
    assertThat(calendar.starts(bytes(event(NIGHT + lines))))
        .containsExactly(person + " 2027-02-02T01:00:00Z");
  }

  static Stream<String> nobodyLeft() {
    var ana = ":mailto:ana.ortiz@example.org\n";
    return Stream.of(
        "ATTENDEE;PARTSTAT=DECLINED" + ana,
        "ATTENDEE;PARTSTAT=DECLINED" + ana + "ATTENDEE;CUTYPE=ROOM:mailto:luis.romero@x.org\n",
        "ATTENDEE;PARTSTAT=DECLINED" + ana + "ORGANIZER:mailto:luis.romero@example.org\n",
        "ATTENDEE;PARTSTAT=DECLINED" + ana + "X-ANDON-PERSON:ana.ortiz\n",
        "ATTENDEE;PARTSTAT=DECLINED" + ana + "SUMMARY:luis.romero\n");
  }

  @ParameterizedTest
  @MethodSource("nobodyLeft")
  void an_event_whose_people_all_declined_is_refused_by_its_uid(String lines) {
    var errors = errors(event(NIGHT + lines));

    assertThat(errors).singleElement().matches(it -> it.code().equals("declined"));
    assertThat(errors.getFirst().message()).contains("a@rota.example.org");
  }

  @Test
  void a_room_alone_is_nobody() {
    assertThat(errors(event(NIGHT + "ATTENDEE;CUTYPE=ROOM:mailto:ana.ortiz@example.org\n")))
        .singleElement()
        .matches(it -> it.code().equals("unknown_person"))
        .matches(it -> it.message().contains("a@rota.example.org"));
  }

  private List<Problem.FieldError> errors(String file) {
    return catchThrowableOfType(Problem.class, () -> calendar.read(bytes(file))).errors();
  }
}
