package care.andon.sla.engine;

import java.time.Duration;
import java.time.Instant;

/** An act of a person that changes a clock. */
public sealed interface SlaAct {
  Instant at();

  /** The clock after this act, and the signals that fell due before it. */
  default ClockTransition on(SlaClock clock) {
    return switch (this) {
      case Pause(var at) -> clock.pause(at);
      case Resume(var at) -> clock.resume(at);
      case Stop(var at) -> clock.stop(at);
      case Undo(var at) -> clock.undo(at);
      case Reopen(var at) -> clock.reopen(at);
      case Raise(var at, var target) -> clock.raise(at, target);
      case Lower(var at, var target) -> clock.lower(at, target);
    };
  }

  record Pause(Instant at) implements SlaAct {}

  record Resume(Instant at) implements SlaAct {}

  record Stop(Instant at) implements SlaAct {}

  /** The caregiver says "not fixed": the stop never happened. */
  record Undo(Instant at) implements SlaAct {}

  /** Histories from before {@link Undo} existed have this instead. */
  record Reopen(Instant at) implements SlaAct {}

  /** The caregiver raises the impact; the target is the new impact's. */
  record Raise(Instant at, Duration target) implements SlaAct {}

  /** The caregiver lowers the impact; the target is the new impact's. */
  record Lower(Instant at, Duration target) implements SlaAct {}
}
