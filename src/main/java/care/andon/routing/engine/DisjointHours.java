package care.andon.routing.engine;

/** Which hours never meet. */
public interface DisjointHours {
  /** Nothing is known of any calendar. */
  DisjointHours UNKNOWN = (one, other) -> false;

  /** Whether it is shown that nothing can arrive in both; false where it cannot be shown. */
  boolean neverMeet(CalendarHours one, CalendarHours other);
}
