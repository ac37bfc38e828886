package care.andon.routing.engine;

import java.time.Instant;

/** When the calendars that rules name are open; the same answer on every replica. */
public interface CalendarOpenings {
  boolean isOpen(String calendar, Instant at);
}
