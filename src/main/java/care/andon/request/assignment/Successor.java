package care.andon.request.assignment;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the next assignee in a handover among the people on call now. Shortly before the end of
 * the giver's shift, people who are still on call after it come first.
 *
 * @param now the people on call now
 * @param after the people on call when the giver's shift ends; empty if the giver is on no shift
 * @param shares chooses among several people on call
 */
public record Successor(
    ReachablePeople now, Optional<ReachablePeople> after, PersonId giver, WorkDistribution shares) {
  /** Within this time before the end of a shift, people who go home as well come last. */
  private static final Duration SHIFT_CHANGE = Duration.ofHours(1);

  /** Returns the next assignee. Empty if no other member of the team is on call now. */
  public Optional<Person> of(TeamId team) {
    var present = now.others(team, giver);
    var staying = isShiftChange() ? staying(present, team) : present;
    return shares.first(team, staying.isEmpty() ? present : staying);
  }

  private List<Person> staying(List<Person> present, TeamId team) {
    var later = after.map(there -> there.onCall(team)).orElse(List.of());
    return present.stream().filter(later::contains).toList();
  }

  private boolean isShiftChange() {
    return after.filter(there -> !there.at().isAfter(now.at().plus(SHIFT_CHANGE))).isPresent();
  }
}
