/**
 * Requests: what caregivers need, who is responsible, what was promised, and how it ended.
 *
 * <p>{@link SupportRequest} is the state of one request, with its clocks ({@link RequestClocks})
 * and its escalations ({@link RequestEscalations}). Only events change it: {@link Ownership} and
 * {@link RequestState} say what an event does to the assignee and to the status. {@link
 * RequestReplay} applies a whole history again.
 *
 * <p>{@link RequestActs} decides what people do. {@link CatchUp} first records what happened by
 * itself: {@link DueEvents} when promises and waits run out, {@link EscalationPlanner} whom an
 * escalation calls, {@link OffShiftPolicy} what happens while the assignee is off shift. None of
 * them is used by {@link SupportRequest}.
 *
 * <p>{@link Requests} are the use cases of one request. {@link DeadlineSweep}, {@link Handovers},
 * {@link LeaverReassignment} and {@link UnroutedRetry} act on many. All of them save with {@link
 * RequestRecorder}. {@link WordErasure} erases words. {@link RequestRepository} reads requests
 * through Hibernate; {@link RequestRows} reads and writes a single one in fewer round trips.
 *
 * <p>Start with {@link SupportRequest}, then {@link RequestActs}, then {@link Requests}.
 */
@NullMarked
package care.andon.request;

import care.andon.request.clock.RequestClocks;
import care.andon.request.escalation.EscalationPlanner;
import care.andon.request.escalation.RequestEscalations;
import care.andon.request.state.Ownership;
import care.andon.request.state.RequestState;
import org.jspecify.annotations.NullMarked;
