package care.andon.metrics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeptCountsTest {

  @Test
  void nothing_due_is_no_rate_rather_than_zero_or_all() {
    assertThat(KeptCounts.NONE.kept()).isEmpty();
    assertThat(KeptCounts.NONE.keptInterval()).isEmpty();
  }

  @Test
  void what_is_not_yet_due_or_not_measured_makes_no_rate() {
    var undecided = new KeptCounts(0, 0, 0, 0, 7, 3);
    assertThat(undecided.kept()).isEmpty();
    assertThat(undecided.keptInterval()).isEmpty();
  }

  @Test
  void a_promise_missed_and_still_open_counts_against_the_rate() {
    assertThat(new KeptCounts(6, 0, 1, 1, 100, 100).kept()).hasValue(0.75);
  }

  @Test
  void a_declined_need_is_answered_and_not_kept() {
    var counts = new KeptCounts(6, 2, 1, 1, 100, 100);
    assertThat(counts.kept()).hasValue(0.6);
    assertThat(counts.answered()).hasValue(0.8);
    assertThat(counts.keptInterval()).isEqualTo(WilsonInterval.of(6, 10));
    assertThat(counts.answeredInterval()).isEqualTo(WilsonInterval.of(8, 10));
  }

  @Test
  void all_missed_is_zero() {
    assertThat(new KeptCounts(0, 0, 0, 1, 0, 0).kept()).hasValue(0);
  }

  @Test
  void a_negative_count_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeptCounts(0, 0, 0, 0, -1, 0));
  }

  @Property
  void the_interval_is_about_the_rate(
      @ForAll @IntRange(max = 5_000) int met,
      @ForAll @IntRange(max = 5_000) int missed,
      @ForAll @IntRange(max = 5_000) int missedOpen) {
    var counts = new KeptCounts(met, 0, missed, missedOpen, 1, 1);
    assertThat(counts.keptInterval().isPresent()).isEqualTo(counts.kept().isPresent());
    counts
        .keptInterval()
        .ifPresent(i -> assertThat(counts.kept().orElseThrow()).isBetween(i.low(), i.high()));
  }
}
