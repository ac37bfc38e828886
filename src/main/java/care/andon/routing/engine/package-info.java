/**
 * The decision who has a request, as a pure function: {@link
 * care.andon.routing.engine.RequestFacts} and a {@link care.andon.routing.engine.Roster} go into
 * the {@link care.andon.routing.engine.Router}, a {@link care.andon.routing.engine.Decision} that
 * explains itself comes out. The same input gives the same answer on every replica and in every
 * year.
 *
 * <p>A {@link care.andon.routing.engine.RoutingRule} says {@link care.andon.routing.engine.Match
 * when} it applies, which team owns the request, and which {@link care.andon.routing.engine.Backup}
 * stands in while nobody of the team is on call.
 */
@NullMarked
package care.andon.routing.engine;

import org.jspecify.annotations.NullMarked;
