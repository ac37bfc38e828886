package care.andon.routing.engine;

import care.andon.kernel.TeamId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which team has what, how a person is chosen in it, and who stands in.
 *
 * @param ref null for a ground rule, which comes with the directory: who owns a category
 * @param name what a published rule is called; null for a ground rule
 * @param teamName as the caregiver reads it
 * @param backups tried in this order when nobody of the team is on call
 * @param alsoTell told of every request under this rule, beside whoever has it
 * @param waitsForBusinessDay the work is for office hours: off hours the backup only stands behind
 *     it, and the clock runs
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
    boolean waitsForBusinessDay) {

  /**
   * The one that names more decides; of those that name equally many dimensions one that was
   * published, before who owns the category. Then nothing is left to decide where no {@link
   * RuleAnalysis#ties} are; if there are, because a unit has moved since, the code that sorts
   * first.
   */
  static final Comparator<RoutingRule> BEST_FIRST =
      Comparator.<RoutingRule>comparingInt(rule -> -rule.weight())
          .thenComparing(RoutingRule::isDefault)
          .thenComparing(rule -> rule.ref() == null ? "" : rule.ref().code());

  public RoutingRule {
    backups = List.copyOf(backups);
    alsoTell = List.copyOf(alsoTell);
  }

  /** A rule of the ground: whoever is first on call has it. */
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

  boolean isDefault() {
    return ref == null;
  }

  int weight() {
    return criteria.dimensions().size();
  }
}
