package care.andon.pages.engine;

/**
 * The limits of a funnel plot (Spiegelhalter, <em>Funnel plots for comparing institutional
 * performance</em>, 2005): where the share of a group lies if only chance makes it differ from the
 * share of all.
 *
 * @param low 0 or more
 * @param high 1 or less
 */
public record Funnel(double low, double high) {
  /** 998 of 1,000 groups lie inside, so that 40 units give a false alarm once in 12 times. */
  private static final double Z = 3.090232306167813;

  /**
   * Returns the 99.8 % limits.
   *
   * @param share of all groups together
   * @param n the number of cases of the group; 1 or more
   */
  public static Funnel of(double share, long n) {
    var reach = Z * Math.sqrt(share * (1 - share) / n);
    return new Funnel(Math.max(0, share - reach), Math.min(1, share + reach));
  }

  /** Whether a share lies within the limits, or on them. */
  public boolean contains(double share) {
    return share >= low && share <= high;
  }
}
