package care.andon.platform.sql;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.jdbc.PgConnection;

/**
 * The connections of the pool, in use or not. The setting {@code socketTimeout} of the driver is
 * short, so that a new connection is soon there or refused: the pool makes one after the other. An
 * open connection may wait longer for an answer.
 */
@ApplicationScoped
class OpenConnections implements AgroalPoolInterceptor {
  /** Longer than the longest statement (statement_timeout). */
  private static final int LONGEST_ANSWER_MILLIS = 30_000;

  private final Set<PgConnection> connections = ConcurrentHashMap.newKeySet();

  @Override
  public void onConnectionCreate(Connection connection) {
    var created = ofDriver(connection);
    try {
      DirectConnections.check(created);
      created.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS);
      connections.add(created);
    } catch (SQLException failure) {
      breakOff(created);
      throw new IllegalStateException("A new connection does not work", failure);
    }
  }

  @Override
  public void onConnectionDestroy(Connection connection) {
    connections.remove(ofDriver(connection));
  }

  /** What the pool passes is only valid during the call. */
  private static PgConnection ofDriver(Connection connection) {
    try {
      return connection.unwrap(PgConnection.class);
    } catch (SQLException failure) {
      throw new IllegalStateException("Not a connection to PostgreSQL", failure);
    }
  }

  /** Breaks all connections. A thread that waits for an answer on one of them fails at once. */
  void breakAll() {
    connections.forEach(OpenConnections::breakOff);
  }

  private static void breakOff(PgConnection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyBroken) {
      // Then no thread waits on it.
    }
  }
}
