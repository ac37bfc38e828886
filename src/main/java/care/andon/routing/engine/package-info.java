/**
 * The decision who has a request, as a pure function: {@link RequestFacts} and a {@link
 * OnCallRoster} go into the {@link Router}, a {@link RoutingDecision} that explains itself comes
 * out. The same input gives the same answer on every replica and in every year.
 *
 * <p>A {@link RoutingRule} says {@link RuleCriteria when} it applies, which team owns the request,
 * and which {@link BackupTeam} stands in while nobody of the team is on call.
 */
@NullMarked
package care.andon.routing.engine;

import org.jspecify.annotations.NullMarked;
