package care.andon.request;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.WorkDistribution;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One has the days, 07:00 to 19:00 UTC from Monday to Friday; one the nights, but for those to
 * Wednesday. Nobody else is on a roster.
 */
final class DaysAndNights implements AssigneeShifts {
  static final PersonId BY_DAY = AnyNeed.ADMINISTRATOR;
  static final PersonId AT_NIGHT = new PersonId(new UUID(1, 3));

  private static final Duration LONGEST_GAP = Duration.ofDays(8);

  private static boolean isOn(PersonId person, Instant at) {
    var now = at.atOffset(ZoneOffset.UTC);
    if (person.equals(BY_DAY)) {
      return now.getDayOfWeek().getValue() <= 5 && now.getHour() >= 7 && now.getHour() < 19;
    }
    var night = now.minusHours(19);
    return person.equals(AT_NIGHT) && night.getHour() < 12 && night.getDayOfWeek().getValue() != 2;
  }

  /** The first full hour after an instant at which they are there, or are not. */
  private static Optional<Instant> next(PersonId person, boolean there, Instant after) {
    var hour = after.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return Stream.iterate(
            hour, at -> at.isBefore(after.plus(LONGEST_GAP)), at -> at.plus(1, ChronoUnit.HOURS))
        .filter(at -> isOn(person, at) == there)
        .findFirst();
  }

  @Override
  public Optional<Instant> holdsUntil(
      PersonId person, FacilityId facility, @Nullable TeamId team, Instant after) {
    return isOn(person, after)
        ? next(person, false, after)
        : next(person, true, after).flatMap(begin -> next(person, false, begin));
  }

  @Override
  public String again(PersonId person) {
    return person + " is there again";
  }

  @Override
  public Optional<Ended> ended(
      @Nullable PersonId person,
      FacilityId facility,
      @Nullable TeamId team,
      Instant at,
      WorkDistribution shares) {
    if (person != null && isOn(person, at)) {
      return Optional.empty();
    }
    var relief =
        Stream.of(BY_DAY, AT_NIGHT).filter(other -> isOn(other, at)).findFirst().orElse(null);
    return Optional.of(
        new Ended(
            person == null ? null : next(person, true, at).orElse(null),
            relief,
            "At " + at + " " + relief));
  }
}
