package care.andon.metrics.engine;

import java.util.Optional;

/**
 * The 95 % confidence interval of a share, when {@code hits} of {@code of} were observed: the score
 * interval of Wilson (<em>Probable inference, the law of succession, and statistical
 * inference</em>, Journal of the American Statistical Association 22, 1927, 209-212), without
 * continuity correction. It stays within 0 and 1 and is wide for few cases: for 3 of 3 it is 44 %
 * to 100 %.
 *
 * @param low at least 0
 * @param high at most 1
 */
public record WilsonInterval(double low, double high) {
  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  public WilsonInterval {
    if (!(0 <= low && low <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "An interval of shares lies within 0 and 1, low end first");
    }
  }

  /** Returns the interval of {@code hits} out of {@code of}; empty if {@code of} is 0. */
  public static Optional<WilsonInterval> of(long hits, long of) {
    return of(hits, of, Z);
  }

  /**
   * Returns the interval at another confidence.
   *
   * @param z the point of the normal distribution: 1.96 for 95 %, 3.09 for 99.8 %
   */
  static Optional<WilsonInterval> of(long hits, long of, double z) {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException("Hits are counted out of all: between 0 and all of them");
    }
    return of == 0 ? Optional.empty() : Optional.of(score((double) hits, (double) of, z));
  }

  private static WilsonInterval score(double hits, double of, double z) {
    var share = hits / of;
    var scale = 1 + z * z / of;
    var centre = (share + z * z / (2 * of)) / scale;
    var reach = z * Math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / scale;
    // At the ends the formula gives exactly 0 and 1; rounding must not give 1e-17 instead.
    return new WilsonInterval(
        hits == 0 ? 0 : Math.max(0, centre - reach), hits == of ? 1 : Math.min(1, centre + reach));
  }
}
