package care.andon.routing.engine;

import java.time.Instant;

/** Tells when the calendars that rules name are open. The answer is the same on every replica. */
public interface CalendarOpenings {
  boolean isOpen(String calendar, Instant at);
}
