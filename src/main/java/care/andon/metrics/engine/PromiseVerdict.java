package care.andon.metrics.engine;

import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.Deadline;
import care.andon.sla.engine.SlaClock;
import java.time.Instant;

/**
 * What became of a promise. This is the one definition; {@code JudgedPromises} says the same in
 * SQL, and a property test compares the two.
 */
public enum PromiseVerdict {
  /** Fell due, and was done in time. */
  MET,
  /** A promise to resolve that fell due after the need was declined: answered, not met. */
  DECLINED,
  /** Was not kept, and was done late or ended. */
  MISSED,
  /** Was not kept, and is still open. */
  MISSED_OPEN,
  /** Has not fallen due, even if the work is done; or pauses. */
  NOT_YET_DUE,
  /** Was withdrawn before it fell due, or can never fall due. */
  NOT_MEASURED;

  /**
   * Judges a promise at an instant, not before the last act on it. Whether somebody looked at the
   * clock since that act makes no difference.
   *
   * @param cancelled whether the request was withdrawn before the promise fell due
   * @param declined whether a decline stopped the clock of the promise to resolve
   */
  public static PromiseVerdict of(
      SlaClock stored, boolean cancelled, boolean declined, Instant asOf) {
    if (cancelled) {
      return NOT_MEASURED;
    }
    var clock = stored.advance(asOf).clock();
    if (clock.breachedAt() != null) {
      return clock.state() == ClockState.STOPPED ? MISSED : MISSED_OPEN;
    }
    if (clock.state() == ClockState.PAUSED) {
      return NOT_YET_DUE;
    }
    return clock
        .promisedAt()
        .map(due -> Deadline.hasPassed(due, asOf) ? inTime(declined) : NOT_YET_DUE)
        .orElse(NOT_MEASURED);
  }

  private static PromiseVerdict inTime(boolean declined) {
    return declined ? DECLINED : MET;
  }
}
