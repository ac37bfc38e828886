package care.andon.platform.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A select, built from parts. */
public final class SqlQuery {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

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

  /** Executes the statement and converts every row. */
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
