package care.andon.routing;

import care.andon.routing.engine.HoursApart;
import care.andon.routing.engine.InHours;
import care.andon.sla.engine.CalendarSide;
import care.andon.sla.engine.WorkCalendar;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which hours never meet from an instant on, by the calendars in force. Each pair is looked at
 * once: a thousand rules ask few calendars.
 */
final class CalendarsApart implements HoursApart {
  private final Function<String, Optional<WorkCalendar>> calendars;
  private final Instant from;
  private final Map<Set<InHours>, Boolean> known = new HashMap<>();

  CalendarsApart(Function<String, Optional<WorkCalendar>> calendars, Instant from) {
    this.calendars = calendars;
    this.from = from;
  }

  @Override
  public boolean neverMeet(InHours one, InHours other) {
    return !one.equals(other)
        && known.computeIfAbsent(Set.of(one, other), pair -> reckoned(one, other));
  }

  private boolean reckoned(InHours one, InHours other) {
    return side(one)
        .flatMap(left -> side(other).map(right -> left.neverMeets(right, from)))
        .orElse(false);
  }

  private Optional<CalendarSide> side(InHours hours) {
    return calendars
        .apply(hours.calendar())
        .map(calendar -> new CalendarSide(calendar, hours.open()));
  }
}
