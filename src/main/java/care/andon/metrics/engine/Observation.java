package care.andon.metrics.engine;

import java.time.Duration;

/**
 * One wait, as far as it was observed.
 *
 * @param length zero or longer
 * @param ended whether the wait ended after {@code length}; otherwise it was still going on when it
 *     was last observed (it is <em>censored</em>) and is known only to be longer
 */
public record Observation(Duration length, boolean ended) {
  public Observation {
    if (length.isNegative()) {
      throw new IllegalArgumentException("A wait is zero or longer; it cannot end before it began");
    }
  }

  /** A wait that ended after {@code length}. */
  public static Observation ended(Duration length) {
    return new Observation(length, true);
  }

  /** A wait that had not ended after {@code length}, when it was last observed. */
  public static Observation censored(Duration length) {
    return new Observation(length, false);
  }
}
