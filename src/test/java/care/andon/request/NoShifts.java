package care.andon.request;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.WorkDistribution;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nobody is on a roster. */
final class NoShifts implements AssigneeShifts {
  @Override
  public Optional<Instant> holdsUntil(
      PersonId person, FacilityId facility, @Nullable TeamId team, Instant after) {
    return Optional.empty();
  }

  @Override
  public Optional<Ended> ended(
      @Nullable PersonId person,
      FacilityId facility,
      @Nullable TeamId team,
      Instant at,
      WorkDistribution shares) {
    return Optional.empty();
  }

  @Override
  public String again(PersonId person) {
    return person + " is there";
  }
}
