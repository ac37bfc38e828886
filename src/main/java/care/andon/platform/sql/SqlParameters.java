package care.andon.platform.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds Java values to the parameters of a statement. */
public final class SqlParameters {
  private SqlParameters() {}

  /** An array parameter of the given PostgreSQL element type. */
  public record SqlArray(String type, List<? extends @Nullable Object> elements) {}

  /**
   * A null of the given PostgreSQL type. The driver prepares a statement per set of parameter
   * types; an untyped null would make PostgreSQL parse and plan it again and again.
   */
  public record SqlNull(String type) {}

  /** Returns the value, or a null of the given PostgreSQL type. */
  public static Object orNull(String type, @Nullable Object value) {
    return value == null ? new SqlNull(type) : value;
  }

  /** Binds all values in order. {@link SqlBatch#add} lists the allowed types. */
  static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(statement, i + 1, values.get(i));
    }
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    switch (value) {
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case String text -> statement.setString(index, text);
      case LocalDateTime local -> statement.setObject(index, local);
      case LocalDate date -> statement.setObject(index, date);
      case LocalTime clock -> statement.setObject(index, clock);
      case Integer number -> statement.setInt(index, number);
      case Long number -> statement.setLong(index, number);
      case Boolean flag -> statement.setBoolean(index, flag);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case UUID uuid -> statement.setObject(index, uuid);
      case SqlArray(String type, List<? extends @Nullable Object> elements) ->
          statement.setArray(
              index, statement.getConnection().createArrayOf(type, elements.toArray()));
      case SqlNull(String type) -> statement.setNull(index, Types.NULL, type);
      default -> throw new IllegalArgumentException("No SQL type for " + value.getClass());
    }
  }
}
