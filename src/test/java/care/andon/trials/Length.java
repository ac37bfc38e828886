package care.andon.trials;

import java.time.Duration;

/** How long experiments last: {@code -Dtrials.length=6} makes every phase six times as long. */
final class Length {
  private static final double FACTOR = Double.parseDouble(System.getProperty("trials.length", "1"));

  private Length() {}

  /** A phase that usually lasts so many seconds. */
  static Duration of(int seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000 * FACTOR));
  }

  /** Something that is usually done so many times. */
  static int times(int usually) {
    return (int) Math.round(usually * FACTOR);
  }
}
