package care.andon.routing.engine;

/**
 * The time while a calendar is open, or while it is closed.
 *
 * @param calendar its code
 */
public record CalendarHours(String calendar, boolean open) {
  /**
   * Whether these are the open hours of a calendar and the others its closed hours, or reversed.
   */
  boolean isOppositeOf(CalendarHours other) {
    return calendar.equals(other.calendar) && open != other.open;
  }
}
