package care.andon.routing;

import care.andon.kernel.TeamId;
import care.andon.matching.engine.Rule;
import care.andon.routing.engine.AssignmentMethod;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.RuleCriteria;
import care.andon.routing.engine.RuleRef;
import java.util.List;

/**
 * One version of what a rule says. Immutable; an edit is a new version.
 *
 * @param backups tried in this order when nobody of the team is on call
 * @param alsoTell told of every request under this rule, beside whoever has it
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

  /** Who stands in: the same as a {@link BackupTeam}, without the names of today. */
  sealed interface StandIn {
    record OfTeam(TeamId team) implements StandIn {}

    record OfFacility(BackupTeam.Facility post) implements StandIn {}
  }

  /** Whether the other one is the same but for its number. */
  boolean saysTheSameAs(RuleTerms other) {
    return equals(
        new RuleTerms(
            ref, other.criteria, other.team, other.choose, other.backups, other.alsoTell));
  }

  boolean asks(String calendar) {
    return criteria.time() != null && criteria.time().calendar().equals(calendar);
  }
}
