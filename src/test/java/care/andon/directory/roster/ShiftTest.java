package care.andon.directory.roster;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a shift, in the night in which the clock shows one hour twice. */
class ShiftTest {
  private static final Instant BEGINS = Instant.parse("2026-11-01T03:00:00Z");
  private static final Instant ENDS = Instant.parse("2026-11-01T12:00:00Z");
  private static final Shift NIGHT =
      new Shift(
          new UUID(0, 1),
          new PersonId(new UUID(0, 2)),
          new DutyTimes.Dated(
              LocalDateTime.parse("2026-10-31T22:00"),
              LocalDateTime.parse("2026-11-01T06:00"),
              ZoneId.of("America/Chicago")),
          true,
          "source",
          "id");

  /** Before the hour, in its first and in its second pass, and after it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-01T05:30:00Z",
        "2026-11-01T06:30:00Z",
        "2026-11-01T07:30:00Z",
        "2026-11-01T09:30:00Z"
      })
  void a_shift_is_cut_at_the_instant_whatever_the_clock_shows(Instant cut) {
    assertThat(NIGHT.notAfter(cut).when()).containsExactly(new Interval(BEGINS, cut));
    assertThat(NIGHT.notBefore(cut).when()).containsExactly(new Interval(cut, ENDS));
  }

  @Test
  void what_is_not_cut_stays_as_it_is() {
    assertThat(NIGHT.notBefore(BEGINS)).isSameAs(NIGHT);
    assertThat(NIGHT.notAfter(ENDS)).isSameAs(NIGHT);
    assertThat(NIGHT.notAfter(Instant.parse("2026-11-01T09:30:00.9Z")).times().zone())
        .isEqualTo(NIGHT.times().zone());
  }
}
