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

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
  private static final Duration FOUR_HOURS = Duration.ofHours(4);

  private static Duration openOn(WorkCalendar calendar, String date) {
    var zone = calendar.zone();
    return calendar.openBetween(
        at(zone, date + "T00:00"), at(zone, date + "T00:00").atZone(zone).plusDays(1).toInstant());
  }

  @Nested
  class A_week {
    @Test
    void request_filed_on_friday_evening_is_due_on_monday() {
      var fri_2026_03_06 = at(PARIS, "2026-03-06T19:30");

      assertThat(office(PARIS).dueAt(fri_2026_03_06, FOUR_HOURS))
          .contains(at(PARIS, "2026-03-09T12:00"));
    }

    @Test
    void what_does_not_fit_before_closing_goes_on_the_next_morning() {
      assertThat(office(PARIS).dueAt(at(PARIS, "2026-03-05T15:00"), FOUR_HOURS))
          .contains(at(PARIS, "2026-03-06T10:00"));
    }

    @Test
    void what_just_fits_is_due_at_the_moment_of_closing() {
      assertThat(office(PARIS).dueAt(at(PARIS, "2026-03-05T13:00"), FOUR_HOURS))
          .contains(at(PARIS, "2026-03-05T17:00"));
    }

    @Test
    void no_target_at_all_is_due_at_once_even_on_sunday() {
      var sun_2026_03_08 = at(PARIS, "2026-03-08T11:00");

      assertThat(office(PARIS).dueAt(sun_2026_03_08, Duration.ZERO)).contains(sun_2026_03_08);
    }

    @Test
    void the_start_of_an_interval_is_open_and_its_end_is_not() {
      assertThat(office(UTC).isOpen(at(UTC, "2026-03-05T08:00"))).isTrue();
      assertThat(office(UTC).isOpen(at(UTC, "2026-03-05T17:00"))).isFalse();
      assertThat(office(UTC).isOpen(at(UTC, "2026-03-05T17:00").minusNanos(1))).isTrue();
    }

    @Test
    void seconds_and_fractions_count_exactly() {
      var calendar = office(UTC);

      assertThat(
              calendar.openBetween(
                  Instant.parse("2026-03-05T16:59:58.000001Z"),
                  Instant.parse("2026-03-06T08:00:00.000002Z")))
          .isEqualTo(Duration.ofSeconds(2, 1_000));
      assertThat(
              calendar.dueAt(
                  Instant.parse("2026-03-05T16:59:58.000001Z"), Duration.ofSeconds(2, 1_000)))
          .contains(Instant.parse("2026-03-06T08:00:00.000002Z"));
      assertThat(
              calendar.dueAt(
                  Instant.parse("2026-03-05T16:59:58.000001Z"), Duration.ofSeconds(1, 999_999_000)))
          .contains(Instant.parse("2026-03-05T17:00:00Z"));
    }

    @Test
    void a_night_shift_runs_into_the_next_day() {
      var calendar = calendar(UTC, on(List.of(DayOfWeek.MONDAY), "19:00-07:00"));

      assertThat(openOn(calendar, "2026-03-09")).isEqualTo(Duration.ofHours(5));
      assertThat(openOn(calendar, "2026-03-10")).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void a_shift_that_ends_at_midnight_leaves_nothing_to_the_next_day() {
      var calendar = calendar(UTC, daily("19:00-00:00"));

      assertThat(calendar.dueAt(at(UTC, "2026-03-10T00:00"), Duration.ofSeconds(1)))
          .contains(at(UTC, "2026-03-10T19:00").plusSeconds(1));
      assertThat(openOn(calendar, "2026-03-10")).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void intervals_that_overlap_or_touch_count_once() {
      var calendar =
          calendar(UTC, daily("08:00-12:00", "10:00-14:00", "14:00-15:00", "22:00-09:00"));

      assertThat(openOn(calendar, "2026-03-10")).isEqualTo(Duration.ofHours(9 + 6 + 2));
    }

    @Test
    void around_the_clock_due_is_start_plus_target() {
      var start = Instant.parse("2026-03-28T12:00:00.000001Z");

      assertThat(WorkCalendar.always(PARIS).dueAt(start, Duration.ofDays(2)))
          .contains(Instant.parse("2026-03-30T12:00:00.000001Z"));
      assertThat(calendar(PARIS, daily("00:00-24:00"))).isEqualTo(WorkCalendar.always(PARIS));
    }

    @Test
    void a_day_that_is_open_in_two_halves_is_open_all_day() {
      var halves = calendar(PARIS, daily("00:00-12:00", "12:00-24:00"));
      var year = Duration.ofDays(365);

      assertThat(halves.openBetween(Instant.EPOCH, Instant.EPOCH.plus(year))).isEqualTo(year);
    }
  }

  @Nested
  class As_a_value {
    private WorkCalendar ward() {
      return new WorkCalendar(
          PARIS,
          daily("08:00-17:00"),
          List.of(closedYearly("12-24", "01-02")),
          List.of(Hours.openOn("2026-03-10", "09:00-10:00")));
    }

    @Test
    void two_with_the_same_parts_are_equal() {
      assertThat(ward()).isEqualTo(ward()).hasSameHashCodeAs(ward());
    }

    @Test
    void one_that_differs_in_a_part_is_another() {
      for (var other :
          List.of(
              new WorkCalendar(UTC, ward().weekly(), ward().closures(), ward().exceptions()),
              new WorkCalendar(PARIS, Map.of(), ward().closures(), ward().exceptions()),
              new WorkCalendar(PARIS, ward().weekly(), List.of(), ward().exceptions()),
              new WorkCalendar(PARIS, ward().weekly(), ward().closures(), List.of()))) {
        assertThat(ward()).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
      }
      assertThat(ward()).isNotEqualTo(ward().weekly());
    }

    @Test
    void it_says_what_it_is_made_of() {
      assertThat(ward())
          .asString()
          .contains("Europe/Paris", "TUESDAY=[08:00-17:00]", "12-24", "2026-03-10", "09:00-10:00");
    }
  }

  @Nested
  class Closures_and_exceptions {
    @Test
    void a_yearly_closure_may_wrap_the_new_year() {
      var calendar = with(office(UTC), closedYearly("12-24", "01-02"));

      assertThat(calendar.dueAt(at(UTC, "2026-12-23T16:00"), Duration.ofHours(2)))
          .contains(at(UTC, "2027-01-04T09:00"));
    }

    @Test
    void a_closure_covers_its_days_and_no_other() {
      var newYear = closedYearly("12-24", "01-02");
      var once = closedOn("2026-03-10");

      assertThat(newYear.covers(LocalDate.parse("2026-12-24"))).isTrue();
      assertThat(newYear.covers(LocalDate.parse("2027-01-03"))).isFalse();
      assertThat(once.covers(LocalDate.parse("2026-03-10"))).isTrue();
      assertThat(once.covers(LocalDate.parse("2027-03-10"))).isFalse();
    }

    @Test
    void a_closure_of_february_29_is_there_in_leap_years_only() {
      var calendar = with(calendar(UTC, daily("08:00-17:00")), closedYearly("02-29", "02-29"));

      assertThat(openOn(calendar, "2028-02-29")).isZero();
      assertThat(openOn(calendar, "2028-02-28")).isEqualTo(Duration.ofHours(9));
      assertThat(openOn(calendar, "2027-02-28")).isEqualTo(Duration.ofHours(9));
      assertThat(openOn(calendar, "2027-03-01")).isEqualTo(Duration.ofHours(9));
    }

    @Test
    void a_closed_date_is_closed_also_to_the_night_shift_begun_the_day_before() {
      var nights = with(calendar(UTC, daily("19:00-07:00")), closedOn("2026-03-10"));

      assertThat(openOn(nights, "2026-03-09")).isEqualTo(Duration.ofHours(7 + 5));
      assertThat(openOn(nights, "2026-03-10")).isZero();
      assertThat(openOn(nights, "2026-03-11")).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void new_years_day_knows_that_the_night_before_was_closed() {
      var nights = with(calendar(UTC, daily("19:00-07:00")), closedYearly("12-31", "12-31"));

      assertThat(openOn(nights, "2026-12-31")).isZero();
      assertThat(openOn(nights, "2027-01-01")).isEqualTo(Duration.ofHours(5));
    }

    @Test
    void an_exception_overrides_weekday_and_closure() {
      var calendar =
          new WorkCalendar(
              UTC,
              daily("08:00-17:00"),
              List.of(closedOn("2026-03-10"), closedYearly("03-11", "03-11")),
              List.of(
                  openOn("2026-03-10", "09:00-10:00"),
                  openOn("2026-03-11", "09:00-11:00"),
                  openOn("2026-03-12")));

      assertThat(openOn(calendar, "2026-03-10")).isEqualTo(Duration.ofHours(1));
      assertThat(openOn(calendar, "2026-03-11")).isEqualTo(Duration.ofHours(2));
      assertThat(openOn(calendar, "2026-03-12")).isZero();
    }

    @Test
    void a_tail_never_enters_an_exception_but_an_exceptions_own_tail_runs_on() {
      var calendar =
          with(
              calendar(UTC, daily("19:00-07:00")),
              openOn("2026-03-10", "22:00-02:00"),
              openOn("2026-03-14", "22:00-02:00"),
              openOn("2026-03-15", "12:00-13:00"));

      assertThat(openOn(calendar, "2026-03-10")).isEqualTo(Duration.ofHours(2));
      assertThat(openOn(calendar, "2026-03-11")).isEqualTo(Duration.ofHours(2 + 5));
      assertThat(openOn(calendar, "2026-03-15")).isEqualTo(Duration.ofHours(1));
    }

    private static OpenException openOn(String date, String... hours) {
      return Hours.openOn(date, hours);
    }

    private static Duration openOn(WorkCalendar calendar, String date) {
      return WorkCalendarTest.openOn(calendar, date);
    }
  }

  @Nested
  class When_the_wall_clock_jumps {
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
    private static final ZoneId APIA = ZoneId.of("Pacific/Apia");
    private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

    @Test
    void a_skipped_hour_does_not_exist() {
      assertThat(openOn(calendar(PARIS, daily("01:00-04:00")), "2026-03-29"))
          .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void a_repeated_hour_counts_twice() {
      var nights = calendar(PARIS, daily("01:00-04:00"));

      assertThat(openOn(nights, "2026-10-25")).isEqualTo(Duration.ofHours(4));
      assertThat(nights.dueAt(at(PARIS, "2026-10-25T00:00"), Duration.ofHours(3)))
          .contains(Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void the_very_instant_of_a_jump_shows_the_new_time() {
      var calendar = calendar(PARIS, daily("03:00-04:00"));

      assertThat(calendar.isOpen(Instant.parse("2026-03-29T01:00:00Z"))).isTrue();
      assertThat(calendar.isOpen(Instant.parse("2026-03-29T00:59:59.999999999Z"))).isFalse();
    }

    @Test
    void the_very_instant_of_a_zones_first_jumps_shows_the_new_time() {
      var kathmandu = ZoneId.of("Asia/Kathmandu");
      var fromLocalMeanTime = Instant.parse("1919-12-31T18:18:44Z");
      var fifteenMinutesAhead = Instant.parse("1985-12-31T18:30:00Z");

      assertThat(calendar(kathmandu, daily("23:48-23:49")).isOpen(fromLocalMeanTime)).isTrue();
      assertThat(calendar(kathmandu, daily("00:15-00:16")).isOpen(fifteenMinutesAhead)).isTrue();
    }

    @Test
    void an_interval_inside_the_repeated_hour_opens_twice() {
      var calendar = calendar(PARIS, daily("02:15-02:45"));

      assertThat(openOn(calendar, "2026-10-25")).isEqualTo(Duration.ofHours(1));
      assertThat(calendar.dueAt(at(PARIS, "2026-10-25T00:00"), Duration.ofMinutes(45)))
          .contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void an_interval_inside_the_skipped_hour_does_not_open_that_day() {
      var calendar = calendar(PARIS, daily("02:15-02:45"));

      assertThat(openOn(calendar, "2026-03-29")).isZero();
      assertThat(calendar.dueAt(at(PARIS, "2026-03-29T00:00"), Duration.ofMinutes(10)))
          .contains(at(PARIS, "2026-03-30T02:25"));
    }

    @Test
    void lord_howe_jumps_by_half_an_hour() {
      var calendar = calendar(LORD_HOWE, daily("01:00-04:00"));

      assertThat(openOn(calendar, "2026-04-05")).isEqualTo(Duration.ofMinutes(210));
      assertThat(openOn(calendar, "2026-10-04")).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void apia_never_had_december_30_of_2011() {
      var calendar =
          with(calendar(APIA, daily("08:00-17:00")), Hours.openOn("2011-12-30", "00:00-24:00"));
      var thursdayNoon = at(APIA, "2011-12-29T12:00");

      assertThat(calendar.openBetween(thursdayNoon, at(APIA, "2011-12-31T12:00")))
          .isEqualTo(Duration.ofHours(5 + 4));
      assertThat(calendar.dueAt(thursdayNoon, Duration.ofHours(6)))
          .contains(at(APIA, "2011-12-31T09:00"));
    }

    @Test
    void santiago_goes_back_from_sunday_to_saturday() {
      var saturdays = calendar(SANTIAGO, on(List.of(DayOfWeek.SATURDAY), "23:00-24:00"));
      var sundays = calendar(SANTIAGO, on(List.of(DayOfWeek.SUNDAY), "00:00-01:00"));
      var evening = at(SANTIAGO, "2026-04-04T22:00");
      var morning = at(SANTIAGO, "2026-04-05T06:00");

      assertThat(saturdays.openBetween(evening, morning)).isEqualTo(Duration.ofHours(2));
      assertThat(sundays.openBetween(evening, morning)).isEqualTo(Duration.ofHours(1));
      assertThat(saturdays.dueAt(evening, Duration.ofMinutes(90)))
          .contains(evening.plus(Duration.ofMinutes(150)));
    }
  }
}
