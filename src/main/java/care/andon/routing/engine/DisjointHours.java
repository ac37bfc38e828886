package care.andon.routing.engine;

/** Tells which hours of two calendars never overlap. */
public interface DisjointHours {
  /** Knows no calendar. */
  DisjointHours UNKNOWN = (one, other) -> false;

  /**
   * Whether no request can arrive in both. False if that cannot be shown.
   *
   * @param other hours of another calendar
   */
  boolean neverMeet(CalendarHours one, CalendarHours other);

  /** Whether the hours that two rules name never overlap. */
  default boolean keepApart(RuleCriteria one, RuleCriteria other) {
    return one.time() != null
        && other.time() != null
        && !one.time().calendar().equals(other.time().calendar())
        && neverMeet(one.time(), other.time());
  }
}
