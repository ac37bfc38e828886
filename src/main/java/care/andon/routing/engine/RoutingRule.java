package care.andon.routing.engine;

import care.andon.kernel.TeamId;
import care.andon.matching.engine.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The team that is responsible for the requests that match, how its assignee is chosen, and who
 * backs it up.
 *
 * @param ref null for a default, which comes with the directory: the owner of a category
 * @param name of a published rule; null for a default
 * @param teamName as the caregiver reads it
 * @param backups tried in this order if no member of the team is on call
 * @param alsoTell told of every request under this rule, in addition to the assignee
 * @param waitsForBusinessDay the work is for office hours: outside of them the backup is only a
 *     contact, and the clock runs
 */
public record RoutingRule(
    @Nullable RuleRef ref,
    @Nullable String name,
    RuleCriteria criteria,
    TeamId team,
    String teamName,
    AssignmentMethod choose,
    List<BackupTeam> backups,
    List<BackupTeam.Facility> alsoTell,
    boolean waitsForBusinessDay)
    implements Rule<RuleCriteria> {

  public RoutingRule {
    backups = List.copyOf(backups);
    alsoTell = List.copyOf(alsoTell);
  }

  /** The default for a category: the first person on call of the team that owns it. */
  public static RoutingRule ofCategoryOwner(
      RuleCriteria when,
      TeamId team,
      String teamName,
      List<BackupTeam> backups,
      List<BackupTeam.Facility> alsoTell,
      boolean waitsForBusinessDay) {
    return new RoutingRule(
        null,
        null,
        when,
        team,
        teamName,
        AssignmentMethod.ON_CALL,
        backups,
        alsoTell,
        waitsForBusinessDay);
  }

  /** The published code; empty for a default, which has none. */
  @Override
  public String code() {
    return ref == null ? "" : ref.code();
  }

  @Override
  public boolean isDefault() {
    return ref == null;
  }
}
