package care.andon.metrics.engine;

import java.time.Duration;

/**
 * One wait, as far as it was seen.
 *
 * @param length how long, zero or more
 * @param ended whether what was waited for happened then; otherwise the wait was still going on
 *     when it was last seen (it is <em>censored</em>), and all we know is that it is longer
 */
public record Observation(Duration length, boolean ended) {
  public Observation {
    if (length.isNegative()) {
      throw new IllegalArgumentException("A wait is zero or longer; it cannot end before it began");
    }
  }

  /** What was waited for happened after {@code length}. */
  public static Observation ended(Duration length) {
    return new Observation(length, true);
  }

  /** After {@code length} nothing had happened yet, and nobody saw further. */
  public static Observation censored(Duration length) {
    return new Observation(length, false);
  }
}
