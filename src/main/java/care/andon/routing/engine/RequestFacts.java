package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import java.time.Instant;
import java.util.List;

/**
 * The facts of a request that routing looks at.
 *
 * @param itemWords the words of the item, see {@link ItemWords#in}; empty without one
 * @param at the time of the decision: the assignee has to be reachable then
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

  /** A request that names the caregiver and no item. */
  public RequestFacts(
      Category category, Impact impact, UnitId unit, FacilityId facility, Instant at) {
    this(category, impact, unit, facility, Visibility.NAMED, List.of(), at);
  }
}
