package care.andon.sla;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms of one clock.
 *
 * @param target open time until it falls due
 * @param pauseLimit how long a pause lasts at most, in wall-clock time; null for no limit
 * @param steps percentages of the target at which something happens, ascending
 */
public record ClockTerms(Duration target, @Nullable Duration pauseLimit, List<Integer> steps) {
  public ClockTerms {
    steps = List.copyOf(steps);
  }
}
