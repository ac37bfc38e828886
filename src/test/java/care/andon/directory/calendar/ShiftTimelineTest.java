package care.andon.directory.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.Shift;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The past of shifts that a calendar ends. */
class ShiftTimelineTest {
  private static final Shift NIGHT_OF_THE_CLOCK_CHANGE =
      new Shift(
          new UUID(0, 1),
          new PersonId(new UUID(0, 2)),
          new DutyTimes.Dated(
              LocalDateTime.parse("2026-10-31T22:00"),
              LocalDateTime.parse("2026-11-01T06:00"),
              ZoneId.of("America/Chicago")),
          false,
          "icalendar:x",
          "1");

  @Test
  void a_shift_that_ends_at_half_past_one_does_not_come_back_when_the_clock_shows_it_again() {
    var firstHalfPastOne = Instant.parse("2026-11-01T06:30:00Z");

    var past =
        new ShiftTimeline(firstHalfPastOne, "icalendar:x")
            .past(NIGHT_OF_THE_CLOCK_CHANGE)
            .orElseThrow();

    assertThat(past.when())
        .containsExactly(new Interval(Instant.parse("2026-11-01T03:00:00Z"), firstHalfPastOne));
    assertThat(past.externalId()).isNull();
  }

  @Test
  void a_shift_has_no_past_when_it_begins_and_keeps_all_of_it_when_it_is_over() {
    var begins = Instant.parse("2026-11-01T03:00:00Z");
    var over = Instant.parse("2026-11-02T00:00:00Z");

    assertThat(new ShiftTimeline(begins, "x").past(NIGHT_OF_THE_CLOCK_CHANGE)).isEmpty();
    assertThat(new ShiftTimeline(over, "x").past(NIGHT_OF_THE_CLOCK_CHANGE).orElseThrow().times())
        .isEqualTo(NIGHT_OF_THE_CLOCK_CHANGE.times());
  }
}
