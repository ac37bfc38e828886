package care.andon.metrics.engine;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * One wait, as far as it was observed.
 *
 * @param micros its length in microseconds, zero or longer
 * @param ended whether the wait ended after that; otherwise it was still going on when it was last
 *     observed (it is <em>censored</em>) and is known only to be longer
 */
public record Observation(long micros, boolean ended) {
  public Observation {
    if (micros < 0) {
      throw new IllegalArgumentException("A wait is zero or longer; it cannot end before it began");
    }
  }

  /** Parts of a microsecond do not count. */
  public Observation(Duration length, boolean ended) {
    this(MICROSECONDS.convert(length), ended);
  }

  /** A wait that ended after {@code length}. */
  public static Observation ended(Duration length) {
    return new Observation(length, true);
  }

  /** A wait that had not ended after {@code length}, when it was last observed. */
  public static Observation censored(Duration length) {
    return new Observation(length, false);
  }

  /** Returns how long it was. */
  public Duration length() {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
