package care.andon.directory.calendar;

import static care.andon.directory.calendar.CalendarFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import care.andon.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Time zones of calendars that other programs write, by names that only they know. */
class ImportedZonesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T14:30:00Z");

  private static final String RULES_OF_CHICAGO =
      """
      BEGIN:STANDARD
      DTSTART:16011104T020000
      RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
      TZOFFSETFROM:-0500
      TZOFFSETTO:-0600
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:16010311T020000
      RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
      TZOFFSETFROM:-0600
      TZOFFSETTO:-0500
      END:DAYLIGHT
      """;

  private static final String RULES_OF_BERLIN =
      """
      BEGIN:STANDARD
      DTSTART:16010101T030000
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:16010101T020000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
      END:DAYLIGHT
      """;

  /** Arizona keeps its clocks. */
  private static final String RULES_OF_PHOENIX =
      """
      BEGIN:STANDARD
      DTSTART:16010101T000000
      TZOFFSETFROM:-0700
      TZOFFSETTO:-0700
      END:STANDARD
      """;

  private final CalendarFixture calendar = new CalendarFixture(NOW);

  static Stream<Arguments> outlook() {
    return Stream.of(
        Arguments.of("Central Standard Time", RULES_OF_CHICAGO, "America/Chicago"),
        Arguments.of("W. Europe Standard Time", RULES_OF_BERLIN, "Europe/Berlin"),
        Arguments.of("Romance Standard Time", RULES_OF_BERLIN, "Europe/Berlin"),
        Arguments.of("US Mountain Standard Time", RULES_OF_PHOENIX, "America/Phoenix"),
        // If the file names the zone, it need not be one of the hospital.
        Arguments.of("Anything", "X-LIC-LOCATION:Asia/Kolkata\n", "Asia/Kolkata"),
        // An IANA name is taken as such, whatever its VTIMEZONE contains.
        Arguments.of("Europe/Paris", RULES_OF_CHICAGO, "Europe/Paris"));
  }

  @ParameterizedTest
  @MethodSource("outlook")
  void a_zone_that_only_its_writer_names_so_is_the_one_that_has_its_rules(
      String name, String rules, String zone) {
    assertThat(shifts(inZone(name, rules)))
        .containsExactly("ana.ortiz 2026-03-06T19:00 2026-03-07T07:00 " + zone);
  }

  static Stream<Arguments> rulesThatNoZoneHereHas() {
    return Stream.of(
        // New York, an hour off; clocks that change a week later, or at another hour.
        Arguments.of(
            RULES_OF_CHICAGO
                .replace("-0600", "-0x00")
                .replace("-0500", "-0400")
                .replace("-0x00", "-0500"),
            "18:00"),
        Arguments.of(RULES_OF_CHICAGO.replace("2SU", "3SU"), "19:00"),
        Arguments.of(RULES_OF_CHICAGO.replace("T020000", "T030000"), "19:00"),
        // A zone that never changes back.
        Arguments.of(RULES_OF_CHICAGO.replaceAll("(?s)BEGIN:DAYLIGHT.*", ""), "19:00"),
        Arguments.of(
            RULES_OF_CHICAGO.replaceAll("(?s)BEGIN:STANDARD.*END:STANDARD\n", ""), "18:00"),
        // Rules of other kinds.
        Arguments.of(RULES_OF_CHICAGO.replace("BYDAY=2SU", "BYMONTHDAY=2"), "18:00"),
        Arguments.of(RULES_OF_CHICAGO.replace("BYDAY=2SU", "BYYEARDAY=60"), "18:00"),
        // Single onsets.
        Arguments.of(
            RULES_OF_PHOENIX
                + """
                BEGIN:DAYLIGHT
                DTSTART:20250601T000000
                RDATE:20260201T000000,20260301T000000
                TZOFFSETFROM:-0700
                TZOFFSETTO:-0400
                END:DAYLIGHT
                BEGIN:STANDARD
                DTSTART:20250701T000000
                RDATE:20260205T000000
                TZOFFSETFROM:-0400
                TZOFFSETTO:-0700
                END:STANDARD
                """,
            "17:00"));
  }

  @ParameterizedTest
  @MethodSource("rulesThatNoZoneHereHas")
  void a_zone_whose_rules_no_known_zone_has_is_read_by_its_rules(String rules, String start) {
    assertThat(shifts(inZone("Ward time", rules)))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("ana.ortiz 2026-03-06T" + start)
        .endsWith(" America/Chicago");
  }

  static Stream<Arguments> noRulesOfAZone() {
    return Stream.of(
            RULES_OF_CHICAGO.replace("BYMONTH=3", "BYMONTH=13"),
            RULES_OF_CHICAGO.replace("FREQ=YEARLY", "FREQ=HOURLY"),
            RULES_OF_CHICAGO.replace("-0600", "-9900"),
            RULES_OF_CHICAGO.replace("-0600", "six"),
            RULES_OF_CHICAGO.replace("DTSTART:16010311T020000\n", ""),
            RULES_OF_CHICAGO.replace("TZOFFSETFROM:-0600\n", ""),
            RULES_OF_CHICAGO.replace("16010311T020000", "16011311T020000"),
            "X-LIC-LOCATION:Nowhere\n",
            "")
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("noRulesOfAZone")
  void a_zone_without_valid_rules_is_refused(String rules) {
    var file = inZone("Central Standard Time", rules);
    var line = 1 + file.substring(0, file.indexOf("DTSTART;TZID")).lines().count();

    var problem = catchThrowableOfType(Problem.class, () -> read(file));

    assertThat(problem.errors())
        .extracting(it -> it.pointer() + " " + it.code())
        .contains("line " + line + " unknown_time_zone");
  }

  private static String inZone(String name, String rules) {
    return event(
            """
            DTSTART;TZID="%1$s":20260306T190000
            DTEND;TZID="%1$s":20260307T070000
            """
                .formatted(name))
        .replace(
            "BEGIN:VEVENT",
            "BEGIN:VTIMEZONE\nTZID:" + name + "\n" + rules + "END:VTIMEZONE\nBEGIN:VEVENT");
  }

  private List<String> shifts(String file) {
    return calendar.shifts(file);
  }

  private CalendarShifts.FileContents read(String file) {
    return calendar.read(file.getBytes(StandardCharsets.UTF_8));
  }
}
