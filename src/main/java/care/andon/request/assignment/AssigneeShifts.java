package care.andon.request.assignment;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When assignees are on duty. */
public interface AssigneeShifts {
  /**
   * The time after the end of a shift within which a due promise is urgent. If no member of the
   * team is on call, the house supervisor is called at once for it. Later promises escalate by
   * their own steps.
   */
  Duration SOON = Duration.ofHours(8);

  /**
   * The longest time off duty that counts as a break between shifts. After it, the person counts as
   * being on no roster.
   */
  Duration LONGEST_ABSENCE = Duration.ofDays(60);

  /**
   * Returns when the person's present shift ends, or their next one if they are off duty. The
   * result is always after {@code after}. Adjacent shifts count as one. Empty for a person on duty
   * round the clock and for a person on no roster.
   *
   * @param team the team of the request; null for none
   */
  Optional<Instant> holdsUntil(
      PersonId person, FacilityId facility, @Nullable TeamId team, Instant after);

  /**
   * Describes the absence of a person who is off duty, or whose shift was to end. Empty if the
   * person is on duty, because the roster has changed.
   *
   * @param person null for a person who has left
   * @param team the team of the request; null for none
   * @param shares chooses the relief among the people on call
   */
  Optional<Ended> ended(
      @Nullable PersonId person,
      FacilityId facility,
      @Nullable TeamId team,
      Instant at,
      WorkDistribution shares);

  /**
   * Whether a shift of the person ended between two instants, or they have left the hospital. False
   * for a person on no roster.
   *
   * @param team the team of the request; null for none
   * @param since not before {@link #LONGEST_ABSENCE} ago, else it counts from then
   */
  default boolean hasEndedBetween(
      Instant since, Instant at, PersonId person, FacilityId facility, @Nullable TeamId team) {
    var earliest = at.minus(LONGEST_ABSENCE);
    return holdsUntil(person, facility, team, since.isAfter(earliest) ? since : earliest)
        .filter(end -> !end.isAfter(at))
        .isPresent();
  }

  /** Says in a sentence that the person is on duty again. */
  String again(PersonId person);

  /**
   * An absence of the assignee.
   *
   * @param back when their next shift begins; null if none is known
   * @param relief the person on call for the team who becomes the assignee; null if there is none
   * @param because what happened and who is on call, in a sentence
   */
  record Ended(@Nullable Instant back, @Nullable PersonId relief, String because) {}
}
