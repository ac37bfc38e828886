package care.andon.platform.sql;

import io.agroal.pool.ConnectionPool;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Classifies failures of the database. The codes are SQLSTATEs of PostgreSQL (appendix A of its
 * manual).
 */
public final class DatabaseFailures {
  private static final Set<String> CONTENTION =
      Set.of(
          "55P03", // lock_not_available
          "40001", // serialization_failure
          "40P01"); // deadlock_detected

  private DatabaseFailures() {}

  /** Whether another transaction holds a lock that this one needs. A retry soon can succeed. */
  public static boolean isContention(Throwable failure) {
    return anyCause(failure, sql -> CONTENTION.contains(state(sql)));
  }

  /**
   * Whether the database cannot be reached, is shutting down, is full, or has no free connection.
   */
  public static boolean isAway(Throwable failure) {
    return anyCause(
        failure,
        sql ->
            sql instanceof SQLTransientException
                || state(sql).startsWith("08")
                || state(sql).startsWith("53")
                || state(sql).startsWith("57")
                || state(sql).equals("25P03") // idle_in_transaction_session_timeout
                || isOfPool(sql));
  }

  /**
   * Whether the connection pool had no connection to give. Its exceptions have neither a type nor a
   * SQLSTATE of their own, and several wordings.
   */
  private static boolean isOfPool(SQLException failure) {
    var frames = failure.getStackTrace();
    return frames.length > 0 && frames[0].getClassName().equals(ConnectionPool.class.getName());
  }

  /** The name of the constraint that a statement violated; empty for any other failure. */
  public static Optional<String> violatedRule(SQLException failure) {
    return failure instanceof PSQLException refused && state(refused).startsWith("23")
        ? Optional.ofNullable(refused.getServerErrorMessage())
            .map(ServerErrorMessage::getConstraint)
        : Optional.empty();
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  private static boolean anyCause(Throwable failure, Predicate<SQLException> wanted) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && wanted.test(sql)) {
        return true;
      }
    }
    return false;
  }
}
