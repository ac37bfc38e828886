package care.andon.routing.engine;

import care.andon.kernel.TeamId;
import java.util.List;

/**
 * Which team owns what, and who stands in.
 *
 * @param teamName as the caregiver reads it
 * @param backups tried in this order when nobody of the team is on call
 * @param alsoTell told of every request under this rule, beside whoever has it
 * @param waitsForBusinessDay the work is for office hours: off hours the backup only stands behind
 *     it, and the clock runs
 */
public record RoutingRule(
    Condition when,
    TeamId team,
    String teamName,
    List<Backup> backups,
    List<Backup.Facility> alsoTell,
    boolean waitsForBusinessDay) {
  public RoutingRule {
    backups = List.copyOf(backups);
    alsoTell = List.copyOf(alsoTell);
  }
}
