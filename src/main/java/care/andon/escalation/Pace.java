package care.andon.escalation;

import java.time.Duration;

/**
 * How much of its time the heartbeat leaves to those who file and act while more is due than one
 * batch: four fifths at first, then half. Ten thousand in one instant are recorded within a minute
 * as long as fifty of them take a tenth of a second.
 */
final class Pace {
  /** For so long it is not in a hurry. */
  private static final Duration UNHURRIED = Duration.ofSeconds(25);

  private static final int RESTS_FOR_EACH_WORK = 4;

  /** Work that took long waited for something, and was little work. */
  private static final Duration LONGEST_REST = Duration.ofMillis(400);

  private static final Duration LONGEST_REST_IN_A_HURRY = Duration.ofMillis(100);

  private Pace() {}

  /**
   * How long to rest before the next batch.
   *
   * @param work how long the last batch took
   * @param behind for how long there has been more due than one batch
   */
  static Duration rest(Duration work, Duration behind) {
    return behind.compareTo(UNHURRIED) < 0
        ? shorter(work.multipliedBy(RESTS_FOR_EACH_WORK), LONGEST_REST)
        : shorter(work, LONGEST_REST_IN_A_HURRY);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
