package care.andon.platform.sql;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

  private static final Set<String> BROKEN =
      Set.of(
          "08006", // connection_failure
          "08007", // transaction_resolution_unknown
          "57P01", // admin_shutdown
          "57P02"); // crash_shutdown

  private DatabaseFailures() {}

  /** Whether another transaction holds a lock that this one needs. A retry soon can succeed. */
  public static boolean isContention(Throwable failure) {
    return anyCause(failure, sql -> CONTENTION.contains(state(sql)));
  }

  /**
   * Whether the database cannot be reached, is shutting down, is full, or has no free connection,
   * or whether the transaction took too long.
   */
  public static boolean isAway(Throwable failure) {
    return any(failure, DatabaseFailures::isTimedOut)
        || anyCause(
            failure,
            sql ->
                sql instanceof SQLTransientException
                    || isOfPool(sql)
                    || state(sql).startsWith("08")
                    || state(sql).startsWith("53")
                    || state(sql).startsWith("57")
                    || state(sql).equals("25P03")); // idle_in_transaction_session_timeout
  }

  /** A commit after the timeout has no other reason than that the transaction has ended. */
  private static boolean isTimedOut(Throwable failure) {
    return failure instanceof RollbackException
        && failure.getCause() == null
        && failure.getSuppressed().length == 0;
  }

  /**
   * Whether the connection pool gave no connection: none is free, or the transaction has ended
   * because of its timeout. All failures of the database itself have a SQLSTATE.
   */
  private static boolean isOfPool(SQLException failure) {
    return failure.getSQLState() == null && !(failure instanceof PSQLException);
  }

  /**
   * Whether the connection broke while it was in use. If that was during a commit, it is unknown
   * whether the transaction was committed.
   */
  public static boolean isUnknown(Throwable failure) {
    return anyCause(failure, sql -> BROKEN.contains(state(sql)));
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
    return any(failure, it -> it instanceof SQLException sql && wanted.test(sql));
  }

  /** Why a commit failed is a suppressed exception of what the transaction manager throws. */
  private static boolean any(@Nullable Throwable failure, Predicate<Throwable> wanted) {
    return failure != null
        && (wanted.test(failure)
            || any(failure.getCause(), wanted)
            || Arrays.stream(failure.getSuppressed()).anyMatch(it -> any(it, wanted)));
  }
}
