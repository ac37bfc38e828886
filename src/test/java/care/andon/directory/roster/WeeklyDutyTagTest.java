package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.kernel.PersonId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A tag says as much as the duty it is of. */
class WeeklyDutyTagTest {
  private static final LocalDate MON_2026_03_02 = LocalDate.of(2026, 3, 2);
  private static final LocalDate SUN_2026_03_29 = LocalDate.of(2026, 3, 29);
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

  @Test
  void two_that_differ_in_anything_have_two_tags_and_equal_ones_the_same() {
    var usual = hours(19, 7, DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    var all =
        List.of(
            duty(1, 2, usual, null, null, null, false),
            duty(9, 2, usual, null, null, null, false),
            duty(1, 9, usual, null, null, null, false),
            duty(1, 2, hours(18, 7, DayOfWeek.MONDAY, DayOfWeek.FRIDAY), null, null, null, false),
            duty(1, 2, hours(19, 8, DayOfWeek.MONDAY, DayOfWeek.FRIDAY), null, null, null, false),
            duty(1, 2, hours(19, 7, DayOfWeek.MONDAY), null, null, null, false),
            duty(1, 2, usual, CHICAGO, null, null, false),
            duty(1, 2, usual, null, MON_2026_03_02, null, false),
            duty(1, 2, usual, null, null, MON_2026_03_02, false),
            duty(1, 2, usual, null, MON_2026_03_02, SUN_2026_03_29, false),
            duty(1, 2, usual, null, null, null, true));

    assertThat(all).extracting(WeeklyDuty::tag).doesNotHaveDuplicates().allMatch(this::isStrong);
    assertThat(
            duty(1, 2, hours(19, 7, DayOfWeek.FRIDAY, DayOfWeek.MONDAY), null, null, null, false)
                .tag())
        .isEqualTo(all.getFirst().tag());
  }

  private boolean isStrong(String tag) {
    return tag.matches("\"[!#-~]{22}\"");
  }

  private static WeeklyHours hours(int from, int to, DayOfWeek... days) {
    return new WeeklyHours(Set.of(days), LocalTime.of(from, 0), LocalTime.of(to, 0));
  }

  private static WeeklyDuty duty(
      int id,
      int person,
      WeeklyHours hours,
      @Nullable ZoneId zone,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      boolean exclusive) {
    return new WeeklyDuty(
        new UUID(0, id),
        new PersonId(new UUID(0, person)),
        new DutyTimes.Weekly(hours, zone, first, last),
        exclusive);
  }
}
