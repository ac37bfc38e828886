package care.andon.routing.engine;

/** Which hours never meet. */
public interface HoursApart {
  /** Nothing is known of any calendar. */
  HoursApart UNKNOWN = (one, other) -> false;

  /** Whether it is shown that nothing can arrive in both; false where it cannot be shown. */
  boolean neverMeet(InHours one, InHours other);
}
