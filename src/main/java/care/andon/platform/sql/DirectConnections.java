package care.andon.platform.sql;

import care.andon.platform.startup.StartupRefusedException;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.jdbc.PgConnection;

/**
 * Refuses a connection that leads through a connection pooler. Prepared statements, timeouts and
 * the notice of a lost commit belong to a session of PostgreSQL. A pooler in transaction mode gives
 * each transaction another session: then one instance executes the prepared statements of another,
 * and acts that were answered are lost. Costs one statement per new connection, none per call.
 */
final class DirectConnections {

  private DirectConnections() {}

  static void check(PgConnection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      // PostgreSQL tells its process when a connection begins. A pooler makes up a number.
      if (connection.getBackendPID() != process(statement)) {
        throw new StartupRefusedException(
            "quarkus.datasource.jdbc.url leads through a connection pooler such as pgbouncer;"
                + " connect to PostgreSQL itself, the service has a pool of its own");
      }
    }
  }

  private static int process(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
