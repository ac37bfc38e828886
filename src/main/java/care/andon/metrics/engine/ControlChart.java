package care.andon.metrics.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A chart of individual values with limits that know how many cases each value stands for: the
 * I-prime chart (Taylor, <em>Normalized individuals control chart</em>, 2017). It separates what is
 * usual for a process from what asks for a cause. With one case per value it is the chart of
 * individuals (Montgomery, <em>Introduction to Statistical Quality Control</em>, section 6.4).
 *
 * <p>The limits come from the baseline, the first 26 points. With 12 to 25 points they are on trial
 * and come from all of them; with fewer there are none. Points without cases must be left out.
 *
 * @param limits null with fewer than 12 points
 * @param points as they were given, with their limits and signals
 */
public record ControlChart(@Nullable Limits limits, List<Judged> points) {
  /** So many points make the limits final. */
  public static final int BASELINE = 26;

  /** With fewer points there are no limits. */
  public static final int FEWEST = 12;

  private static final int RUN = 9;
  private static final double SIGMAS = 3;

  public ControlChart {
    points = List.copyOf(points);
  }

  /**
   * One value: a sum over cases, such as the number of promises kept of those that fell due.
   *
   * @param of number of cases; 1 or more
   */
  public record Point(double sum, double of) {
    public Point {
      if (!(of > 0)) {
        throw new IllegalArgumentException("A point stands for one case or more");
      }
    }

    double value() {
      return sum / of;
    }
  }

  /**
   * What the baseline says.
   *
   * @param centre the mean of all its cases
   * @param sigma the standard deviation of one case
   * @param baseline number of points of the baseline
   * @param trial whether more points will still change the limits
   */
  public record Limits(double centre, double sigma, int baseline, boolean trial) {
    private double reach(Point point) {
      return SIGMAS * sigma / Math.sqrt(point.of());
    }
  }

  /**
   * A point with its limits.
   *
   * @param low null without limits
   * @param high null without limits
   * @param outside whether it is a signal: the value lies outside its limits
   * @param run whether it is a signal: it is at least the ninth in a row on one side of the centre
   */
  public record Judged(
      Point point, @Nullable Double low, @Nullable Double high, boolean outside, boolean run) {}

  /** Draws a chart of points, in the order of time. */
  public static ControlChart of(List<Point> points) {
    if (points.size() < FEWEST) {
      return new ControlChart(
          null, points.stream().map(it -> new Judged(it, null, null, false, false)).toList());
    }
    var limits = limits(points.subList(0, Math.min(BASELINE, points.size())));
    return new ControlChart(limits, judged(points, limits));
  }

  private static Limits limits(List<Point> baseline) {
    var sum = baseline.stream().mapToDouble(Point::sum).sum();
    var of = baseline.stream().mapToDouble(Point::of).sum();
    var sigma =
        IntStream.range(1, baseline.size())
            .mapToDouble(i -> sigma(baseline.get(i - 1), baseline.get(i)))
            .average()
            .orElseThrow();
    return new Limits(sum / of, sigma, baseline.size(), baseline.size() < BASELINE);
  }

  private static double sigma(Point before, Point point) {
    return Math.sqrt(Math.PI / 2)
        * Math.abs(point.value() - before.value())
        / Math.sqrt(1 / point.of() + 1 / before.of());
  }

  private static List<Judged> judged(List<Point> points, Limits limits) {
    var judged = new ArrayList<Judged>();
    var run = 0;
    var side = 0.0;
    for (var point : points) {
      var now = Math.signum(point.value() - limits.centre());
      run = now != 0 && now == side ? run + 1 : 1;
      side = now;
      var reach = limits.reach(point);
      judged.add(
          new Judged(
              point,
              limits.centre() - reach,
              limits.centre() + reach,
              Math.abs(point.value() - limits.centre()) > reach,
              side != 0 && run >= RUN));
    }
    return judged;
  }
}
