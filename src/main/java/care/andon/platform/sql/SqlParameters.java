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

/** Values on their way into a statement. */
public final class SqlParameters {
  private SqlParameters() {}

  /** An array parameter of the given PostgreSQL element type. */
  public record SqlArray(String type, List<? extends @Nullable Object> elements) {}

  /**
   * No value, of the given PostgreSQL type. The driver keeps a statement prepared for one set of
   * types: a null that does not say what it is would have it parsed and planned again and again.
   */
  public record SqlNull(String type) {}

  /** The value, or that there is none of this PostgreSQL type. */
  public static Object orNull(String type, @Nullable Object value) {
    return value == null ? new SqlNull(type) : value;
  }

  /** Binds one value after the other; see {@link SqlBatch#add} for what they may be. */
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
      default -> throw new IllegalArgumentException("Nothing can carry " + value.getClass());
    }
  }
}
