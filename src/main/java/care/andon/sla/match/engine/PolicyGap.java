package care.andon.sla.match.engine;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import java.util.List;

/**
 * Requests for which no policy sets a clock.
 *
 * @param categories in the order of the request form
 */
public record PolicyGap(ClockKind clock, Impact impact, List<Category> categories) {
  public PolicyGap {
    categories = List.copyOf(categories);
  }
}
