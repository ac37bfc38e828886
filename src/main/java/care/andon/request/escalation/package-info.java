/**
 * The escalations of a request: who was called, by when they had to answer, and who said "I have
 * it".
 *
 * <p>Start with {@link RequestEscalations}, the escalations of one request. {@link
 * RequestEscalation} is one row. {@link EscalationPlanner} decides who is called next. {@link
 * EscalationTiers} says who is on call at a tier.
 */
@NullMarked
package care.andon.request.escalation;

import org.jspecify.annotations.NullMarked;
