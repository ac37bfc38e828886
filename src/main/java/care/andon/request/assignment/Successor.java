package care.andon.request.assignment;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the next assignee in a handover. Shortly before the end of the giver's shift it is a
 * person on call when the shift ends. Before that it is another person on call now.
 *
 * @param now the people on call now
 * @param after the people on call when the giver's shift ends; empty if the giver is on no shift
 * @param shares chooses among several people on call
 */
public record Successor(
    ReachablePeople now, Optional<ReachablePeople> after, PersonId giver, WorkDistribution shares) {
  /** Within this time before the end of a shift, requests go to the next shift. */
  private static final Duration SHIFT_CHANGE = Duration.ofHours(1);

  public Optional<Person> of(TeamId team) {
    var present = first(now, team);
    var next = after.flatMap(there -> first(there, team));
    return isShiftChange() ? next.or(() -> present) : present.or(() -> next);
  }

  private Optional<Person> first(ReachablePeople there, TeamId team) {
    return shares.first(team, there.others(team, giver));
  }

  /** Whether this person or a member of the team is on call now or when the shift ends. */
  public boolean isThere(PersonId person, @Nullable TeamId team) {
    return now.isOnCall(person)
        || after.filter(there -> there.isOnCall(person)).isPresent()
        || (team != null && of(team).isPresent());
  }

  private boolean isShiftChange() {
    return after.filter(there -> !there.at().isAfter(now.at().plus(SHIFT_CHANGE))).isPresent();
  }
}
