package care.andon.sla.match.engine;

import care.andon.kernel.ClockKind;
import care.andon.matching.engine.Rule;
import java.util.Set;

/**
 * The part of a policy that decides whether it is chosen.
 *
 * @param code unique among the policies in force
 * @param clocks the clocks that the policy sets; for other clocks the policy does not count
 */
public record PolicyRule(String code, PolicyCriteria criteria, Set<ClockKind> clocks)
    implements Rule<PolicyCriteria> {
  public PolicyRule {
    clocks = Set.copyOf(clocks);
  }
}
