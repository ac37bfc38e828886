package care.andon.sla.engine;

import java.time.Instant;

/** A change of a clock without an act, at the instant it was due. */
public sealed interface SlaSignal {
  Instant at();

  /**
   * Whether it has happened, as seen at {@code now}. A breach and a step need their instant to have
   * passed; what people do at that very instant comes first.
   */
  default boolean hasHappenedBy(Instant now) {
    return at().isBefore(now);
  }

  /** The target was used up while the clock was running. */
  record Breached(Instant at) implements SlaSignal {}

  /** A percentage of the target was reached while the clock was running. */
  record StepFired(int percent, Instant at) implements SlaSignal {}

  /** A limited pause ended; this comes before what people do at that instant. */
  record Resumed(Instant at) implements SlaSignal {
    @Override
    public boolean hasHappenedBy(Instant now) {
      return !at.isAfter(now);
    }
  }
}
