package care.andon.heartbeat;

import java.time.Duration;

/**
 * How the heartbeat shares the machine with those who file and act while more is due than it takes
 * at once. As long as there is time, it works a quarter of it and takes little at once, so that
 * nobody waits behind it for long. What is late is taken in larger bites, since beginning and
 * ending cost as much for one request as for many; what would be later than {@link #LATEST} has no
 * rest.
 *
 * @param batch how many requests are taken at once
 * @param restsForEachWork how much longer it rests than it works
 * @param longestRest work that took long waited for something, and was little work
 */
record BatchPacing(int batch, int restsForEachWork, Duration longestRest) {
  /** For so long there is time. */
  static final Duration UNHURRIED = Duration.ofSeconds(38);

  /** From then on nothing but what is due counts: it is to be recorded within a minute. */
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
