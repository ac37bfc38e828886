package care.andon.sla.engine;

import java.time.LocalDate;
import java.util.List;

/**
 * A date with hours of its own, possibly none; it overrides weekday and closure alike. Hours that
 * run past midnight end on the next date, unless that is closed or an exception itself.
 */
public record OpenException(LocalDate date, List<OpenInterval> open) {
  public OpenException {
    open = List.copyOf(open);
  }
}
