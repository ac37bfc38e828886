/**
 * The routing decision, as a pure function. {@link RequestFacts} and an {@link OnCallRoster} go
 * into the {@link Router}; a {@link RoutingDecision} comes out, with the reasons. The same input
 * gives the same decision on every replica.
 *
 * <p>Start with {@link Router}. It chooses a {@link RoutingRule} by its {@link RuleCriteria};
 * {@link care.andon.matching.engine} compares rules. {@code AssigneeSearch} then finds a person of
 * the rule's team, or {@code BackupSearch} finds one of a {@link BackupTeam}. {@link RoutingTrace}
 * records the steps, and {@code RoutingExplanation} words the sentence for the caregiver.
 */
@NullMarked
package care.andon.routing.engine;

import org.jspecify.annotations.NullMarked;
