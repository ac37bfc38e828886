package care.andon.metrics.engine;

import java.time.Duration;

/** Reads the height of a curve at any time. */
final class CurveReader {
  private CurveReader() {}

  /** The share still waiting just after {@code wait}; 1 before the first ending. */
  static double waitingAfter(SurvivalCurve curve, Duration wait) {
    return curve.points(Integer.MAX_VALUE).stream()
        .filter(point -> point.after().compareTo(wait) <= 0)
        .reduce((earlier, later) -> later)
        .map(SurvivalCurve.Point::waiting)
        .orElse(1.0);
  }
}
