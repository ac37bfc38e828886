/**
 * The most specific rule wins. This package decides which of several rules a request goes by, and
 * finds rules that leave the decision open or never decide. It is a pure library and does not know
 * what a rule says: service level policies and routing rules both use it.
 *
 * <p>Start with {@link Rule} and {@link Criteria}. {@link Ranking} chooses the rule for a request.
 * {@link RuleAnalysis} compares rules with each other before there is any request. {@link
 * NamedValues} and {@link NamedPlaces} compare what two rules name in one dimension.
 */
@NullMarked
package care.andon.matching.engine;

import org.jspecify.annotations.NullMarked;
