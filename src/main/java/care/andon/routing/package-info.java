/**
 * Who is responsible: routes every new request to a team and to a person who can be reached now.
 *
 * <p>Start with {@link Routing}, which other features call. It gives the rules and the rosters to
 * the pure {@link care.andon.routing.engine.Router}, which decides. {@code StoredRules} keeps the
 * published rules in memory.
 *
 * <p>Rules are published in versions: {@code RoutingRulesResource} takes a {@link RuleDraft},
 * {@code RuleKind} reads it and compares it with the other rules by {@code RuleConflicts}. {@link
 * RuleTrial} does the same without publishing.
 */
@NullMarked
package care.andon.routing;

import org.jspecify.annotations.NullMarked;
