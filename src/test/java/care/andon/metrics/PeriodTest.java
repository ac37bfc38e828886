package care.andon.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import care.andon.platform.problem.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final Instant NOW = Instant.parse("2026-03-29T12:00:00Z");

  @Test
  void without_bounds_it_is_the_last_28_days() {
    assertThat(Period.of(null, null, NOW))
        .isEqualTo(new Period(Instant.parse("2026-03-01T12:00:00Z"), NOW));
  }

  @Test
  void without_a_begin_it_is_the_28_days_before_its_end() {
    assertThat(Period.of(null, "2026-02-28T00:00:00+01:00", NOW))
        .isEqualTo(
            new Period(
                Instant.parse("2026-01-30T23:00:00Z"), Instant.parse("2026-02-27T23:00:00Z")));
  }

  @Test
  void may_reach_into_the_future() {
    assertThat(Period.of("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z", NOW).to())
        .isEqualTo("2026-05-01T00:00:00Z");
  }

  @Test
  void is_never_empty_nor_backwards() {
    assertRefused("from", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z");
    assertRefused("from", "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z");
    assertRefused("from", "2026-04-01T00:00:00Z", null);
  }

  @Test
  void is_at_most_ten_years_long() {
    assertThat(Period.of("2016-03-01T00:00:00Z", "2026-03-01T00:00:00Z", NOW)).isNotNull();
    assertRefused("from", "2016-03-01T00:00:00Z", "2026-03-01T00:00:00.000001Z");
  }

  @Test
  void needs_instants_with_a_zone() {
    assertRefused("from", "2026-03-01T00:00:00", null);
    assertRefused("to", null, "2026-03-01");
    assertRefused("to", null, "2026-03-01T00:00:00 01:00");
    assertRefused("from", "", null);
    assertRefused("from", "9".repeat(100_000), null);
  }

  private static void assertRefused(String parameter, @Nullable String from, @Nullable String to) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> Period.of(from, to, NOW))
        .satisfies(
            problem -> assertThat(problem.errors().getFirst().pointer()).isEqualTo(parameter));
  }
}
