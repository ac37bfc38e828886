package care.andon.platform.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/** A select, built from parts. */
public final class SqlQuery {
  private static final int PORTION = 5_000;

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private boolean readsMany;

  /** Converts the current row of a result set. */
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Appends a part of the statement.
   *
   * @param values one for each {@code ?}; {@link SqlBatch#add} lists the allowed types
   */
  public SqlQuery add(String part, Object... values) {
    sql.append(part).append('\n');
    this.values.addAll(List.of(values));
    return this;
  }

  /** Appends a {@code where} clause. */
  public SqlQuery where(SqlCondition condition) {
    return add("where " + condition.sql(), condition.values().toArray());
  }

  /**
   * Lets PostgreSQL plan the statement for its values each time. A plan for all values does not
   * know how many rows they find, which costs much if they are many.
   */
  public SqlQuery readingMany() {
    readsMany = true;
    return this;
  }

  /** Executes the statement and converts every row. */
  public <T> List<T> rows(DataSource database, Reader<T> reader) {
    var list = new ArrayList<T>();
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql.toString())) {
      if (readsMany) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      }
      read(statement, reader, list::add);
    } catch (SQLException failure) {
      throw new IllegalStateException("A query failed", failure);
    }
    return list;
  }

  /** Executes the statement and passes on each row, for results that are too large for one list. */
  public <T> void forEach(DataSource database, Reader<T> reader, Consumer<T> consumer) {
    try (var connection = database.getConnection()) {
      // Outside a transaction the driver would fetch all rows at once.
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(sql.toString())) {
        statement.setFetchSize(PORTION);
        read(statement, reader, consumer);
      } finally {
        connection.rollback();
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("A query failed", failure);
    }
  }

  private <T> void read(PreparedStatement statement, Reader<T> reader, Consumer<T> consumer)
      throws SQLException {
    SqlParameters.bind(statement, values);
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        consumer.accept(reader.read(rows));
      }
    }
  }
}
