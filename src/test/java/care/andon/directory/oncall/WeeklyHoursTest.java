package care.andon.directory.oncall;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeeklyHoursTest {
  private static final LocalTime SEVEN = LocalTime.of(7, 0);
  private static final LocalTime NINETEEN = LocalTime.of(19, 0);
  private static final LocalDateTime FRI_2026_03_06 = LocalDateTime.of(2026, 3, 6, 0, 0);
  private static final LocalDateTime SAT_2026_03_07 = FRI_2026_03_06.plusDays(1);

  @Test
  void a_day_duty_covers_its_start_and_not_its_end() {
    var day = new WeeklyHours(Set.of(FRIDAY), SEVEN, NINETEEN);

    assertThat(day.cover(FRI_2026_03_06.with(SEVEN))).isTrue();
    assertThat(day.cover(FRI_2026_03_06.with(SEVEN).minusNanos(1))).isFalse();
    assertThat(day.cover(FRI_2026_03_06.with(NINETEEN).minusNanos(1))).isTrue();
    assertThat(day.cover(FRI_2026_03_06.with(NINETEEN))).isFalse();
    assertThat(day.cover(SAT_2026_03_07.with(SEVEN))).isFalse();
  }

  @Test
  void a_night_duty_belongs_to_the_day_on_which_it_begins() {
    var night = new WeeklyHours(Set.of(FRIDAY), NINETEEN, SEVEN);

    assertThat(night.cover(FRI_2026_03_06.with(NINETEEN))).isTrue();
    assertThat(night.cover(SAT_2026_03_07.withHour(3))).isTrue();
    assertThat(night.cover(SAT_2026_03_07.with(SEVEN))).isFalse();
    assertThat(night.cover(FRI_2026_03_06.withHour(3))).isFalse();
    assertThat(night.cover(SAT_2026_03_07.with(NINETEEN))).isFalse();
  }

  @Test
  void a_night_that_begins_on_sunday_reaches_into_monday() {
    var night = new WeeklyHours(Set.of(SUNDAY), NINETEEN, SEVEN);

    assertThat(night.cover(LocalDateTime.of(2026, 3, 9, 6, 59))).isTrue();
    assertThat(LocalDateTime.of(2026, 3, 9, 6, 59).getDayOfWeek()).isEqualTo(MONDAY);
  }

  @Test
  void equal_times_are_a_whole_day() {
    var saturday = new WeeklyHours(Set.of(SATURDAY), SEVEN, SEVEN);

    assertThat(saturday.cover(SAT_2026_03_07.withHour(6))).isFalse();
    assertThat(saturday.cover(SAT_2026_03_07.with(SEVEN))).isTrue();
    assertThat(saturday.cover(SAT_2026_03_07.plusDays(1).withHour(6))).isTrue();
    assertThat(saturday.cover(SAT_2026_03_07.plusDays(1).with(SEVEN))).isFalse();
  }

  @Test
  void a_duty_says_when_it_ends() {
    var night = new WeeklyHours(Set.of(FRIDAY), NINETEEN, SEVEN);

    assertThat(night.until(FRI_2026_03_06.withHour(23))).contains(SAT_2026_03_07.with(SEVEN));
    assertThat(night.until(SAT_2026_03_07.withHour(3))).contains(SAT_2026_03_07.with(SEVEN));
  }

  @Test
  void a_duty_round_the_clock_never_ends() {
    var always = new WeeklyHours(EnumSet.allOf(DayOfWeek.class), SEVEN, SEVEN);

    assertThat(always.until(FRI_2026_03_06)).isEmpty();
  }

  @Test
  void hours_on_no_day_are_refused() {
    var none = EnumSet.noneOf(DayOfWeek.class);

    assertThatThrownBy(() -> new WeeklyHours(none, SEVEN, NINETEEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one day");
  }

  @Property
  void day_and_night_that_meet_cover_every_minute_exactly_once(
      @ForAll @IntRange(max = 1_439) int change,
      @ForAll @IntRange(max = 1_439) int back,
      @ForAll @IntRange(max = 10_079) int minuteOfWeek) {
    Assume.that(change != back);
    var everyDay = EnumSet.allOf(DayOfWeek.class);
    var from = LocalTime.MIN.plusMinutes(change);
    var to = LocalTime.MIN.plusMinutes(back);
    var day = new WeeklyHours(everyDay, from, to);
    var night = new WeeklyHours(everyDay, to, from);
    var at = FRI_2026_03_06.plusMinutes(minuteOfWeek);

    assertThat(day.cover(at)).isNotEqualTo(night.cover(at));
  }

  @Property
  void a_duty_covers_everything_up_to_its_end_and_nothing_at_it(
      @ForAll DayOfWeek day,
      @ForAll @IntRange(max = 1_439) int from,
      @ForAll @IntRange(max = 1_439) int to,
      @ForAll @IntRange(max = 1_439) int minutesIn) {
    var length = Math.floorMod(to - from - 1, 1_440) + 1;
    var hours =
        new WeeklyHours(
            Set.of(day), LocalTime.MIN.plusMinutes(from), LocalTime.MIN.plusMinutes(to));
    var start = FRI_2026_03_06.with(TemporalAdjusters.nextOrSame(day)).plusMinutes(from);
    var at = start.plusMinutes(minutesIn % length);

    assertThat(hours.cover(at)).isTrue();
    assertThat(hours.until(at)).contains(start.plusMinutes(length));
    assertThat(hours.cover(start.plusMinutes(length))).isFalse();
  }
}
