package care.andon.routing;

import care.andon.routing.engine.CalendarHours;
import care.andon.routing.engine.DisjointHours;
import care.andon.sla.engine.CalendarSide;
import care.andon.sla.engine.WorkCalendar;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares the hours of calendars in force, from an instant on. Each pair is compared once, because
 * a thousand rules name few calendars.
 */
final class DisjointCalendars implements DisjointHours {
  private final Function<String, Optional<WorkCalendar>> calendars;
  private final Instant from;
  private final Map<Set<CalendarHours>, Boolean> known = new HashMap<>();

  DisjointCalendars(Function<String, Optional<WorkCalendar>> calendars, Instant from) {
    this.calendars = calendars;
    this.from = from;
  }

  @Override
  public boolean neverMeet(CalendarHours one, CalendarHours other) {
    return !one.equals(other)
        && known.computeIfAbsent(Set.of(one, other), pair -> compute(one, other));
  }

  private boolean compute(CalendarHours one, CalendarHours other) {
    return side(one)
        .flatMap(left -> side(other).map(right -> left.neverMeets(right, from)))
        .orElse(false);
  }

  private Optional<CalendarSide> side(CalendarHours hours) {
    return calendars
        .apply(hours.calendar())
        .map(calendar -> new CalendarSide(calendar, hours.open()));
  }
}
