package care.andon.directory.calendar;

import static care.andon.directory.calendar.CalendarFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import care.andon.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calendars as other programs write them. */
class CalendarFilesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T14:30:00Z");

  private final CalendarFixture calendar = new CalendarFixture(NOW);

  @Test
  void a_series_with_folded_lines_zones_an_exception_and_a_moved_night() {
    var file =
        """
        BEGIN:VCALENDAR
        PRODID:-//Example Inc//Calendar 70.9054//EN
        VERSION:2.0
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        X-WR-CALNAME:Supply nights
        X-WR-TIMEZONE:America/Chicago
        BEGIN:VTIMEZONE
        TZID:America/Chicago
        X-LIC-LOCATION:America/Chicago
        BEGIN:DAYLIGHT
        TZOFFSETFROM:-0600
        TZOFFSETTO:-0500
        TZNAME:CDT
        DTSTART:19700308T020000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
        END:DAYLIGHT
        BEGIN:STANDARD
        TZOFFSETFROM:-0500
        TZOFFSETTO:-0600
        TZNAME:CST
        DTSTART:19701101T020000
        RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        DTSTART;TZID=America/Chicago:20260305T190000
        DTEND;TZID=America/Chicago:20260306T070000
        RRULE:FREQ=DAILY;UNTIL=20260310T235959Z
        EXDATE;TZID=America/Chicago:20260306T190000
        DTSTAMP:20260301T120000Z
        UID:nights@calendar.example.com
        ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="Ortiz
         , Ana";X-NUM-GUESTS=0:mailto:ana.orti
         z@hospital.example.org
        SUMMARY:On call\\, nights
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:This is an event reminder
        TRIGGER:-P0DT0H30M0S
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;TZID=America/Chicago:20260308T200000
        DTEND;TZID=America/Chicago:20260309T080000
        RECURRENCE-ID;TZID=America/Chicago:20260308T190000
        UID:nights@calendar.example.com
        ATTENDEE;CN=Luis Romero:MAILTO:luis.romero@hospital.example.org
        END:VEVENT
        END:VCALENDAR
        """;

    assertThat(shifts(file.replace("\n", "\r\n")))
        .containsExactly(
            "ana.ortiz 2026-03-05T19:00 2026-03-06T07:00 America/Chicago",
            "ana.ortiz 2026-03-07T19:00 2026-03-08T07:00 America/Chicago",
            "luis.romero 2026-03-08T20:00 2026-03-09T08:00 America/Chicago",
            "ana.ortiz 2026-03-09T19:00 2026-03-10T07:00 America/Chicago");
  }

  @Test
  void floating_times_are_by_the_facility_s_clock_and_a_count_counts_what_is_left_out() {
    assertThat(
            shifts(
                event(
                    """
                    DTSTART:20260306T070000
                    DURATION:PT12H
                    RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=4
                    EXDATE:20260320T070000,20260403T070000
                    """)))
        .containsExactly(
            "ana.ortiz 2026-03-06T07:00 2026-03-06T19:00 America/Chicago",
            "ana.ortiz 2026-04-17T07:00 2026-04-17T19:00 America/Chicago");
  }

  @Test
  void whole_days_end_before_the_day_that_is_named() {
    assertThat(
            shifts(
                event(
                    """
                    DTSTART;VALUE=DATE:20260306
                    DTEND;VALUE=DATE:20260309
                    RRULE:FREQ=WEEKLY;UNTIL=20260313
                    """)))
        .containsExactly(
            "ana.ortiz 2026-03-06T00:00 2026-03-09T00:00 America/Chicago",
            "ana.ortiz 2026-03-13T00:00 2026-03-16T00:00 America/Chicago");
  }

  @Test
  void an_end_without_a_zone_is_by_the_clock_of_the_series() {
    assertThat(
            shifts(
                event(
                    """
                    DTSTART;TZID=Europe/Berlin:20260306T020000
                    DTEND;TZID=Europe/Berlin:20260306T030000
                    RRULE:FREQ=DAILY;UNTIL=20260308T013000
                    """)))
        .containsExactly(
            "ana.ortiz 2026-03-06T02:00 2026-03-06T03:00 Europe/Berlin",
            "ana.ortiz 2026-03-07T02:00 2026-03-07T03:00 Europe/Berlin");
  }

  @Test
  void a_day_that_is_left_out_is_left_out_whatever_the_hour() {
    assertThat(
            shifts(
                event(
                    """
                    DTSTART;TZID=America/Chicago:20260306T190000
                    DTEND;TZID=America/Chicago:20260307T070000
                    RRULE:FREQ=DAILY;COUNT=3
                    EXDATE;VALUE=DATE:20260307
                    """)))
        .containsExactly(
            "ana.ortiz 2026-03-06T19:00 2026-03-07T07:00 America/Chicago",
            "ana.ortiz 2026-03-08T19:00 2026-03-09T07:00 America/Chicago");
  }

  @Test
  void a_night_of_a_series_ends_when_the_clock_on_the_wall_says_so() {
    var said =
        read(
            event(
                """
                DTSTART;TZID=America/Chicago:20260306T190000
                DTEND;TZID=America/Chicago:20260307T070000
                RRULE:FREQ=DAILY;COUNT=3
                """));

    assertThat(said.shifts().values())
        .extracting(it -> it.shift().span().orElseThrow().to().toString())
        .containsExactly("2026-03-07T13:00:00Z", "2026-03-08T12:00:00Z", "2026-03-09T12:00:00Z");
  }

  @Test
  void what_is_no_event_is_no_shift() {
    var file =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VTODO
        UID:todo@x
        DTSTART:20260306T070000
        SUMMARY:Order gloves
        END:VTODO
        BEGIN:VFREEBUSY
        UID:busy@x
        DTSTART:20260306T070000Z
        DTEND:20260306T080000Z
        END:VFREEBUSY
        END:VCALENDAR
        """;

    assertThat(shifts(file)).isEmpty();
  }

  // --- What is refused ---

  @Test
  void what_is_an_answer_to_a_calendar_is_none() {
    var file =
        event("DTSTART:20260306T190000\nDTEND:20260307T070000\n")
            .replace("PRODID:x", "METHOD:REPLY");

    var problem = catchThrowableOfType(Problem.class, () -> read(file));

    assertThat(problem.errors())
        .extracting(it -> it.pointer() + " " + it.code())
        .containsExactly("line 3 not_supported");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "line 6",
            "unknown_time_zone",
            """
            DTSTART;TZID="Central Standard Time":20260306T190000
            DTEND:20260307T070000Z
            """),
        Arguments.of(
            "line 7",
            "unknown_time_zone",
            """
            DTSTART;TZID=America/Chicago:20260306T190000
            DTEND;TZID=/example.org/20250101/Ward:20260307T070000
            """),
        Arguments.of(
            "line 8",
            "not_a_time",
            """
            DTSTART:20260306T190000
            DTEND:20260307T070000
            RRULE:FREQ=DAILY;UNTIL=20261340T000000Z
            """),
        Arguments.of(
            "line 9",
            "not_supported",
            """
            DTSTART:20260306T190000
            DTEND:20260307T070000
            RRULE:FREQ=DAILY;COUNT=5
            EXRULE:FREQ=WEEKLY;BYDAY=SU
            """),
        Arguments.of(
            "line 8",
            "not_a_time",
            """
            DTSTART:20260306T190000
            DTEND:20260307T070000
            RDATE;VALUE=PERIOD:20260308T190000Z/12H
            """),
        Arguments.of(
            "line 9",
            "not_a_time",
            """
            DTSTART:20260306T190000
            DTEND:20260307T070000
            RRULE:FREQ=DAILY;COUNT=5
            EXDATE:20260307T190000,2026-03-08
            """),
        Arguments.of(
            "line 8",
            "not_a_rule",
            """
            DTSTART:20260306T190000
            DTEND:20260307T070000
            RRULE:INTERVAL=2
            """),
        Arguments.of(
            "line 5",
            "no_end",
            """
            DTSTART:20260306T190000
            """),
        // The line on which a folded property begins, and the lines after it.
        Arguments.of(
            "line 9",
            "not_a_duration",
            """
            DESCRIPTION:A long
              text that goes on
            DTSTART:20260306T190000
            DURATION:-PT
             12H
            """));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_cannot_be_read_is_refused_with_its_line(String line, String code, String lines) {
    var problem = catchThrowableOfType(Problem.class, () -> read(event(lines)));

    assertThat(problem.errors())
        .extracting(it -> it.pointer() + " " + it.code())
        .contains(line + " " + code);
  }

  @Test
  void a_moved_night_that_the_series_does_not_have_is_refused() {
    var file =
        event(
                """
                DTSTART:20260306T190000
                DTEND:20260307T070000
                RRULE:FREQ=DAILY;COUNT=2
                """)
            .replace(
                "END:VCALENDAR",
                """
                BEGIN:VEVENT
                UID:a@example.org
                RECURRENCE-ID;VALUE=DATE:20260307
                DTSTART:20260307T200000
                DTEND:20260308T070000
                X-ANDON-PERSON:ana.ortiz
                END:VEVENT
                END:VCALENDAR""");

    var problem = catchThrowableOfType(Problem.class, () -> read(file));

    assertThat(problem.errors())
        .extracting(it -> it.pointer() + " " + it.code())
        .containsExactly("line 13 no_such_occurrence");
  }

  private List<String> shifts(String file) {
    return calendar.shifts(file);
  }

  private CalendarShifts.FileContents read(String file) {
    return calendar.read(file.getBytes(StandardCharsets.UTF_8));
  }
}
