package care.andon.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Collects rows for one table and inserts them when it is closed. */
final class RowInserter implements AutoCloseable {
  private final PreparedStatement insert;

  /**
   * @param columns the table and its columns: {@code "unit (id, code)"}
   */
  RowInserter(Connection connection, String columns) throws SQLException {
    var places = Collections.nCopies(columns.split(",", -1).length, "?");
    insert =
        connection.prepareStatement(
            "insert into " + columns + " values (" + String.join(", ", places) + ")");
  }

  void add(@Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      insert.setObject(i + 1, values[i]);
    }
    insert.addBatch();
  }

  /** Inserts the rows collected so far, for rows of other tables that refer to them. */
  void send() throws SQLException {
    insert.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    try (insert) {
      send();
    }
  }
}
