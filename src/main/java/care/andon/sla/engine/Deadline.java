package care.andon.sla.engine;

import java.time.Instant;

/**
 * The rule for when a deadline has passed, in Java and in SQL. A deadline is missed once its
 * instant is over; the instant itself is still in time.
 */
public final class Deadline {
  private Deadline() {}

  /** Returns whether {@code due} has passed at {@code now}. */
  public static boolean hasPassed(Instant due, Instant now) {
    return due.isBefore(now);
  }

  /**
   * Returns the same rule as an SQL condition. It binds one value: the instant to judge at.
   *
   * @param due an SQL expression for the deadline, not null
   */
  public static String hasPassedSql(String due) {
    return due + " < ?";
  }
}
