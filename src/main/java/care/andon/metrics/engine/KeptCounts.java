package care.andon.metrics.engine;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of a set of promises; the five counts stand behind, and beside, every rate.
 *
 * @param met fell due and were kept
 * @param missed fell due, were not kept, and were done late or ended
 * @param missedOpen fell due, were not kept, and are still open
 * @param notYetDue nothing can be said yet, also where the work is already done
 * @param notMeasured withdrawn or merged before they fell due, never to fall due, or not promised
 */
public record KeptCounts(long met, long missed, long missedOpen, long notYetDue, long notMeasured) {
  /** No promises at all. */
  public static final KeptCounts NONE = new KeptCounts(0, 0, 0, 0, 0);

  public KeptCounts {
    if (met < 0 || missed < 0 || missedOpen < 0 || notYetDue < 0 || notMeasured < 0) {
      throw new IllegalArgumentException("Counts are zero or more");
    }
  }

  /** How many fell due and were measured: what a rate is a rate of. */
  public long due() {
    return met + missed + missedOpen;
  }

  /** The share kept of those that fell due; empty when none did, which is neither 0 nor 100 %. */
  public OptionalDouble kept() {
    return due() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) met / due());
  }

  /** How far {@link #kept} can be trusted; empty exactly when it is. */
  public Optional<WilsonInterval> interval() {
    return WilsonInterval.of(met, due());
  }
}
