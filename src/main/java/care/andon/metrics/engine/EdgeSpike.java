package care.andon.metrics.engine;

/**
 * Asks whether work is reported done just before it is due more often than chance explains.
 *
 * @param after number of promises finished in the tenth of the target after it fell due
 * @param before number finished in the last tenth before it
 */
public record EdgeSpike(long after, long before) {
  private static final long FEWEST = 30;
  private static final double SHARE = 6.0 / 11;

  /** The 99.9 % point of the normal distribution: a flag is wrong once in a thousand teams. */
  private static final double Z = 3.090232306167813;

  /**
   * Returns whether to ask: at least 30 promises, and the lower end of the 99.8 % Wilson interval
   * of the share before the edge is above 6/11. A flag is a question and not a verdict.
   */
  public boolean isFlagged() {
    var all = after + before;
    return all >= FEWEST
        && WilsonInterval.of(before, all, Z).filter(it -> it.low() > SHARE).isPresent();
  }
}
