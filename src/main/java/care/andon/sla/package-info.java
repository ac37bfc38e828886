/**
 * Service levels. A policy says for which requests which clocks run, how soon each falls due, and
 * who is told when the target is near or missed. A calendar says when time counts. Every change to
 * them makes a new revision, and a request pins the revision at which it was filed.
 *
 * <p>Start with {@link SlaPolicy} and {@link PolicyBook}. Other features ask {@link Promises},
 * which {@code StoredPromises} answers from memory. The arithmetic of time is in {@link
 * care.andon.sla.engine}, the choice of a policy in {@link care.andon.sla.match.engine}.
 *
 * <p>Policies and calendars are published in versions by {@link care.andon.versioned}: {@code
 * SlaPoliciesResource} takes a {@link PolicyDraft}, and {@code PolicyKind} reads it and compares it
 * with the other policies. {@code CalendarsResource}, {@code CalendarDraft} and {@code
 * CalendarKind} do the same for calendars. {@link PolicyTrial} tries a draft without publishing it.
 */
@NullMarked
package care.andon.sla;

import org.jspecify.annotations.NullMarked;
