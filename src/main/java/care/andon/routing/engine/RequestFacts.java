package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import java.time.Instant;
import java.util.List;

/**
 * What routing looks at.
 *
 * @param itemWords the words of the item, see {@link ItemWords#in}; empty without one
 * @param at the instant for which somebody reachable is sought
 */
public record RequestFacts(
    Category category,
    Impact impact,
    UnitId unit,
    FacilityId facility,
    Visibility visibility,
    List<String> itemWords,
    Instant at) {
  public RequestFacts {
    itemWords = List.copyOf(itemWords);
  }

  /** A request without an item, by somebody who gives their name. */
  public RequestFacts(
      Category category, Impact impact, UnitId unit, FacilityId facility, Instant at) {
    this(category, impact, unit, facility, Visibility.NAMED, List.of(), at);
  }
}
