/**
 * Chooses the policy for each clock of a request. A pure library: it knows which requests a policy
 * is for and which clocks it sets, and not what it promises.
 *
 * <p>Start with {@link PolicySelector}. {@link PolicyCriteria} is what a policy asks, {@link
 * PolicyFacts} what a request answers. Rules are ranked and compared by {@link
 * care.andon.matching.engine}. {@link PolicyGap} and {@link PolicyTie} are the findings about a set
 * of policies.
 */
@NullMarked
package care.andon.sla.match.engine;

import org.jspecify.annotations.NullMarked;
