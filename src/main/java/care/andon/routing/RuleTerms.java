package care.andon.routing;

import care.andon.kernel.TeamId;
import care.andon.matching.engine.Rule;
import care.andon.routing.engine.AssignmentMethod;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.RuleCriteria;
import care.andon.routing.engine.RuleRef;
import java.util.List;

/**
 * The content of one version of a rule. Immutable; an edit is a new version.
 *
 * @param backups tried in this order if no member of the team is on call
 * @param alsoTell told of every request under this rule, in addition to the assignee
 */
record RuleTerms(
    RuleRef ref,
    RuleCriteria criteria,
    TeamId team,
    AssignmentMethod choose,
    List<StandIn> backups,
    List<BackupTeam.Facility> alsoTell)
    implements Rule<RuleCriteria> {
  RuleTerms {
    backups = List.copyOf(backups);
    alsoTell = List.copyOf(alsoTell);
  }

  @Override
  public String code() {
    return ref.code();
  }

  /** A {@link BackupTeam} by id, without its current name. */
  sealed interface StandIn {
    record OfTeam(TeamId team) implements StandIn {}

    record OfFacility(BackupTeam.Facility post) implements StandIn {}
  }

  boolean names(String calendar) {
    return criteria.time() != null && criteria.time().calendar().equals(calendar);
  }
}
