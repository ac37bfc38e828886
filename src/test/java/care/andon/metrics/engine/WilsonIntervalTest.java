package care.andon.metrics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

  // Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven
  // methods, Statistics in Medicine 17 (1998), 857-872, table I, method 3; the last row computed
  // apart from this code, as the roots of the quadratic equation.
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0,   20, 0.0000, 0.1611",
    "1,   29, 0.0061, 0.1718",
    "3,    3, 0.4385, 1.0000"
  })
  void agrees_with_the_published_table(long hits, long of, double low, double high) {
    var interval = WilsonInterval.of(hits, of).orElseThrow();
    assertThat(interval.low()).isCloseTo(low, within(0.00005));
    assertThat(interval.high()).isCloseTo(high, within(0.00005));
  }

  @Test
  void nothing_seen_has_no_interval() {
    assertThat(WilsonInterval.of(0, 0)).isEmpty();
  }

  @Test
  void more_hits_than_all_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of(-1, 1));
  }

  @Test
  void an_interval_may_be_a_point_but_neither_upside_down_nor_beyond_a_share() {
    assertThat(new WilsonInterval(0.5, 0.5).low()).isEqualTo(0.5);
    assertThatIllegalArgumentException().isThrownBy(() -> new WilsonInterval(0.6, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new WilsonInterval(-0.1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new WilsonInterval(0.5, 1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new WilsonInterval(Double.NaN, 0.5));
  }

  @Property
  void holds_the_observed_share_within_zero_and_one(
      @ForAll @LongRange(max = 1_000_000_000) long hits,
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long misses) {
    var share = (double) hits / (hits + misses);
    var interval = WilsonInterval.of(hits, hits + misses).orElseThrow();
    assertThat(interval.low()).isBetween(0.0, share);
    assertThat(interval.high()).isBetween(share, 1.0);
  }

  @Property
  void hits_and_misses_mirror_each_other(
      @ForAll @IntRange(max = 10_000) int hits,
      @ForAll @IntRange(min = 1, max = 10_000) int misses) {
    var one = WilsonInterval.of(hits, hits + misses).orElseThrow();
    var other = WilsonInterval.of(misses, hits + misses).orElseThrow();
    assertThat(one.low()).isCloseTo(1 - other.high(), within(1e-12));
  }

  @Property
  void more_of_the_same_narrows_it(
      @ForAll @IntRange(max = 1_000) int hits, @ForAll @IntRange(min = 1, max = 1_000) int misses) {
    var few = WilsonInterval.of(hits, hits + misses).orElseThrow();
    var many = WilsonInterval.of(4L * hits, 4L * (hits + misses)).orElseThrow();
    assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
  }
}
