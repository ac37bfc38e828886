package care.andon.directory.oncall;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The part of every week that a duty covers, by a wall clock.
 *
 * <p>The start is included, the end is not: 07:00 to 19:00 and 19:00 to 07:00 meet without gap or
 * overlap. An end at or before the start is on the next day: {@code (FRI, 19:00, 07:00)} ends on
 * Saturday morning, and {@code (SAT, 00:00, 00:00)} is the whole Saturday. The hour that occurs
 * twice in autumn is covered twice; the hour that is skipped in spring is not missing.
 *
 * @param days the days on which the duty begins; at least one
 */
public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

  public WeeklyHours {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Weekly hours need at least one day");
    }
    days = Set.copyOf(days);
  }

  /** Whether these hours cover {@code wallClock}. */
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
   * When the turn that covers {@code wallClock} ends; empty if it never ends.
   *
   * @param wallClock a time that these hours cover
   */
  public Optional<LocalDateTime> until(LocalDateTime wallClock) {
    if (isContinuous()) {
      return Optional.empty();
    }
    var end = wallClock.toLocalDate().atTime(to);
    return Optional.of(end.isAfter(wallClock) ? end : end.plusDays(1));
  }

  private boolean isContinuous() {
    return from.equals(to) && days.containsAll(EnumSet.allOf(DayOfWeek.class));
  }
}
