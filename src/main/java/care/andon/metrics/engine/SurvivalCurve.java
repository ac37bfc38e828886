package care.andon.metrics.engine;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How long people wait, including those who are still waiting: the product-limit estimate of Kaplan
 * and Meier (<em>Nonparametric estimation from incomplete observations</em>, Journal of the
 * American Statistical Association 53, 1958, 457-481).
 *
 * <p>The median of closed requests alone is too short, because the slowest ones are missing. Here
 * an open request counts as a wait longer than the time until it was last seen.
 *
 * <p>If waits end and are censored at the same length, the endings come first: a person censored
 * then was still waiting when the others' waits ended. Example: waits of 1 h, 2 h (still open) and
 * 3 h have a median of 3 h: after 1 h two thirds wait, the open one leaves one at risk, after 3 h
 * nobody waits.
 */
public final class SurvivalCurve {
  /** Shares are products of quotients of counts; this absorbs their rounding, far below 1/n. */
  private static final double ROUNDING = 1e-9;

  private final int size;
  private final int censored;
  private final List<Step> steps;

  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * From {@code after} until the next step, this share of the people is still waiting.
   *
   * @param low the lower end of its 95 % interval; not a number once no request waits
   * @param high the upper end; not a number once no request waits
   */
  record Step(Duration after, double waiting, double low, double high) {
    /**
     * The interval of the logarithm of the share (Kalbfleisch and Prentice), as R's {@code survfit}
     * has it.
     *
     * @param variance Greenwood's estimate of the variance of the logarithm
     */
    static Step of(Duration after, double waiting, double variance) {
      if (waiting <= 0) {
        return new Step(after, 0, Double.NaN, Double.NaN);
      }
      var reach = Math.exp(Z * Math.sqrt(variance));
      return new Step(after, waiting, waiting / reach, Math.min(1, waiting * reach));
    }
  }

  /**
   * The 95 % interval of a quantile.
   *
   * @param low empty if it was not reached
   * @param high empty if it was not reached: the wait may be much longer
   */
  public record QuantileInterval(Optional<Duration> low, Optional<Duration> high) {}

  private SurvivalCurve(int size, int censored, List<Step> steps) {
    this.size = size;
    this.censored = censored;
    this.steps = steps;
  }

  /** Returns the curve of these waits, in any order; without any, a curve without steps. */
  public static SurvivalCurve of(List<Observation> observations) {
    var ordered = observations.stream().sorted(comparing(Observation::length)).toList();
    var censored = (int) ordered.stream().filter(one -> !one.ended()).count();
    return new SurvivalCurve(ordered.size(), censored, steps(ordered));
  }

  /** Returns the number of waits. */
  public int size() {
    return size;
  }

  /** Returns how many of them had not ended when they were last seen. */
  public int censored() {
    return censored;
  }

  /** Returns the wait that is over for half of the people; see {@link #quantile}. */
  public Optional<Duration> median() {
    return quantile(0.5);
  }

  /** Returns the wait that is over for nine in ten; see {@link #quantile}. */
  public Optional<Duration> p90() {
    return quantile(0.9);
  }

  /**
   * Returns the shortest wait after which at most {@code 1 - share} are still waiting (Klein and
   * Moeschberger, <em>Survival Analysis</em>, 2nd edition 2003, section 4.5). Always a wait that
   * did end, never a midpoint between two.
   *
   * @param share above 0 and below 1; 0.5 is the median
   * @return empty when the curve stays above that share: "not reached", which is not zero
   */
  public Optional<Duration> quantile(double share) {
    return first(share, Step::waiting);
  }

  /**
   * Returns the 95 % interval of a quantile: where the ends of the interval of the curve reach the
   * share (Brookmeyer and Crowley, <em>A confidence interval for the median survival time</em>,
   * Biometrics 38, 1982, 29-41).
   *
   * @param share as in {@link #quantile}
   */
  public QuantileInterval interval(double share) {
    return new QuantileInterval(first(share, Step::low), first(share, Step::high));
  }

  private Optional<Duration> first(double share, ToDoubleFunction<Step> curve) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("A share lies between 0 and 1; 0.5 asks for the median");
    }
    return steps.stream()
        .filter(step -> curve.applyAsDouble(step) <= 1 - share + ROUNDING)
        .findFirst()
        .map(Step::after);
  }

  /** The steps of the curve, by time. */
  List<Step> steps() {
    return steps;
  }

  private static List<Step> steps(List<Observation> ordered) {
    var steps = new ArrayList<Step>();
    var waiting = 1.0;
    var variance = 0.0;
    for (int from = 0, to; from < ordered.size(); from = to) {
      to = endOfTies(ordered, from);
      var atRisk = ordered.size() - from;
      var ended = ordered.subList(from, to).stream().filter(Observation::ended).count();
      if (ended > 0) {
        waiting *= (double) (atRisk - ended) / atRisk;
        variance += (double) ended / ((double) atRisk * (atRisk - ended));
        steps.add(Step.of(ordered.get(from).length(), waiting, variance));
      }
    }
    return List.copyOf(steps);
  }

  private static int endOfTies(List<Observation> ordered, int from) {
    var to = from + 1;
    while (to < ordered.size() && ordered.get(to).length().equals(ordered.get(from).length())) {
      to++;
    }
    return to;
  }
}
