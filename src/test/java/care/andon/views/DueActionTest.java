package care.andon.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clock on the ward's wall says, also when it is set. */
class DueActionTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Instant MON_0844 = Instant.parse("2026-03-02T14:44:00Z");

  @Test
  void today_is_said_by_the_time_alone_and_never_later_than_it_is() {
    assertThat(DueAction.clock(Instant.parse("2026-03-02T15:00:59Z"), CHICAGO, MON_0844))
        .isEqualTo("09:00");
  }

  @Test
  void another_day_is_said_with_its_name_by_the_wall_not_by_greenwich() {
    assertThat(DueAction.clock(Instant.parse("2026-03-03T05:59:00Z"), CHICAGO, MON_0844))
        .isEqualTo("23:59");
    assertThat(DueAction.clock(Instant.parse("2026-03-03T06:00:00Z"), CHICAGO, MON_0844))
        .isEqualTo("Tuesday 00:00");
    assertThat(DueAction.clock(Instant.parse("2026-03-12T15:00:00Z"), CHICAGO, MON_0844))
        .isEqualTo("Thursday 12 March 2026 10:00");
  }

  @Test
  void how_long_over_is_said_in_at_most_two_units() {
    assertThat(DueAction.inShort(Duration.ofSeconds(59))).isEqualTo("less than 1 min");
    assertThat(DueAction.inShort(Duration.ofMinutes(40))).isEqualTo("40 min");
    assertThat(DueAction.inShort(Duration.ofMinutes(185))).isEqualTo("3 h 5 min");
    assertThat(DueAction.inShort(Duration.ofHours(3))).isEqualTo("3 h");
    assertThat(DueAction.inShort(Duration.ofMinutes(52 * 60 + 7))).isEqualTo("2 d 4 h");
  }

  @Test
  void yesterday_is_the_same_time_on_the_wall_when_clocks_were_set_between() {
    // Clocks go forward on 8 March and back on 1 November 2026.
    assertThat(LookbackWindow.yesterday(Instant.parse("2026-03-08T12:45:30Z"), CHICAGO))
        .isEqualTo("2026-03-07T13:45:00Z");
    assertThat(LookbackWindow.yesterday(Instant.parse("2026-11-01T13:45:00Z"), CHICAGO))
        .isEqualTo("2026-10-31T12:45:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "America/Chicago", "America/Phoenix"})
  void the_huddles_of_a_year_meet_without_a_hole_or_an_overlap(String facility) {
    var zone = ZoneId.of(facility);
    for (var day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
      var before = day.minusDays(1).atTime(7, 45).atZone(zone).toInstant();
      assertThat(LookbackWindow.yesterday(day.atTime(7, 45).atZone(zone).toInstant(), zone))
          .as("%s", day)
          .isEqualTo(before);
    }
  }

  @Test
  void yesterday_is_also_where_the_wall_skipped_that_time_or_showed_it_twice() {
    // 02:30 of 8 March did not happen in Chicago, and 01:30 of 1 November happened twice.
    assertThat(LookbackWindow.yesterday(at("2026-03-09T02:30:00"), CHICAGO))
        .isEqualTo(at("2026-03-08T03:30:00"));
    assertThat(LookbackWindow.yesterday(Instant.parse("2026-11-01T07:30:00Z"), CHICAGO))
        .isEqualTo("2026-10-31T06:30:00Z");
    assertThat(LookbackWindow.yesterday(Instant.parse("2026-11-02T07:30:00Z"), CHICAGO))
        .isEqualTo("2026-11-01T07:30:00Z");
  }

  @Test
  void what_is_still_is_the_same_however_long_it_is_over() {
    var by = MON_0844.minusSeconds(2_400);
    var words = "Resolve by 08:04";

    assertThat(late(by, Duration.ofMinutes(40), words + ", 40 min over").withoutElapsedTimes())
        .isEqualTo(
            late(by, Duration.ofMinutes(185), words + ", 3 h 5 min over").withoutElapsedTimes())
        .isEqualTo(new DueAction(DueAction.What.RESOLVE, by, true, null, null, null, null, words));
  }

  private static DueAction late(Instant by, Duration overBy, String words) {
    return new DueAction(DueAction.What.RESOLVE, by, true, overBy, null, null, null, words);
  }

  @Test
  void a_handover_looks_back_on_the_shift_that_ends_or_has_just_ended() {
    assertThat(LookbackWindow.shift(at("2026-03-02T18:45:00"), CHICAGO))
        .isEqualTo(at("2026-03-02T07:00:00"));
    assertThat(LookbackWindow.shift(at("2026-03-02T19:15:00"), CHICAGO))
        .isEqualTo(at("2026-03-02T07:00:00"));
    assertThat(LookbackWindow.shift(at("2026-03-03T00:59:59"), CHICAGO))
        .isEqualTo(at("2026-03-02T07:00:00"));
    assertThat(LookbackWindow.shift(at("2026-03-03T01:00:00"), CHICAGO))
        .isEqualTo(at("2026-03-02T19:00:00"));
    assertThat(LookbackWindow.shift(at("2026-03-03T07:05:00"), CHICAGO))
        .isEqualTo(at("2026-03-02T19:00:00"));
    assertThat(LookbackWindow.shift(at("2026-03-03T05:00:00"), CHICAGO))
        .isEqualTo(at("2026-03-02T19:00:00"));
  }

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(CHICAGO).toInstant();
  }
}
