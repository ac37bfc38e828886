package care.andon.sla.engine;

import static care.andon.sla.engine.Hours.UTC;
import static care.andon.sla.engine.Hours.calendar;
import static care.andon.sla.engine.Hours.daily;
import static care.andon.sla.engine.Hours.office;
import static care.andon.sla.engine.Hours.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing loops, whatever is asked. The limits are generous: walking would take minutes. */
class BoundedWorkTest {
  private static final Duration HUNDRED_YEARS = Duration.ofDays(36_525);
  private static final Duration GENEROUS = Duration.ofSeconds(10);

  @Test
  void a_hundred_thousand_dues_a_hundred_years_away_are_no_effort() {
    var sparse =
        calendar(ZoneId.of("Europe/Paris"), on(List.of(DayOfWeek.WEDNESDAY), "10:00-18:00"));
    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          for (var i = 0; i < 100_000; i++) {
            assertThat(sparse.dueAt(Instant.ofEpochSecond(i), HUNDRED_YEARS)).isPresent();
          }
        });
  }

  @Test
  void a_calendar_without_openings_answers_at_once() {
    var never = calendar(UTC, Map.of());

    assertTimeoutPreemptively(
        GENEROUS, () -> assertThat(never.dueAt(Instant.EPOCH, HUNDRED_YEARS)).isEmpty());
  }

  @Test
  void ten_thousand_closures_and_exceptions_are_no_effort() {
    var start = LocalDate.of(2026, 1, 1);
    var yearly =
        IntStream.rangeClosed(1, 365)
            .mapToObj(day -> MonthDay.from(Year.of(2026).atDay(day)))
            .map(day -> new Closure.ClosedYearly(day, day));
    var dates =
        IntStream.range(0, 9_000).mapToObj(day -> new Closure.ClosedDate(start.plusDays(day)));
    var exceptions =
        IntStream.range(0, 10_000)
            .mapToObj(
                day -> new OpenException(start.plusDays(2L * day), Hours.intervals("08:00-08:01")))
            .toList();
    var closures = Stream.<Closure>concat(yearly, dates).toList();

    assertTimeoutPreemptively(
        GENEROUS,
        () -> {
          var calendar = new WorkCalendar(UTC, daily("08:00-17:00"), closures, exceptions);
          assertThat(calendar.dueAt(Hours.at(UTC, "2026-01-01T00:00"), Duration.ofMinutes(4_000)))
              .contains(Hours.at(UTC, start.plusDays(2L * 3_999) + "T08:01"));
          // What is left opens on the days of the 29th of February only.
          assertThat(calendar.dueAt(Hours.at(UTC, "2081-01-01T00:00"), Duration.ofHours(9)))
              .contains(Hours.at(UTC, "2084-02-29T17:00"));
        });
  }

  @Test
  void every_other_minute_of_the_week_for_a_hundred_years_is_no_effort() {
    var minutes = new ArrayList<OpenInterval>();
    for (var minute = 0; minute < 24 * 60; minute += 2) {
      minutes.add(new OpenInterval(minute, minute + 1));
    }
    var weekly = daily();
    weekly.replaceAll((_, _) -> minutes);
    var calendar = calendar(ZoneId.of("America/New_York"), weekly);

    assertTimeoutPreemptively(
        GENEROUS,
        () ->
            assertThat(calendar.openBetween(Instant.EPOCH, Instant.EPOCH.plus(HUNDRED_YEARS)))
                .isBetween(
                    HUNDRED_YEARS.dividedBy(2).minusHours(1),
                    HUNDRED_YEARS.dividedBy(2).plusHours(1)));
  }

  @Test
  void a_clock_nobody_looked_at_for_two_hundred_years_catches_up_at_once() {
    var steps = IntStream.rangeClosed(1, 1000).boxed().toList();
    var start = Instant.parse("2000-01-01T00:00:00Z");
    var clock = SlaClock.start(office(UTC), Duration.ofDays(300), null, steps, start);

    var moved =
        assertTimeoutPreemptively(
            GENEROUS, () -> clock.advance(Instant.parse("2200-01-01T00:00:00Z")));

    assertThat(moved.signals()).hasSize(1001);
  }
}
