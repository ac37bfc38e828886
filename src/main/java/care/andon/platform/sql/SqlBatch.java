package care.andon.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/**
 * Several statements that are sent to PostgreSQL in one round trip. The driver pipelines them and
 * waits once. They run in order and in one transaction.
 */
public final class SqlBatch {
  private final StringJoiner sql = new StringJoiner(";\n");
  private final List<Object> values = new ArrayList<>();

  /**
   * Adds a statement.
   *
   * @param values one for each {@code ?}: text, numbers, booleans, instants, wall clock times,
   *     UUIDs, bytes, {@link SqlParameters.SqlArray} or {@link SqlParameters.SqlNull}
   */
  public SqlBatch add(String statement, Object... values) {
    sql.add(statement.strip());
    this.values.addAll(List.of(values));
    return this;
  }

  /**
   * Executes the statements in the transaction of the connection. Does nothing if none was added.
   */
  public void execute(Connection connection) throws SQLException {
    if (sql.length() == 0) {
      return;
    }
    try (var statement = connection.prepareStatement(sql.toString())) {
      SqlParameters.bind(statement, values);
      statement.execute();
    }
  }

  /**
   * Executes the statements as one transaction, in one round trip including the commit. PostgreSQL
   * treats everything before the first sync message of the driver as one transaction, unless an
   * explicit one was begun.
   *
   * @throws IllegalStateException with the failure of the database as its cause; nothing was
   *     changed, unless the connection broke during the commit
   * @see <a
   *     href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING">
   *     Pipelining</a>
   */
  public void commit(DataSource database) {
    try (var connection = database.getConnection()) {
      execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("A batch was not committed", failure);
    }
  }
}
