package care.andon.sla.engine;

import java.time.Instant;

/** A change of a clock without an act, at the instant it was due. */
public sealed interface SlaSignal {
  Instant at();

  /**
   * Returns whether the signal has happened at {@code now}. A breach and a step happen once their
   * {@link Deadline} has passed: acts of people at that very instant come first.
   */
  default boolean hasHappenedBy(Instant now) {
    return Deadline.hasPassed(at(), now);
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
