package care.andon.metrics.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

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

  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private final int size;
  private final int censored;

  /** From each of these waits, in order, until the next one a share of the people is waiting. */
  private final long[] after;

  private final double[] waiting;

  /** Greenwood's estimate of the variance of the logarithm of each share. */
  private final double[] variance;

  /** How many steps the arrays have. */
  private int steps;

  /**
   * A point of the curve.
   *
   * @param waiting the share of the people that is still waiting, from {@code after} on
   * @param low the lower end of its 95 % interval; not a number once no request waits
   * @param high the upper end; not a number once no request waits
   */
  public record Point(Duration after, double waiting, double low, double high) {}

  /**
   * The 95 % interval of a quantile.
   *
   * @param low empty if it was not reached
   * @param high empty if it was not reached: the wait may be much longer
   */
  public record QuantileInterval(Optional<Duration> low, Optional<Duration> high) {}

  private SurvivalCurve(long[] ordered) {
    size = ordered.length;
    after = new long[size];
    waiting = new double[size];
    variance = new double[size];
    censored = size - addSteps(ordered);
  }

  /** Returns the curve of these waits; without any, a curve without steps. */
  public static SurvivalCurve of(Observations observations) {
    return new SurvivalCurve(observations.sorted());
  }

  /** Returns how many waits ended. */
  private int addSteps(long[] ordered) {
    var share = 1.0;
    var sum = 0.0;
    var allEnded = 0;
    for (int from = 0, to; from < ordered.length; from = to) {
      to = endOfTies(ordered, from);
      if (Observations.isEnded(ordered[from])) {
        var atRisk = (double) ordered.length - from;
        var ended = to - from;
        allEnded += ended;
        share *= (atRisk - ended) / atRisk;
        sum += ended / (atRisk * (atRisk - ended));
        after[steps] = ordered[from];
        waiting[steps] = share;
        variance[steps++] = sum;
      }
    }
    return allEnded;
  }

  /** The end of the waits that ended, or were censored, at one length. */
  private static int endOfTies(long[] ordered, int from) {
    var to = from + 1;
    while (to < ordered.length && ordered[to] == ordered[from]) {
      to++;
    }
    return to;
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
    return at(reached(share, step -> waiting[step]), steps);
  }

  /**
   * Returns the 95 % interval of a quantile: where the ends of the interval of the curve reach the
   * share (Brookmeyer and Crowley, <em>A confidence interval for the median survival time</em>,
   * Biometrics 38, 1982, 29-41).
   *
   * @param share as in {@link #quantile}
   */
  public QuantileInterval interval(double share) {
    // The upper end of the last step is not a number if it ends at zero.
    var end = steps > 0 && waiting[steps - 1] <= 0 ? steps - 1 : steps;
    var high = reached(share, step -> waiting[step]);
    while (high < end && high(high) > 1 - share + ROUNDING) {
      high++;
    }
    return new QuantileInterval(at(reached(share, this::low), end), at(high, end));
  }

  private double low(int step) {
    return waiting[step] / reach(step);
  }

  private double high(int step) {
    return Math.min(1, waiting[step] * reach(step));
  }

  /**
   * How far the share may be off, as a factor: the interval of its logarithm (Kalbfleisch and
   * Prentice), as R's {@code survfit} has it. Not a number once no request waits.
   */
  private double reach(int step) {
    return waiting[step] <= 0 ? Double.NaN : Math.exp(Z * Math.sqrt(variance[step]));
  }

  /**
   * Returns the first step at which a line that never rises has fallen so far, or the number of
   * steps.
   */
  private int reached(double share, IntToDoubleFunction falling) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("A share lies between 0 and 1; 0.5 asks for the median");
    }
    var from = 0;
    var to = steps;
    while (from < to) {
      var middle = (from + to) >>> 1;
      if (falling.applyAsDouble(middle) > 1 - share + ROUNDING) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The end of a step, if it comes before the end. */
  private Optional<Duration> at(int step, int end) {
    return step < end ? Optional.of(Observations.length(after[step])) : Optional.empty();
  }

  /**
   * Returns points to draw the curve by; before the first one everybody waits. Each is exactly on
   * the curve. If there are at most so many steps, these are all steps. Else the range of the
   * shares is divided into so many equal parts, and the first step that reaches the end of a part
   * is a point. So between two points the curve falls by less than one part.
   *
   * @param most the largest number of points
   */
  public List<Point> points(int most) {
    var points = new ArrayList<Point>();
    var reached = 0;
    for (int step = 0; step < steps; step++) {
      var parts = steps <= most ? step + 1 : parts(step, most);
      if (parts > reached) {
        points.add(point(step));
        reached = parts;
      }
    }
    return List.copyOf(points);
  }

  private Point point(int step) {
    return new Point(Observations.length(after[step]), waiting[step], low(step), high(step));
  }

  /** How many of so many equal parts the curve has fallen. */
  private int parts(int step, int most) {
    return (int) (most * (1 - waiting[step]) / (1 - waiting[steps - 1]) + ROUNDING);
  }
}
