package care.andon.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the heartbeat shares the machine with people, and that it is done in time all the same. */
class BatchPacingTest {
  private static final BatchPacing WITH_TIME = BatchPacing.of(Duration.ZERO);
  private static final BatchPacing IN_A_HURRY = BatchPacing.of(BatchPacing.UNHURRIED);
  private static final BatchPacing WITHOUT_REST = BatchPacing.of(BatchPacing.LATEST);

  @Test
  void as_long_as_there_is_time_it_takes_little_and_leaves_three_quarters_of_the_time_to_people() {
    assertThat(BatchPacing.of(BatchPacing.UNHURRIED.minusMillis(1))).isEqualTo(WITH_TIME);
    assertThat(WITH_TIME.batch()).isEqualTo(10);
    assertThat(WITH_TIME.rest(Duration.ofMillis(8))).isEqualTo(Duration.ofMillis(24));
  }

  @Test
  void what_is_late_leaves_half_of_it() {
    assertThat(BatchPacing.of(BatchPacing.LATEST.minusMillis(1))).isEqualTo(IN_A_HURRY);
    assertThat(IN_A_HURRY.batch()).isEqualTo(50);
    assertThat(IN_A_HURRY.rest(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void what_would_be_too_late_has_no_rest() {
    assertThat(WITHOUT_REST.batch()).isEqualTo(200);
    assertThat(WITHOUT_REST.rest(Duration.ofMillis(80))).isZero();
  }

  @Test
  void a_batch_that_had_to_wait_is_not_followed_by_a_long_rest() {
    assertThat(WITH_TIME.rest(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(200));
    assertThat(IN_A_HURRY.rest(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(100));
  }

  /** On machines as fast as the one it was measured on, and up to three times slower. */
  @ParameterizedTest
  @CsvSource({"1, 0.2", "3, 0.6", "10, 1", "15, 2"})
  void ten_thousand_in_one_instant_are_recorded_within_a_minute(
      int millisForEachBatch, double millisForEachRequest) {
    var took = Duration.ZERO;
    for (var left = 10_000; left > 0; ) {
      var pace = BatchPacing.of(took);
      var micros =
          1_000L * millisForEachBatch + Math.round(1_000 * millisForEachRequest * pace.batch());
      var work = Duration.ofNanos(1_000 * micros);
      left -= pace.batch();
      took = took.plus(work).plus(pace.rest(work));
    }

    assertThat(took).isLessThan(Duration.ofMinutes(1));
  }
}
