package care.andon.sla.engine;

import java.util.List;

/**
 * A clock after an act or a look, and what fell due by then.
 *
 * @param clock where it stands now; the very same object if nothing changed
 * @param signals in the order they happened, each once in a clock's life
 */
public record ClockTransition(SlaClock clock, List<SlaSignal> signals) {
  public ClockTransition {
    signals = List.copyOf(signals);
  }
}
