package care.andon.metrics.engine;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The verdicts on a set of promises, counted; see {@link PromiseVerdict}. Every rate is shown with
 * these six counts.
 *
 * @param met fell due and were kept
 * @param declined fell due after the need was declined in time
 * @param missed fell due, were not kept, and were done late or ended
 * @param missedOpen fell due, were not kept, and are still open
 * @param notYetDue have not fallen due, even if the work is already done
 * @param notMeasured were withdrawn before they fell due, can never fall due, or were never made
 */
public record KeptCounts(
    long met, long declined, long missed, long missedOpen, long notYetDue, long notMeasured) {
  /** No promises at all. */
  public static final KeptCounts NONE = new KeptCounts(0, 0, 0, 0, 0, 0);

  public KeptCounts {
    if (met < 0
        || declined < 0
        || missed < 0
        || missedOpen < 0
        || notYetDue < 0
        || notMeasured < 0) {
      throw new IllegalArgumentException("Counts are zero or more");
    }
  }

  /** Returns how many fell due: the denominator of both rates. */
  public long due() {
    return met + declined + missed + missedOpen;
  }

  /** Returns the share kept of those that fell due; empty if none did. That is not 0 or 100 %. */
  public OptionalDouble kept() {
    return share(met);
  }

  /** Returns the confidence interval of {@link #kept}; empty exactly when that is empty. */
  public Optional<WilsonInterval> keptInterval() {
    return WilsonInterval.of(met, due());
  }

  /** Returns the share that was met or declined in time; empty if nothing fell due. */
  public OptionalDouble answered() {
    return share(met + declined);
  }

  /** Returns the confidence interval of {@link #answered}; empty exactly when that is empty. */
  public Optional<WilsonInterval> answeredInterval() {
    return WilsonInterval.of(met + declined, due());
  }

  private OptionalDouble share(long hits) {
    return due() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / due());
  }
}
