package care.andon.metrics.engine;

import java.time.Duration;

/**
 * One wait, as far as it was seen.
 *
 * @param wait how long, zero or more
 * @param ended whether what was waited for happened then; otherwise the wait was still going on when
 *     it was last seen (it is <em>censored</em>), and all we know is that it is longer
 */
public record Observation(Duration wait, boolean ended) {
  public Observation {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("A wait is zero or longer; it cannot end before it began");
    }
  }

  /** What was waited for happened after {@code wait}. */
  public static Observation ended(Duration wait) {
    return new Observation(wait, true);
  }

  /** After {@code wait} nothing had happened yet, and nobody saw further. */
  public static Observation censored(Duration wait) {
    return new Observation(wait, false);
  }
}
