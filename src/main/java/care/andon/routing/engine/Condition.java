package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;

/** When a rule applies. */
public sealed interface Condition {

  /** Whether the condition holds for these facts. */
  boolean holds(RequestFacts facts);

  /** The request is of this category and was asked at this facility. */
  record CategoryAt(FacilityId facility, Category category) implements Condition {
    @Override
    public boolean holds(RequestFacts facts) {
      return facts.category() == category && facts.facility().equals(facility);
    }
  }

  /** The request was asked at this facility; for the rule that takes what no other rule takes. */
  record AnythingAt(FacilityId facility) implements Condition {
    @Override
    public boolean holds(RequestFacts facts) {
      return facts.facility().equals(facility);
    }
  }
}
