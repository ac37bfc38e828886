package care.andon.metrics.engine;

import java.util.Optional;

/**
 * The difference of two independent shares with its 95 % confidence interval: the square-and-add
 * method of Newcombe (<em>Interval estimation for the difference between independent proportions:
 * comparison of eleven methods</em>, Statistics in Medicine 17, 1998, 873-890, method 10). It is
 * made of the {@link WilsonInterval} of each share.
 *
 * @param difference the first share minus the second; between -1 and 1
 * @param low at least -1
 * @param high at most 1
 */
public record ShareDifference(double difference, double low, double high) {

  /**
   * Returns the difference of {@code hits} out of {@code of} and {@code otherHits} out of {@code
   * otherOf}; empty if one of them is out of 0.
   */
  public static Optional<ShareDifference> of(long hits, long of, long otherHits, long otherOf) {
    var one = WilsonInterval.of(hits, of);
    var other = WilsonInterval.of(otherHits, otherOf);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        between((double) hits / of, one.get(), (double) otherHits / otherOf, other.get()));
  }

  private static ShareDifference between(
      double share, WilsonInterval around, double other, WilsonInterval aroundOther) {
    var difference = share - other;
    return new ShareDifference(
        difference,
        difference - Math.hypot(share - around.low(), aroundOther.high() - other),
        difference + Math.hypot(around.high() - share, other - aroundOther.low()));
  }
}
