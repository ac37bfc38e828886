package care.andon.request;

import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.escalation.EscalationPlanner;
import care.andon.request.escalation.EscalationTiers;
import care.andon.sla.Promises;
import care.andon.sla.SlaPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * The instant of an act, and what the act depends on besides the request.
 *
 * @param now read once per use case
 * @param promises the versions that clocks are pinned to
 * @param ladder the people whom an escalation reaches
 * @param shifts when assignees are on duty
 * @param shares chooses the next assignee among the people on call
 */
public record ActContext(
    Instant now,
    Promises promises,
    EscalationTiers ladder,
    AssigneeShifts shifts,
    WorkDistribution shares) {

  /** The context of an act where no team shares its work out. */
  ActContext(Instant now, Promises promises, EscalationTiers ladder, AssigneeShifts shifts) {
    this(now, promises, ladder, shifts, WorkDistribution.none());
  }

  /**
   * Plans the escalations of a request at one instant.
   *
   * @param policy policy of the clock that escalates; empty if no policy sets the time to answer
   */
  EscalationPlanner planner(SupportRequest request, Optional<SlaPolicy> policy, Instant at) {
    var impact = request.impact();
    return new EscalationPlanner(
        request.ladder(),
        ladder,
        request.filed().facility(),
        request.team(),
        at,
        policy
            .map(it -> it.answerWithin(impact))
            .orElseGet(() -> SlaPolicy.usuallyAnsweredWithin(impact)));
  }
}
