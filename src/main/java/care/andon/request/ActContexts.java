package care.andon.request;

import care.andon.kernel.TeamId;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.escalation.EscalationTiers;
import care.andon.sla.Promises;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the context of an act, and locks the loads of the teams that it may hand something to. */
@ApplicationScoped
class ActContexts {
  private final Promises promises;
  private final EscalationTiers ladder;
  private final AssigneeShifts shifts;
  private final TeamLoadLock loads;

  ActContexts(
      Promises promises, EscalationTiers ladder, AssigneeShifts shifts, TeamLoadLock loads) {
    this.promises = promises;
    this.ladder = ladder;
    this.shifts = shifts;
    this.loads = loads;
  }

  /** The context of an act that hands nothing to a team that shares its work. */
  ActContext at(Instant now) {
    return new ActContext(now, promises, ladder, shifts);
  }

  /** The context of one of several acts that choose assignees together. */
  ActContext at(Instant now, WorkDistribution shares) {
    return new ActContext(now, promises, ladder, shifts, shares);
  }

  /**
   * The context of an act that may hand something to these teams.
   *
   * @param teams whose loads are locked until the transaction ends, if they share their work
   */
  ActContext at(Instant now, Collection<TeamId> teams) {
    return at(now, loads.shares(teams));
  }

  /**
   * The context of an act on locked requests, each of which may go on from a shift that has ended.
   *
   * @param to the team to which the act itself hands something
   */
  ActContext at(Instant now, List<SupportRequest> requests, Optional<TeamId> to) {
    var teams =
        Stream.concat(
            requests.stream()
                // Asked first: whether the assignee is on duty takes longer.
                .filter(request -> loads.isShared(request.team()))
                .flatMap(request -> CatchUp.teamToRelieve(request, now, shifts).stream()),
            to.stream());
    return at(now, teams.toList());
  }
}
