/**
 * The promises of a request: one clock for each, stored with the request.
 *
 * <p>Start with {@link RequestClocks}, the clocks of one request. {@link RequestClock} is one row:
 * an SLA clock and the policy version it is pinned to. {@link PinnedPolicies} finds the policies
 * that were in force when the request was filed. {@link EscalationDeadlines} says when the next
 * tier is called.
 */
@NullMarked
package care.andon.request.clock;

import org.jspecify.annotations.NullMarked;
