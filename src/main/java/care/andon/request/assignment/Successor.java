package care.andon.request.assignment;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who comes after somebody who hands over: towards the end of their shift whoever is on call as it
 * ends, before that whoever else is on call now.
 *
 * @param now who is there at this instant
 * @param after who is there as the giver's shift ends; empty while they are on none
 * @param shares who of several on call gets it
 */
public record Successor(
    ReachablePeople now, Optional<ReachablePeople> after, PersonId giver, WorkDistribution shares) {
  /** From then on it is the next shift's. */
  private static final Duration SHIFT_CHANGE = Duration.ofHours(1);

  public Optional<Person> of(TeamId team) {
    var present = first(now, team);
    var next = after.flatMap(there -> first(there, team));
    return isShiftChange() ? next.or(() -> present) : present.or(() -> next);
  }

  private Optional<Person> first(ReachablePeople there, TeamId team) {
    return shares.first(team, there.others(team, giver));
  }

  /** Whether this person, or anybody of the team, can be reached now or as the shift ends. */
  public boolean isThere(PersonId person, @Nullable TeamId team) {
    return now.isOnCall(person)
        || after.filter(there -> there.isOnCall(person)).isPresent()
        || (team != null && of(team).isPresent());
  }

  private boolean isShiftChange() {
    return after.filter(there -> !there.at().isAfter(now.at().plus(SHIFT_CHANGE))).isPresent();
  }
}
