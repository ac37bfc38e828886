package care.andon.telling.engine;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.oncall.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it is quiet, and until when. */
class QuietHoursTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Friday 2026-03-06: from 22:00 to 06:30, past midnight
          2026-03-06T21:59:59-06:00 |
          2026-03-06T22:00:00-06:00 | 2026-03-07T06:30:00-06:00
          2026-03-07T06:29:59-06:00 | 2026-03-07T06:30:00-06:00
          2026-03-07T06:30:00-06:00 |
          # Saturday night: 02:00 is 03:00, and the end at 02:30 is skipped
          2026-03-07T23:00:00-06:00 | 2026-03-08T03:00:00-05:00
          2026-03-08T03:00:00-05:00 |
          # Saturday night in autumn: 01:00 to 02:00 occurs twice, so it is quiet for an hour more
          2026-10-31T23:30:00-05:00 | 2026-11-01T02:30:00-06:00
          # A week without a change
          2026-03-14T23:00:00-05:00 | 2026-03-15T02:30:00-05:00
          """)
  void they_go_by_the_wall_clock(OffsetDateTime at, OffsetDateTime end) {
    var hours = quiet(hours(FRIDAY, "22:00", "06:30"), hours(SATURDAY, "23:00", "02:30"));
    var now = at.toInstant();

    assertThat(hours.cover(now, CHICAGO)).isEqualTo(end != null);
    assertThat(hours.endFrom(now, CHICAGO)).contains(end == null ? now : end.toInstant());
  }

  @Test
  void an_hour_that_occurs_twice_is_quiet_twice() {
    var hours = quiet(hours(SATURDAY, "23:00", "01:30"));
    var firstHalfPastOne = Instant.parse("2026-11-01T01:30:00-05:00");
    var secondOne = Instant.parse("2026-11-01T01:00:00-06:00");

    assertThat(hours.endFrom(Instant.parse("2026-11-01T00:00:00-05:00"), CHICAGO))
        .contains(firstHalfPastOne);
    assertThat(hours.cover(secondOne, CHICAGO)).isTrue();
    assertThat(hours.endFrom(secondOne, CHICAGO))
        .contains(Instant.parse("2026-11-01T01:30:00-06:00"));
  }

  @Test
  void hours_that_meet_are_one() {
    var weekend = quiet(hours(SATURDAY, "00:00", "00:00"), hours(SUNDAY, "00:00", "12:00"));

    assertThat(weekend.endFrom(Instant.parse("2026-03-14T15:00:20Z"), CHICAGO))
        .contains(Instant.parse("2026-03-15T17:00:00Z"));
  }

  @Test
  void they_differ_by_the_zone_of_the_facility() {
    var hours = quiet(hours(FRIDAY, "22:00", "23:00"));
    var at = Instant.parse("2026-03-07T04:30:00Z");

    assertThat(hours.cover(at, CHICAGO)).isTrue();
    assertThat(hours.cover(at, ZoneId.of("America/New_York"))).isFalse();
  }

  @Test
  void a_quiet_week_has_no_end() {
    var all = new WeeklyHours(EnumSet.allOf(DayOfWeek.class), LocalTime.NOON, LocalTime.NOON);

    assertThat(quiet(all).endFrom(Instant.EPOCH, CHICAGO)).isEmpty();
  }

  @Test
  void without_quiet_hours_it_is_never_quiet() {
    assertThat(QuietHours.NONE.cover(Instant.EPOCH, CHICAGO)).isFalse();
  }

  private static QuietHours quiet(WeeklyHours... hours) {
    return new QuietHours(List.of(hours));
  }

  private static WeeklyHours hours(DayOfWeek day, String from, String to) {
    return new WeeklyHours(EnumSet.of(day), LocalTime.parse(from), LocalTime.parse(to));
  }
}
