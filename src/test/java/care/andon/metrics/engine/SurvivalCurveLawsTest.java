package care.andon.metrics.engine;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.valueOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every curve. */
class SurvivalCurveLawsTest {

  @Property
  void without_censoring_a_quantile_is_the_empirical_one(
      @ForAll("ended") List<Observation> waits, @ForAll @IntRange(min = 1, max = 99) int percent) {
    var sorted = waits.stream().map(Observation::length).sorted().toList();
    var rank = (waits.size() * percent + 99) / 100;
    assertThat(curve(waits).quantile(percent / 100.0)).contains(sorted.get(rank - 1));
  }

  @Property
  void the_median_is_the_one_of_exact_fractions(@ForAll("waits") List<Observation> waits) {
    assertThat(curve(waits).median()).isEqualTo(exactMedian(waits));
  }

  @Property
  void the_curve_falls_from_one_towards_zero(@ForAll("waits") List<Observation> waits) {
    var curve = curve(waits);
    var before = 1.0;
    for (var hour = 0; hour <= 40; hour++) {
      var after = CurveReader.waitingAfter(curve, Duration.ofHours(hour));
      assertThat(after).isBetween(0.0, before);
      before = after;
    }
  }

  @Property
  void a_later_quantile_is_never_a_shorter_wait(@ForAll("waits") List<Observation> waits) {
    var curve = curve(waits);
    var median = curve.median();
    curve.p90().ifPresent(p90 -> assertThat(p90).isGreaterThanOrEqualTo(median.orElseThrow()));
  }

  @Property
  void the_order_of_the_observations_does_not_matter(
      @ForAll("waits") List<Observation> waits, @ForAll long seed) {
    var shuffled = new ArrayList<>(waits);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(curve(shuffled).median()).isEqualTo(curve(waits).median());
    assertThat(curve(shuffled).p90()).isEqualTo(curve(waits).p90());
  }

  @Property
  void one_more_open_wait_never_shortens_the_median(
      @ForAll("waits") List<Observation> waits, @ForAll @IntRange(max = 40) int hours) {
    var more = new ArrayList<>(waits);
    more.add(Observation.censored(Duration.ofHours(hours)));
    var longer = curve(more).median();
    var median = curve(waits).median();
    longer.ifPresent(wait -> assertThat(wait).isGreaterThanOrEqualTo(median.orElseThrow()));
  }

  @Property
  void points_lie_on_the_curve_and_miss_less_than_one_part_of_it(
      @ForAll("waits") List<Observation> waits, @ForAll @IntRange(min = 1, max = 12) int most) {
    var curve = curve(waits);
    var points = curve.points(most);
    var steps = curve.points(Integer.MAX_VALUE);
    assertThat(points).hasSizeLessThanOrEqualTo(most).isSubsetOf(steps);
    if (!steps.isEmpty()) {
      assertThat(points.getLast()).isEqualTo(steps.getLast());
      var part = (1 - steps.getLast().waiting()) / most;
      for (var step : steps) {
        var drawn =
            points.stream()
                .filter(it -> it.after().compareTo(step.after()) <= 0)
                .reduce((_, later) -> later)
                .map(SurvivalCurve.Point::waiting)
                .orElse(1.0);
        assertThat(drawn - step.waiting()).isBetween(0.0, part + 1e-9);
      }
    }
  }

  @Provide
  Arbitrary<List<Observation>> waits() {
    return Combinators.combine(hours(), Arbitraries.of(true, false))
        .as(Observation::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Observation>> ended() {
    return hours().map(Observation::ended).list().ofMinSize(1).ofMaxSize(60);
  }

  private static Arbitrary<Duration> hours() {
    return Arbitraries.integers().between(0, 30).map(Duration::ofHours);
  }

  /** The definition, word for word and without rounding: slow, and obviously right. */
  private static Optional<Duration> exactMedian(List<Observation> waits) {
    var numerator = ONE;
    var denominator = ONE;
    for (var wait : waits.stream().map(Observation::length).distinct().sorted().toList()) {
      var atRisk = waits.stream().filter(o -> o.length().compareTo(wait) >= 0).count();
      var ended = waits.stream().filter(o -> o.ended() && o.length().equals(wait)).count();
      numerator = numerator.multiply(valueOf(atRisk - ended));
      denominator = denominator.multiply(valueOf(atRisk));
      if (ended > 0 && numerator.multiply(TWO).compareTo(denominator) <= 0) {
        return Optional.of(wait);
      }
    }
    return Optional.empty();
  }

  private static SurvivalCurve curve(List<Observation> waits) {
    return SurvivalCurve.of(Observations.of(waits));
  }
}
