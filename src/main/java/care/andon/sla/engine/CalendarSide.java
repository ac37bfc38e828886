package care.andon.sla.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The time while a calendar is open, or all other time.
 *
 * @param open true: while it is open; false: while it is not
 */
public record CalendarSide(WorkCalendar calendar, boolean open) {

  /** Whether the instant is in this time. */
  public boolean holds(Instant instant) {
    return calendar.isOpen(instant) == open;
  }

  /**
   * Whether no instant from the given one on is in both. Exact where the clocks on both walls
   * always show the same: both are looked at on every date until all repeats, night shifts,
   * closures and exceptions included. Where they do not, nothing can be shown, and it is false.
   */
  public boolean neverMeets(CalendarSide other, Instant from) {
    return showsTheSameAs(other)
        && !meetsOnADay(other, LocalDate.ofInstant(from, calendar.zone()).toEpochDay());
  }

  private boolean showsTheSameAs(CalendarSide other) {
    return zone().getRules().equals(other.zone().getRules());
  }

  private boolean meetsOnADay(CalendarSide other, long from) {
    var own = new WallTime(calendar);
    var others = new WallTime(other.calendar);
    for (var day = from;
        day < Math.max(from, WallTime.REPEATS_FROM_DAY) + WallTime.DAYS_OF_CYCLE;
        day++) {
      if (side(own.plan(day)).meets(other.side(others.plan(day)))) {
        return true;
      }
    }
    return false;
  }

  private DayPlan side(DayPlan plan) {
    return open ? plan : plan.rest();
  }

  private ZoneId zone() {
    return calendar.zone();
  }
}
