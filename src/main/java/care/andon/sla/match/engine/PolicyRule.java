package care.andon.sla.match.engine;

import care.andon.kernel.ClockKind;
import java.util.Set;

/**
 * What choosing needs to know of a policy.
 *
 * @param code unique among the rules of a book
 * @param clocks the clocks the policy sets; for others it is as if it were not there
 */
public record PolicyRule(String code, PolicyCriteria criteria, Set<ClockKind> clocks) {
  public PolicyRule {
    clocks = Set.copyOf(clocks);
  }

  int weight() {
    return criteria.dimensions().size();
  }
}
