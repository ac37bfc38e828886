package care.andon.pages.engine;

import java.time.Duration;

/**
 * Maps values to positions, linearly.
 *
 * @param from the value that lies at {@code start}
 * @param to the value that lies at {@code end}; if it equals {@code from}, every value lies in the
 *     middle
 * @param start a position
 * @param end a position; may be smaller than {@code start}
 */
public record Scale(double from, double to, double start, double end) {

  /** Returns the position of a value; values outside lie outside. */
  public double at(double value) {
    return from == to ? (start + end) / 2 : start + (value - from) / (to - from) * (end - start);
  }

  /** Returns the position of a time, on a scale of seconds. */
  public double at(Duration time) {
    return at((double) time.toSeconds());
  }
}
