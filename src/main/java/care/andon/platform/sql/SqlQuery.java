package care.andon.platform.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A statement that reads. */
public final class SqlQuery {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** Makes something of the row a result set is at. */
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Goes on with this.
   *
   * @param values one for each {@code ?}; see {@link SqlBatch#add} for what they may be
   */
  public SqlQuery add(String part, Object... values) {
    sql.append(part).append('\n');
    this.values.addAll(List.of(values));
    return this;
  }

  /** Asks, and reads every row. */
  public <T> List<T> rows(DataSource database, Reader<T> reader) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql.toString())) {
      SqlParameters.bind(statement, values);
      try (var rows = statement.executeQuery()) {
        var list = new ArrayList<T>();
        while (rows.next()) {
          list.add(reader.read(rows));
        }
        return list;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("A query failed", failure);
    }
  }
}
