package care.andon.directory.oncall;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The part of every week a duty covers, by the facility's wall clock.
 *
 * <p>The start is on duty, the end is not: 07:00 to 19:00 and 19:00 to 07:00 meet without gap or
 * overlap. An end at or before the start is on the next day, so {@code Hours(FRI, 19:00, 07:00)}
 * ends on Saturday morning and {@code Hours(SAT, 00:00, 00:00)} is the whole Saturday. Because the
 * wall clock decides, the hour that comes twice in autumn is covered twice and the one skipped in
 * spring is missed by nobody.
 *
 * @param days the days on which the duty begins; at least one
 */
public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

  public WeeklyHours {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Hours are on at least one day of the week");
    }
    days = Set.copyOf(days);
  }

  /** Whether somebody with these hours is on duty at {@code wallClock}. */
  public boolean cover(LocalDateTime wallClock) {
    var day = wallClock.getDayOfWeek();
    var time = wallClock.toLocalTime();
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return (days.contains(day) && !time.isBefore(from))
        || (days.contains(day.minus(1)) && time.isBefore(to));
  }

  /**
   * When the duty that covers {@code wallClock} ends; empty when it goes on round the clock.
   *
   * @param wallClock an instant these hours cover
   */
  public Optional<LocalDateTime> until(LocalDateTime wallClock) {
    if (neverEnd()) {
      return Optional.empty();
    }
    var end = wallClock.toLocalDate().atTime(to);
    return Optional.of(end.isAfter(wallClock) ? end : end.plusDays(1));
  }

  private boolean neverEnd() {
    return from.equals(to) && days.containsAll(EnumSet.allOf(DayOfWeek.class));
  }
}
