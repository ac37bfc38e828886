package care.andon.request.assignment;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the people who have requests come and go. */
public interface AssigneeShifts {
  /**
   * What falls due within this after a shift ended, with nobody of the team on call, is the house
   * supervisor's to know at once; what falls due later is called out by its own steps.
   */
  Duration SOON = Duration.ofHours(8);

  /** Who has not been on duty for longer is on no roster. */
  Duration LONGEST_ABSENCE = Duration.ofDays(60);

  /**
   * When the person's shift ends: the one they are on, or else the next one. Always after {@code
   * after}; shifts that meet are one. Empty for round the clock, and for who is on no roster.
   *
   * @param team for which they hold something; null for none
   */
  Optional<Instant> holdsUntil(
      PersonId person, FacilityId facility, @Nullable TeamId team, Instant after);

  /**
   * How it stands while a person is off duty, or as a shift of theirs was to end; empty when they
   * are on duty, the roster having changed.
   *
   * @param person null for somebody who has left
   * @param team for which they hold something; null for none
   * @param shares who of several on call relieves them
   */
  Optional<Ended> ended(
      @Nullable PersonId person,
      FacilityId facility,
      @Nullable TeamId team,
      Instant at,
      WorkDistribution shares);

  /** That somebody is on duty again, in a sentence. */
  String again(PersonId person);

  /**
   * Somebody is not there.
   *
   * @param back when the next one begins; null when none is known
   * @param relief who is on call for the team and gets it; null for nobody
   * @param because what happened and who is there, in a sentence
   */
  record Ended(@Nullable Instant back, @Nullable PersonId relief, String because) {}
}
