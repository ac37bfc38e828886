package care.andon.directory.calendar;

import static care.andon.directory.calendar.RotaFile.NIGHT;
import static care.andon.directory.calendar.RotaFile.bytes;
import static care.andon.directory.calendar.RotaFile.event;
import static care.andon.directory.calendar.RotaFile.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import care.andon.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series of events of other programs: which occurrences they have, and which rules are refused. */
class CalendarSeriesTest {
  private static final Instant SAT_2026_11_28 = Instant.parse("2026-11-28T14:00:00Z");

  private final CalendarFixture calendar = new CalendarFixture(SAT_2026_11_28);

  @Test
  void an_old_series_is_only_as_long_as_the_horizon() {
    var starts = calendar.starts(CalendarFixture.file("i02_old_daily.ics"));

    assertThat(starts).hasSize(432).contains("luis.romero 2026-11-29T01:00:00Z");
    assertThat(starts.getFirst()).isEqualTo("luis.romero 2026-10-28T00:00:00Z");
    assertThat(starts.getLast()).isEqualTo("luis.romero 2028-01-02T01:00:00Z");
  }

  /** A rule with a COUNT is read from its start, one without is not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=10",
        "FREQ=DAILY;BYDAY=MO,FR",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;INTERVAL=5;BYDAY=SU;BYHOUR=6,18",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU",
        "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=SU,TU",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=12;BYDAY=2FR"
      })
  void an_old_series_has_the_days_it_would_have_if_it_were_read_from_its_start(String rule) {
    for (var start : List.of("20010102", "20010131", "20040229", "20261127", "20270101")) {
      var file =
          event(
              """
              DTSTART:%1$sT120000
              DTEND:%1$sT130000
              RRULE:%2$s
              X-ANDON-PERSON:ana.ortiz
              """
                  .formatted(start, rule));

      var counted = file.replace("RRULE:" + rule, "RRULE:" + rule + ";COUNT=20000");

      assertThat(calendar.starts(bytes(file)))
          .as(start)
          .isEqualTo(calendar.starts(bytes(counted)))
          .matches(it -> !it.isEmpty() || rule.contains("29"));
    }
  }

  @Test
  void a_count_counts_from_the_start_of_the_series() {
    // The 1,000th day is 30 November 2026.
    var file =
        event(
            """
            DTSTART:20240306T120000
            DTEND:20240306T130000
            RRULE:FREQ=DAILY;COUNT=1000
            X-ANDON-PERSON:ana.ortiz
            """);

    assertThat(calendar.starts(bytes(file))).last().isEqualTo("ana.ortiz 2026-11-30T18:00:00Z");
  }

  /** The last ones took minutes. */
  static Stream<Arguments> manySeries() {
    return Stream.of(
        Arguments.of("FREQ=DAILY;BYMONTH=7;BYMONTHDAY=7", "19700101"),
        Arguments.of("FREQ=DAILY;COUNT=99999999;BYHOUR=" + hours(), "19700101"),
        Arguments.of("FREQ=WEEKLY;INTERVAL=1000", "00010101"),
        Arguments.of("FREQ=DAILY;INTERVAL=1000;COUNT=5", "00010101"),
        Arguments.of("FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=5MO;BYHOUR=" + hours(), "00010101"),
        Arguments.of("FREQ=YEARLY;BYDAY=MO,TU,WE;BYSETPOS=-1;BYHOUR=" + hours(), "00010101"),
        Arguments.of("FREQ=YEARLY;BYDAY=MO,TU,WE;BYSETPOS=-1;BYHOUR=" + hours(), "20200101"));
  }

  @ParameterizedTest
  @MethodSource("manySeries")
  void a_file_of_old_series_is_read_or_refused_in_seconds(String rule, String start) {
    var events =
        IntStream.range(0, 250)
            .mapToObj(
                i ->
                    """
                    BEGIN:VEVENT
                    UID:%d@example.org
                    DTSTART:%sT120000
                    DURATION:PT1H
                    RRULE:%s
                    X-ANDON-PERSON:ana.ortiz
                    END:VEVENT
                    """
                        .formatted(i, start, rule))
            .collect(Collectors.joining());

    assertTimeout(
        Duration.ofSeconds(20),
        () -> catchThrowableOfType(Problem.class, () -> calendar.read(bytes(file(events)))));
  }

  static Stream<String> notRules() {
    return Stream.of(
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=many",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=2147483647",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYHOUR=-1",
        "FREQ=DAILY;BYMINUTE=60",
        "FREQ=DAILY;BYSECOND=61",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=-32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=54MO",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=0",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=YEARLY;BYYEARDAY=0",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=YEARLY;BYWEEKNO=0",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367",
        // Parts that do not go together.
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYYEARDAY=1",
        "FREQ=MONTHLY;BYWEEKNO=1",
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO",
        "FREQ=DAILY;COUNT=3;UNTIL=20270301T000000Z",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYDAY=MO;BYDAY=TU",
        // No rules.
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=DAILY;BYDAY=",
        "FREQ=DAILY;WKST=XX",
        "FREQ=DAILY;SOMETIMES=1",
        "FREQ=DAILY;UNTIL=tomorrow",
        "COUNT=3",
        "DAILY",
        "");
  }

  @ParameterizedTest
  @MethodSource("notRules")
  void a_rule_that_rfc_5545_does_not_allow_is_refused_with_the_uid(String rule) {
    var errors = errors(event(NIGHT + "RRULE:" + rule + "\nX-ANDON-PERSON:ana.ortiz\n"));

    assertThat(errors).singleElement().matches(it -> it.code().equals("not_a_rule"));
    assertThat(errors.getFirst().message()).contains("a@rota.example.org");
    assertThat(errors.getFirst().pointer()).isEqualTo("line 8");
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of("FREQ=HOURLY", "too_often"),
        Arguments.of("FREQ=DAILY;BYHOUR=0,1,2,3,4;BYMINUTE=0,10,20,30,40,50", "too_often"),
        Arguments.of("FREQ=DAILY;BYHOUR=0,6,12,18", "too_many"),
        Arguments.of("FREQ=DAILY;COUNT=9999999;BYHOUR=" + hours(), "too_many"));
  }

  private static String hours() {
    return IntStream.range(0, 24).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void a_rule_has_limits(String rule, String code) {
    var file =
        event(
            """
            DTSTART:19700101T120000
            DTEND:19700101T130000
            RRULE:%s
            X-ANDON-PERSON:ana.ortiz
            """
                .formatted(rule));

    assertThat(errors(file)).singleElement().matches(it -> it.code().equals(code));
  }

  @Test
  void dates_and_periods_add_to_a_series() {
    var file =
        event(
            NIGHT
                + """
                RDATE;TZID=America/Chicago:20270203T190000,20270204T190000
                RDATE;VALUE=PERIOD;TZID=America/Chicago:20270205T080000/PT4H,20270206T080000/20270206T100000
                RDATE;VALUE=DATE:20270208
                EXDATE;TZID=America/Chicago:20270203T190000,20270204T190000
                X-ANDON-PERSON:ana.ortiz
                """);

    assertThat(calendar.shifts(file))
        .containsExactly(
            "ana.ortiz 2027-02-01T19:00 2027-02-02T07:00 America/Chicago",
            "ana.ortiz 2027-02-05T08:00 2027-02-05T12:00 America/Chicago",
            "ana.ortiz 2027-02-06T08:00 2027-02-06T10:00 America/Chicago",
            "ana.ortiz 2027-02-08T00:00 2027-02-08T12:00 America/Chicago");
  }

  @Test
  void an_override_beyond_the_horizon_does_not_refuse_the_file() {
    var file =
        series(
            override("20290301T190000", "20290301T200000")
                + override("20200301T190000", "20200301T200000")
                + override("20270301T190000", "20270301T210000"));

    assertThat(calendar.starts(bytes(file)))
        .contains("luis.romero 2027-03-02T03:00:00Z")
        .noneMatch(it -> it.contains("2029") || it.contains("2020"));
  }

  @Test
  void an_occurrence_moved_into_the_horizon_is_a_shift_and_one_moved_out_is_none() {
    var file =
        series(
            override("20290301T190000", "20270302T080000")
                + override("20270303T190000", "20300303T190000"));

    assertThat(calendar.starts(bytes(file)))
        .contains("luis.romero 2027-03-02T14:00:00Z")
        .doesNotContain("ana.ortiz 2027-03-04T01:00:00Z")
        .noneMatch(it -> it.contains("2030"));
  }

  @Test
  void an_occurrence_may_be_left_out_and_moved_as_exchange_writes_it() {
    var file =
        series(override("20270301T190000", "20270301T210000"))
            .replace(
                "RRULE:FREQ=DAILY\n",
                "RRULE:FREQ=DAILY\nEXDATE;TZID=America/Chicago:20270301T190000\n");

    assertThat(calendar.starts(bytes(file)))
        .contains("luis.romero 2027-03-02T03:00:00Z")
        .doesNotContain("ana.ortiz 2027-03-02T01:00:00Z");
  }

  @Test
  void a_range_of_occurrences_and_an_occurrence_given_twice_are_refused() {
    var range =
        override("20270301T190000", "20270301T210000")
            .replace("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;");
    var one = override("20270301T190000", "20270301T210000");

    assertThat(errors(series(range))).extracting(it -> it.code()).containsExactly("not_supported");
    assertThat(errors(series(one + one)))
        .extracting(it -> it.code())
        .containsExactly("duplicate_uid");
  }

  private static String series(String overrides) {
    return event(
            """
            DTSTART;TZID=America/Chicago:20250101T190000
            DTEND;TZID=America/Chicago:20250102T070000
            RRULE:FREQ=DAILY
            X-ANDON-PERSON:ana.ortiz
            """)
        .replace("END:VCALENDAR", overrides + "END:VCALENDAR");
  }

  private static String override(String planned, String start) {
    return """
        BEGIN:VEVENT
        UID:a@rota.example.org
        RECURRENCE-ID;TZID=America/Chicago:%s
        DTSTART;TZID=America/Chicago:%s
        DURATION:PT2H
        X-ANDON-PERSON:luis.romero
        END:VEVENT
        """
        .formatted(planned, start);
  }

  private List<Problem.FieldError> errors(String file) {
    return catchThrowableOfType(Problem.class, () -> calendar.read(bytes(file))).errors();
  }
}
