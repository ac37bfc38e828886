/**
 * The heart: what a caregiver needs, who has it, what was promised, and how it ended.
 *
 * <p>{@link SupportRequest} owns its clocks and escalations ({@link RequestClocks}, {@link
 * RequestEscalations}: what happens among them) and guards its own transitions: every act on it is
 * an event first, and its state is what its events make of it, so that replaying them gives the
 * same request. Values of it say what an event makes of them: {@link Ownership} who has it, {@link
 * RequestState} how far it is. What happens by itself is decided beside it: {@link DueEvents} as
 * promises and waits run out, {@link EscalationPlanner} who is called, {@link OffShiftPolicy} what
 * becomes of it while whoever has it is not there. {@link Requests} are the use cases, one method
 * per act. The resource speaks HTTP, the repository SQL; neither decides anything.
 *
 * <p>Start with {@link SupportRequest}, then {@link Requests}.
 */
@NullMarked
package care.andon.request;

import care.andon.request.clock.RequestClocks;
import care.andon.request.escalation.EscalationPlanner;
import care.andon.request.escalation.RequestEscalations;
import org.jspecify.annotations.NullMarked;
