package care.andon.sla.engine;

import static care.andon.sla.engine.Hours.PARIS;
import static care.andon.sla.engine.Hours.UTC;
import static care.andon.sla.engine.Hours.at;
import static care.andon.sla.engine.Hours.calendar;
import static care.andon.sla.engine.Hours.closedOn;
import static care.andon.sla.engine.Hours.closedYearly;
import static care.andon.sla.engine.Hours.daily;
import static care.andon.sla.engine.Hours.office;
import static care.andon.sla.engine.Hours.on;
import static care.andon.sla.engine.Hours.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The limits of a calendar: times far away, and what it refuses. */
class WorkCalendarLimitsTest {
  private static final Duration FOUR_HOURS = Duration.ofHours(4);

  private static Duration openOn(WorkCalendar calendar, String date) {
    var zone = calendar.zone();
    return calendar.openBetween(
        at(zone, date + "T00:00"), at(zone, date + "T00:00").atZone(zone).plusDays(1).toInstant());
  }

  @Nested
  class Far_away {
    @Test
    void a_hundred_years_of_office_hours_are_due_after_four_hundred_and_more() {
      var start = at(PARIS, "2026-03-05T08:00");
      var target = Duration.ofDays(36_525);

      var due = office(PARIS).dueAt(start, target).orElseThrow();

      assertThat(due)
          .isBetween(Instant.parse("2390-01-01T00:00:00Z"), Instant.parse("2400-01-01T00:00:00Z"));
      assertThat(office(PARIS).openBetween(start, due)).isEqualTo(target);
    }

    @Test
    void twenty_minutes_a_week_are_not_due_before_the_year_ten_thousand() {
      var sparse = calendar(UTC, on(List.of(DayOfWeek.WEDNESDAY), "10:00-10:20"));

      assertThat(sparse.dueAt(Instant.EPOCH, Duration.ofDays(36_525))).isEmpty();
      assertThat(sparse.dueAt(Instant.EPOCH, Duration.ofDays(5_000))).isPresent();
    }

    @Test
    void the_rule_still_holds_in_the_year_2900() {
      var calendar =
          with(
              calendar(PARIS, daily("01:30-03:15", "19:00-07:00")), closedYearly("12-24", "01-02"));
      for (var day :
          List.of("2900-03-26", "2900-10-29", "2900-12-22", "2901-01-01", "2603-12-31")) {
        var from = at(PARIS, day + "T00:00");
        var to = from.plus(Duration.ofDays(4));

        assertThat(calendar.openBetween(from, to))
            .isEqualTo(BruteForce.openBetween(calendar, from, to));
        for (var at = from; at.isBefore(to); at = at.plus(Duration.ofMinutes(45))) {
          assertThat(calendar.isOpen(at)).isEqualTo(BruteForce.isOpen(calendar, at));
        }
      }
    }

    @Test
    void four_hundred_years_hold_the_same_open_time_from_any_day() {
      var calendar = with(office(PARIS), closedYearly("12-24", "01-02"));
      var once = calendar.openBetween(at(PARIS, "2300-05-01T00:00"), at(PARIS, "2700-05-01T00:00"));

      assertThat(calendar.openBetween(at(PARIS, "2595-05-01T00:00"), at(PARIS, "2995-05-01T00:00")))
          .isEqualTo(once);
      assertThat(calendar.openBetween(at(PARIS, "2300-05-01T00:00"), at(PARIS, "3500-05-01T00:00")))
          .isEqualTo(once.multipliedBy(3));
      assertThat(calendar.openBetween(at(PARIS, "2150-05-01T00:00"), at(PARIS, "2550-05-01T00:00")))
          .isEqualTo(once);
    }

    @Test
    void what_the_last_opening_of_four_hundred_years_uses_up_is_due_at_its_end() {
      var leapDays =
          new WorkCalendar(
              UTC,
              daily("08:00-17:00"),
              List.of(closedYearly("03-01", "02-28")),
              List.of(Hours.openOn("2200-06-01", "09:00-10:00")));
      var leapDaysOfFourHundredYears = Duration.ofHours(97 * 9);

      assertThat(leapDays.dueAt(at(UTC, "2202-01-01T00:00"), leapDaysOfFourHundredYears))
          .contains(at(UTC, "2596-02-29T17:00"));
      assertThat(leapDays.dueAt(at(UTC, "2602-01-01T00:00"), leapDaysOfFourHundredYears))
          .contains(at(UTC, "2996-02-29T17:00"));
    }

    @Test
    void the_year_1900_had_its_own_offset() {
      var from = at(PARIS, "1900-01-01T00:00");

      assertThat(office(PARIS).dueAt(from, FOUR_HOURS)).contains(at(PARIS, "1900-01-01T12:00"));
    }

    @Test
    void calendars_begin_in_1800() {
      var long_ago = Instant.parse("1799-12-31T23:59:59Z");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> office(PARIS).isOpen(long_ago))
          .withMessageContaining("1800");
      assertThat(office(UTC).isOpen(long_ago.plusSeconds(1))).isFalse();
    }
  }

  @Nested
  class Refused {
    @Test
    void an_interval_that_ends_where_it_starts() {
      assertThatExceptionOfType(InvalidCalendar.class)
          .isThrownBy(() -> OpenInterval.parse("08:00-08:00"))
          .withMessageContaining("00:00-24:00")
          .returns("interval_empty", InvalidCalendar::code);
    }

    @Test
    void anything_that_is_not_an_interval() {
      for (var text :
          List.of(
              "",
              "8:00-17:00",
              "08:00",
              "08:00-24:01",
              "24:00-08:00",
              "08:60-09:00",
              "25:00-26:00",
              "08:00 - 17:00",
              "08:00-17:00:00",
              "-",
              "٠٨:00-17:00")) {
        assertThatExceptionOfType(InvalidCalendar.class)
            .as(text)
            .isThrownBy(() -> OpenInterval.parse(text))
            .returns("interval_syntax", InvalidCalendar::code);
      }
    }

    @Test
    void an_interval_that_leaves_the_day() {
      for (var minutes :
          List.of(List.of(-1, 60), List.of(1440, 60), List.of(60, -1), List.of(0, 1441))) {
        assertThatExceptionOfType(InvalidCalendar.class)
            .isThrownBy(() -> new OpenInterval(minutes.getFirst(), minutes.getLast()))
            .returns("interval_out_of_range", InvalidCalendar::code);
      }
      assertThat(new OpenInterval(0, 1440)).hasToString("00:00-24:00");
      assertThat(new OpenInterval(1439, 0)).hasToString("23:59-00:00");
    }

    @Test
    void a_fault_says_where_it_is_when_that_is_known() {
      var fault = new InvalidCalendar("", "code", "Do this");

      assertThat(fault).hasMessage("Do this");
      assertThat(fault.under("/weekly/MONDAY/0")).hasMessage("/weekly/MONDAY/0: Do this");
    }

    @Test
    void a_second_exception_of_a_date() {
      assertThatExceptionOfType(InvalidCalendar.class)
          .isThrownBy(
              () ->
                  with(
                      office(UTC),
                      Hours.openOn("2026-03-10"),
                      Hours.openOn("2026-03-10", "08:00-09:00")))
          .returns("/exceptions/1/date", InvalidCalendar::pointer)
          .returns("duplicate_date", InvalidCalendar::code);
    }

    @Test
    void a_date_out_of_range() {
      assertThatExceptionOfType(InvalidCalendar.class)
          .isThrownBy(() -> with(office(UTC), closedOn("2026-03-10"), closedOn("2201-01-01")))
          .returns("/closures/1/date", InvalidCalendar::pointer);
      assertThatExceptionOfType(InvalidCalendar.class)
          .isThrownBy(() -> with(office(UTC), Hours.openOn("1899-12-31")))
          .returns("/exceptions/0/date", InvalidCalendar::pointer);
    }

    @Test
    void no_date_of_the_first_or_the_last_year() {
      var first = with(office(UTC), Hours.openOn("1900-01-01", "10:00-11:00"));
      var last = with(office(UTC), Hours.openOn("2200-12-31", "10:00-11:00"));

      assertThat(openOn(first, "1900-01-01")).isEqualTo(Duration.ofHours(1));
      assertThat(openOn(last, "2200-12-31")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_calendar_that_never_opens_again() {
      var past = with(calendar(UTC, Map.of()), Hours.openOn("2026-03-10", "08:00-10:00"));

      assertThat(past.requireOpenWithinTenYears(at(UTC, "2026-03-10T09:59"))).isSameAs(past);
      assertThatExceptionOfType(InvalidCalendar.class)
          .isThrownBy(() -> past.requireOpenWithinTenYears(at(UTC, "2026-03-10T10:00")))
          .withMessageContaining("add weekly hours")
          .returns("", InvalidCalendar::pointer)
          .returns("never_open", InvalidCalendar::code);
    }

    @Test
    void a_calendar_that_opens_only_after_ten_years() {
      var late = with(calendar(UTC, Map.of()), Hours.openOn("2036-03-10", "08:00-10:00"));

      assertThat(late.requireOpenWithinTenYears(at(UTC, "2026-03-10T08:01"))).isSameAs(late);
      assertThatExceptionOfType(InvalidCalendar.class)
          .isThrownBy(() -> late.requireOpenWithinTenYears(at(UTC, "2026-03-10T08:00")));
    }

    @Test
    void a_calendar_closed_all_year() {
      var closed = with(office(UTC), closedYearly("01-01", "12-31"));

      assertThatExceptionOfType(InvalidCalendar.class)
          .isThrownBy(() -> closed.requireOpenWithinTenYears(Instant.EPOCH));
      assertThat(closed.dueAt(Instant.EPOCH, FOUR_HOURS)).isEmpty();
    }

    @Test
    void time_that_runs_backwards_and_targets_below_zero() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> office(UTC).openBetween(Instant.EPOCH, Instant.EPOCH.minusNanos(1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> office(UTC).dueAt(Instant.EPOCH, Duration.ofNanos(-1)));
    }
  }
}
