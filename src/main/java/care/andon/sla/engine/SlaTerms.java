package care.andon.sla.engine;

import java.time.Duration;
import java.util.List;

/** The limits of targets, pauses and steps. */
final class SlaTerms {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private SlaTerms() {}

  static void requireDuration(Duration duration) {
    if (!isAllowed(duration)) {
      throw new IllegalArgumentException(
          "Give a positive duration of whole microseconds, at most 100 years.");
    }
  }

  static boolean isAllowed(Duration duration) {
    return duration.isPositive()
        && duration.compareTo(SlaClock.LONGEST_TARGET) <= 0
        && duration.getNano() % 1000 == 0;
  }

  static boolean isAllowedStep(int percent) {
    return percent >= 1 && percent <= SlaClock.MOST_PERCENT;
  }

  static void requireSteps(List<Integer> percents, List<FiredStep> fired) {
    var previous = 0;
    for (var percent : percents) {
      if (percent <= previous || !isAllowedStep(percent)) {
        throw new IllegalArgumentException(
            "Give steps of 1 to 1000 percent, ascending, each once.");
      }
      previous = percent;
    }
    for (var i = 0; i < fired.size(); i++) {
      if (i >= percents.size() || fired.get(i).percent() != percents.get(i)) {
        throw new IllegalArgumentException("Fired steps are the first so many of the steps.");
      }
    }
  }

  /**
   * So many percent of a duration, exact: 75 % of 50 min is 37 min 30 s. Rounded up to the
   * microsecond, the finest an instant counts in: the first at which at least so much has elapsed.
   */
  static Duration share(Duration whole, int percent) {
    var micros = whole.getSeconds() * MICROS_PER_SECOND + whole.getNano() / 1000;
    var share = Math.ceilDiv(micros * percent, 100L);
    return Duration.ofSeconds(share / MICROS_PER_SECOND, share % MICROS_PER_SECOND * 1000);
  }
}
