package care.andon.routing.engine;

/**
 * While a calendar is open, or while it is not.
 *
 * @param calendar its code
 */
public record CalendarHours(String calendar, boolean open) {}
