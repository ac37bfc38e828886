package care.andon.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the heartbeat shares the machine with people, and that it is done in time all the same. */
class PaceTest {
  private static final int BATCHES_OF_TEN_THOUSAND = 200;
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LATE = Duration.ofSeconds(25);

  @Test
  void what_is_not_late_leaves_four_fifths_of_the_time_to_people() {
    assertThat(Pace.rest(Duration.ofMillis(20), AT_ONCE)).isEqualTo(Duration.ofMillis(80));
    assertThat(Pace.rest(Duration.ofMillis(20), LATE.minusMillis(1)))
        .isEqualTo(Duration.ofMillis(80));
  }

  @Test
  void what_is_late_leaves_half_of_it() {
    assertThat(Pace.rest(Duration.ofMillis(20), LATE)).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void a_batch_that_had_to_wait_is_not_followed_by_a_long_rest() {
    assertThat(Pace.rest(Duration.ofSeconds(10), AT_ONCE)).isEqualTo(Duration.ofMillis(400));
    assertThat(Pace.rest(Duration.ofSeconds(10), LATE)).isEqualTo(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 50, 100})
  void ten_thousand_in_one_instant_are_recorded_within_a_minute(int millisForEachBatch) {
    var work = Duration.ofMillis(millisForEachBatch);
    var took = Duration.ZERO;
    for (int batch = 0; batch < BATCHES_OF_TEN_THOUSAND; batch++) {
      took = took.plus(work);
      took = took.plus(Pace.rest(work, took));
    }

    assertThat(took).isLessThan(Duration.ofMinutes(1));
  }
}
