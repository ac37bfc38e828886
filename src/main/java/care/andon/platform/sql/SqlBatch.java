package care.andon.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/**
 * Statements that go to PostgreSQL together, in one round trip: the driver sends them pipelined and
 * waits once. They run in order, in one transaction.
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

  /** Sends everything added, in the connection's transaction; nothing added is nothing sent. */
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
   * Sends everything added as a transaction of its own, in one round trip with its commit: what
   * comes before the driver waits for an answer is one transaction to PostgreSQL, as long as nobody
   * said otherwise.
   *
   * @throws IllegalStateException with the database's failure as its cause; then nothing has
   *     happened, unless the connection broke
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
