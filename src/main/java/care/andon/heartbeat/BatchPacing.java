package care.andon.heartbeat;

import java.time.Duration;

/**
 * How the heartbeat shares the machine with people who file and act, while more is due than one
 * batch takes. As long as there is time, the heartbeat works a quarter of the time and takes small
 * batches, so that calls do not wait long behind it. If events are late, it takes larger batches,
 * because beginning and ending a batch costs the same for one request as for many. If events would
 * become later than {@link #LATEST}, it does not rest.
 *
 * @param batch how many requests are taken at once
 * @param restsForEachWork how much longer it rests than it works
 * @param longestRest the limit of a rest. Work that took very long mostly waited, so it needs no
 *     longer rest
 */
record BatchPacing(int batch, int restsForEachWork, Duration longestRest) {
  /** Up to this delay there is time. */
  static final Duration UNHURRIED = Duration.ofSeconds(38);

  /**
   * From this delay on the heartbeat does not rest: an event has to be recorded within a minute.
   */
  static final Duration LATEST = Duration.ofSeconds(46);

  private static final BatchPacing WITH_TIME = new BatchPacing(10, 3, Duration.ofMillis(200));
  private static final BatchPacing IN_A_HURRY = new BatchPacing(50, 1, Duration.ofMillis(100));
  private static final BatchPacing WITHOUT_REST = new BatchPacing(200, 0, Duration.ZERO);

  /**
   * @param behind for how long there has been more due than was taken at once
   */
  static BatchPacing of(Duration behind) {
    if (behind.compareTo(UNHURRIED) < 0) {
      return WITH_TIME;
    }
    return behind.compareTo(LATEST) < 0 ? IN_A_HURRY : WITHOUT_REST;
  }

  /**
   * How long to rest before the next batch.
   *
   * @param work how long the last one took
   */
  Duration rest(Duration work) {
    var rest = work.multipliedBy(restsForEachWork);
    return rest.compareTo(longestRest) < 0 ? rest : longestRest;
  }
}
