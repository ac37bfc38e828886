package care.andon.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to PostgreSQL together, in one round trip: the driver sends them pipelined and
 * waits once. They run in order, in the connection's transaction.
 */
public final class Batch {
  private final StringJoiner sql = new StringJoiner(";\n");
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /** An array parameter of the given PostgreSQL element type. */
  public record SqlArray(String type, List<?> elements) {}

  /**
   * Adds a statement.
   *
   * @param values one for each {@code ?}: text, numbers, booleans, instants, UUIDs, bytes, {@link
   *     SqlArray}, or null
   */
  public Batch add(String statement, @Nullable Object... values) {
    sql.add(statement.strip());
    for (var value : values) {
      parameters.add(value);
    }
    return this;
  }

  /** Sends everything added; nothing added is nothing sent. */
  public void execute(Connection connection) throws SQLException {
    if (sql.length() == 0) {
      return;
    }
    try (var statement = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        bind(statement, i + 1, parameters.get(i));
      }
      statement.execute();
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case String text -> statement.setString(index, text);
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case Boolean flag -> statement.setBoolean(index, flag);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case UUID uuid -> statement.setObject(index, uuid);
      case SqlArray(String type, List<?> elements) ->
          statement.setArray(
              index, statement.getConnection().createArrayOf(type, elements.toArray()));
      default -> throw new IllegalArgumentException("A batch cannot carry " + value.getClass());
    }
  }
}
