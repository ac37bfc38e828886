package care.andon.metrics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.andon.metrics.engine.ControlChart.Judged;
import care.andon.metrics.engine.ControlChart.Point;
import care.andon.metrics.engine.StandardisedShare.Stratum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statistics against published answers and those of R's survival package. */
class KnownAnswersTest {
  private static final Offset<Double> FOUR_DIGITS = within(0.00005);

  /** Leukaemia, with maintenance: a plus marks a person who was still well when last seen. */
  private static final SurvivalCurve MAINTAINED = curve("9 13 13+ 18 23 28+ 31 34 45+ 48 161+");

  private static final SurvivalCurve NOT_MAINTAINED = curve("5 5 8 8 12 16+ 23 27 30 33 43 45");

  @Test
  void kaplan_meier_of_the_maintained() {
    assertThat(MAINTAINED.median()).contains(days(31));
    assertThat(MAINTAINED.interval(0.5).low()).contains(days(18));
    assertThat(MAINTAINED.interval(0.5).high()).isEmpty();
    assertThat(MAINTAINED.points(20))
        .filteredOn(step -> step.after().equals(days(31)))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.waiting()).isCloseTo(0.4909, FOUR_DIGITS);
              assertThat(step.low()).isCloseTo(0.2549, FOUR_DIGITS);
              assertThat(step.high()).isCloseTo(0.9456, FOUR_DIGITS);
            });
  }

  @Test
  void kaplan_meier_of_the_others() {
    assertThat(NOT_MAINTAINED.median()).contains(days(23));
    assertThat(NOT_MAINTAINED.interval(0.5).low()).contains(days(8));
    assertThat(NOT_MAINTAINED.interval(0.5).high()).isEmpty();
    assertThat(NOT_MAINTAINED.p90()).contains(days(43));
  }

  @Test
  void a_curve_that_nobody_has_left_has_no_interval() {
    assertThat(SurvivalCurve.of(Observations.of(List.of())).interval(0.5))
        .isEqualTo(
            SurvivalCurve.of(Observations.of(List.of(Observation.censored(days(1)))))
                .interval(0.9));
    assertThat(
            SurvivalCurve.of(Observations.of(List.of(Observation.ended(days(1)))))
                .interval(0.5)
                .low())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    " 0,  20, 0,      0.1611",
    " 1,  29, 0.0061, 0.1718"
  })
  void wilson(long hits, long of, double low, double high) {
    var interval = WilsonInterval.of(hits, of).orElseThrow();
    assertThat(interval.low()).isCloseTo(low, FOUR_DIGITS);
    assertThat(interval.high()).isCloseTo(high, FOUR_DIGITS);
  }

  @Test
  void newcombe_gap() {
    var gap = ShareDifference.of(56, 70, 48, 80).orElseThrow();
    assertThat(gap.difference()).isCloseTo(0.2, within(1e-12));
    assertThat(gap.low()).isCloseTo(0.0524, FOUR_DIGITS);
    assertThat(gap.high()).isCloseTo(0.3339, FOUR_DIGITS);
    assertThat(ShareDifference.of(0, 0, 48, 80)).isEmpty();
    assertThat(ShareDifference.of(56, 70, 0, 0)).isEmpty();
  }

  @Test
  void standardising_removes_a_gap_that_is_only_in_the_mix() {
    var strata = List.of(new Stratum(45, 50, 90, 100), new Stratum(35, 70, 10, 20));
    var compared = StandardisedShare.of(strata).orElseThrow();
    assertThat(ShareDifference.of(80, 120, 100, 120).orElseThrow().difference())
        .isCloseTo(-0.1667, FOUR_DIGITS);
    assertThat(compared.gap().difference()).isCloseTo(0, within(1e-12));
    assertThat(compared.gap().low()).isCloseTo(-0.1154, FOUR_DIGITS);
    assertThat(compared.gap().high()).isCloseTo(0.1044, FOUR_DIGITS);
    assertThat(compared.leftOut()).isZero();
  }

  @Test
  void strata_that_only_one_group_has_are_left_out_and_counted() {
    var strata =
        List.of(new Stratum(45, 50, 90, 100), new Stratum(0, 7, 0, 0), new Stratum(0, 0, 2, 4));
    var compared = StandardisedShare.of(strata).orElseThrow();
    assertThat(compared.share()).isCloseTo(0.9, within(1e-12));
    assertThat(compared.other()).isCloseTo(0.9, within(1e-12));
    assertThat(compared.leftOut()).isEqualTo(11);
    assertThat(StandardisedShare.of(strata.subList(1, 3))).isEmpty();
  }

  /** Montgomery, example 6.5; the book divides by a rounded constant, 1.128. */
  @Test
  void individuals_chart() {
    var chart =
        ControlChart.of(
            points(
                310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293,
                306, 301, 304));
    var limits = chart.limits();
    assertThat(limits).isNotNull();
    assertThat(limits.centre()).isEqualTo(300.5);
    assertThat(limits.trial()).isTrue();
    assertThat(chart.points())
        .allSatisfy(
            it -> {
              assertThat(it.low()).isCloseTo(279.78, within(0.015));
              assertThat(it.high()).isCloseTo(321.22, within(0.015));
              assertThat(it.outside()).isFalse();
              assertThat(it.run()).isFalse();
            });
  }

  @Test
  void limits_are_wider_for_fewer_cases() {
    var points = new ArrayList<Point>();
    IntStream.range(0, 12).forEach(i -> points.add(new Point(i % 2 == 0 ? 80 : 90, 100)));
    points.add(new Point(17, 25));
    var chart = ControlChart.of(points).points();
    assertThat(width(chart.getLast())).isCloseTo(2 * width(chart.getFirst()), within(1e-9));
  }

  @Test
  void limits_need_12_points_and_are_final_with_26() {
    assertThat(ControlChart.of(alternating(11)).limits()).isNull();
    assertThat(ControlChart.of(alternating(11)).points())
        .extracting(Judged::low)
        .containsOnlyNulls();
    assertThat(ControlChart.of(alternating(25)).limits())
        .satisfies(it -> assertThat(it.trial()).isTrue());
    var points = alternating(26);
    var baseline = ControlChart.of(points).limits();
    points.addAll(points(1_000, 1_000, 1_000));
    assertThat(ControlChart.of(points).limits()).isEqualTo(baseline);
  }

  @Test
  void a_value_outside_the_limits_and_the_ninth_in_a_row_are_signals() {
    var points = alternating(26);
    points.addAll(points(20, 12, 12, 12, 12, 12, 12, 12, 12, 12));
    var chart = ControlChart.of(points).points();
    assertThat(IntStream.range(0, chart.size()).filter(i -> chart.get(i).outside()))
        .containsExactly(26);
    assertThat(IntStream.range(0, chart.size()).filter(i -> chart.get(i).run()))
        .containsExactly(33, 34, 35);
  }

  @ParameterizedTest
  @CsvSource({"30, 24, false", "30, 25, true", "60, 44, false", "60, 45, true", "29, 29, false"})
  void edge_spike(long all, long before, boolean flagged) {
    assertThat(new EdgeSpike(all - before, before).isFlagged()).isEqualTo(flagged);
  }

  private static double width(Judged point) {
    assertThat(point.low()).isNotNull();
    assertThat(point.high()).isNotNull();
    return point.high() - point.low();
  }

  /** 9, 11, 9 and so on: an even number of them ends above the centre, which is 10. */
  private static List<Point> alternating(int n) {
    return new ArrayList<>(
        IntStream.range(0, n).mapToObj(i -> new Point(i % 2 == 0 ? 9 : 11, 1)).toList());
  }

  private static List<Point> points(double... values) {
    return IntStream.range(0, values.length).mapToObj(i -> new Point(values[i], 1)).toList();
  }

  private static SurvivalCurve curve(String observations) {
    return SurvivalCurve.of(
        Observations.of(
            Stream.of(observations.split(" ")).map(KnownAnswersTest::observation).toList()));
  }

  private static Observation observation(String text) {
    return text.endsWith("+")
        ? Observation.censored(days(Long.parseLong(text.substring(0, text.length() - 1))))
        : Observation.ended(days(Long.parseLong(text)));
  }

  private static Duration days(long days) {
    return Duration.ofDays(days);
  }
}
