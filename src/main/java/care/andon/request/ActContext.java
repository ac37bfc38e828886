package care.andon.request;

import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.escalation.EscalationTiers;
import care.andon.sla.Promises;
import java.time.Instant;

/**
 * What a request has to know of the world to act.
 *
 * @param now read once per use case
 * @param promises the versions that clocks are pinned to
 * @param ladder whom an escalation reaches
 * @param shifts when people come and go
 * @param shares who gets what goes on to whoever is on call
 */
public record ActContext(
    Instant now,
    Promises promises,
    EscalationTiers ladder,
    AssigneeShifts shifts,
    WorkDistribution shares) {

  /** Where no team shares its work out. */
  ActContext(Instant now, Promises promises, EscalationTiers ladder, AssigneeShifts shifts) {
    this(now, promises, ladder, shifts, WorkDistribution.none());
  }
}
