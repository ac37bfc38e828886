package care.andon.sla.engine;

import java.util.List;

/**
 * A clock after an act, or after it caught up with the time, and the signals that fell due.
 *
 * @param clock the same object as before if nothing changed
 * @param signals in the order they happened; a clock gives each of them once
 */
public record ClockTransition(SlaClock clock, List<SlaSignal> signals) {
  public ClockTransition {
    signals = List.copyOf(signals);
  }
}
