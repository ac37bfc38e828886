package care.andon.metrics.engine;

import static care.andon.metrics.engine.Observation.censored;
import static care.andon.metrics.engine.Observation.ended;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurvivalCurveTest {

  // Weeks to relapse in the 6-mercaptopurine trial: Freireich et al., Blood 21 (1963), 699-716; the
  // example of Gehan, Biometrika 52 (1965), 203-223, and of most textbooks since. The expected
  // shares were computed apart from this code, with exact fractions.
  private final SurvivalCurve treated =
      curve(
          join(
              weeks(true, 6, 6, 6, 7, 10, 13, 16, 22, 23),
              weeks(false, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)));
  private final SurvivalCurve placebo =
      curve(weeks(true, 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23));

  @Test
  void treated_patients_of_the_textbook_have_the_textbook_s_curve() {
    var steps = new int[] {6, 7, 10, 13, 16, 22, 23};
    var waiting =
        new double[] {0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179};
    for (var i = 0; i < steps.length; i++) {
      assertThat(CurveReader.waitingAfter(treated, ofDays(7L * steps[i])))
          .isCloseTo(waiting[i], within(1e-6));
    }
    assertThat(CurveReader.waitingAfter(treated, ofDays(41))).isEqualTo(1);
    assertThat(CurveReader.waitingAfter(treated, ofDays(7 * 100)))
        .isCloseTo(0.448179, within(1e-6));
  }

  @Test
  void treated_patients_of_the_textbook_relapse_after_a_median_of_23_weeks() {
    assertThat(treated.median()).contains(ofDays(7 * 23));
    assertThat(treated.size()).isEqualTo(21);
    assertThat(treated.censored()).isEqualTo(12);
  }

  @Test
  void a_share_the_curve_never_falls_to_is_not_reached() {
    assertThat(treated.p90()).isEmpty();
  }

  @Test
  void untreated_patients_of_the_textbook_relapse_after_a_median_of_8_weeks() {
    assertThat(placebo.median()).contains(ofDays(7 * 8));
    assertThat(placebo.p90()).contains(ofDays(7 * 17));
    assertThat(placebo.censored()).isZero();
  }

  @Test
  void nothing_observed_is_no_data_and_not_zero() {
    var nothing = curve(List.of());
    assertThat(nothing.median()).isEmpty();
    assertThat(nothing.p90()).isEmpty();
    assertThat(nothing.size()).isZero();
  }

  @Test
  void nobody_answered_is_not_reached() {
    var open = curve(List.of(censored(ofHours(1)), censored(ofHours(9))));
    assertThat(open.median()).isEmpty();
    assertThat(open.censored()).isEqualTo(2);
  }

  @Test
  void open_waits_push_the_median_out() {
    var closedOnly = curve(List.of(ended(ofHours(1)), ended(ofHours(3))));
    var withOpen = curve(List.of(ended(ofHours(1)), censored(ofHours(2)), ended(ofHours(3))));
    assertThat(closedOnly.median()).contains(ofHours(1));
    assertThat(withOpen.median()).contains(ofHours(3));
  }

  @Test
  void an_ending_comes_before_a_censoring_at_the_same_instant() {
    var tied = curve(List.of(censored(ofHours(1)), ended(ofHours(1))));
    assertThat(CurveReader.waitingAfter(tied, ofHours(1))).isEqualTo(0.5);
    assertThat(tied.median()).contains(ofHours(1));
  }

  @Test
  void one_answer_at_once_is_a_median_of_zero() {
    assertThat(curve(List.of(ended(ZERO))).median()).contains(ZERO);
  }

  @Test
  void half_reached_through_thirds_is_reached() {
    // 3/4 * 2/3 is a hair above 0.5 in floating point; the half is reached all the same.
    var quarters =
        curve(List.of(ended(ofHours(1)), ended(ofHours(2)), ended(ofHours(3)), ended(ofHours(4))));
    assertThat(quarters.median()).contains(ofHours(2));
  }

  @Test
  void a_hundred_thousand_waits_keep_their_exact_quantiles() {
    var many = IntStream.rangeClosed(1, 100_000).mapToObj(i -> ended(ofHours(i))).toList();
    assertThat(curve(many).median()).contains(ofHours(50_000));
    assertThat(curve(many).p90()).contains(ofHours(90_000));
  }

  @Test
  void a_curve_of_few_steps_is_drawn_by_all_of_them() {
    assertThat(curve(weeks(true, 1, 2, 2, 4)).points(3))
        .extracting(SurvivalCurve.Point::after, SurvivalCurve.Point::waiting)
        .containsExactly(tuple(ofDays(7), 0.75), tuple(ofDays(14), 0.25), tuple(ofDays(28), 0.0));
    assertThat(curve(List.of()).points(3)).isEmpty();
  }

  @Test
  void a_curve_of_many_steps_is_drawn_by_the_first_step_of_each_equal_part() {
    var open = IntStream.rangeClosed(1, 200).mapToObj(_ -> censored(ofHours(2_000))).toList();
    var ended = IntStream.rangeClosed(1, 800).mapToObj(i -> ended(ofHours(i))).toList();
    assertThat(curve(join(ended, open)).points(4))
        .extracting(SurvivalCurve.Point::after)
        .containsExactly(ofHours(200), ofHours(400), ofHours(600), ofHours(800));
  }

  @Test
  void a_wait_cannot_be_negative_and_a_share_is_a_share() {
    assertThatIllegalArgumentException().isThrownBy(() -> ended(ofHours(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> placebo.quantile(0));
    assertThatIllegalArgumentException().isThrownBy(() -> placebo.quantile(1));
    assertThatIllegalArgumentException().isThrownBy(() -> placebo.quantile(Double.NaN));
  }

  private static List<Observation> weeks(boolean ended, int... weeks) {
    return IntStream.of(weeks).mapToObj(w -> new Observation(ofDays(7L * w), ended)).toList();
  }

  private static List<Observation> join(List<Observation> one, List<Observation> other) {
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static SurvivalCurve curve(List<Observation> waits) {
    return SurvivalCurve.of(Observations.of(waits));
  }
}
