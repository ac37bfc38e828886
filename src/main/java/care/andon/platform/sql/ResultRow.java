package care.andon.platform.sql;

import care.andon.kernel.WireNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a result set. Columns are read by name, or one after the other from the first
 * to the last; then the reader and the {@code select} name them in the same order.
 */
public final class ResultRow {
  private final ResultSet row;
  private int column;

  public ResultRow(ResultSet row) {
    this.row = row;
  }

  public @Nullable String textOrNull() throws SQLException {
    return row.getString(++column);
  }

  public boolean flag() throws SQLException {
    return row.getBoolean(++column);
  }

  public @Nullable UUID uuidOrNull() throws SQLException {
    return row.getObject(++column, UUID.class);
  }

  public @Nullable Instant instantOrNull() throws SQLException {
    return (Instant) valueOrNull(Instant.class);
  }

  /** A value of this type, as the driver has it; arrays and instants as well. */
  @Nullable Object valueOrNull(Class<?> type) throws SQLException {
    if (type == Instant.class) {
      var at = row.getObject(++column, OffsetDateTime.class);
      return at == null ? null : at.toInstant();
    }
    if (type.isArray()) {
      var array = row.getArray(++column);
      return array == null ? null : elements(array.getArray());
    }
    return row.getObject(++column, type);
  }

  private static Object elements(Object array) {
    return array instanceof Timestamp[] times
        ? Arrays.stream(times).map(Timestamp::toInstant).toArray(Instant[]::new)
        : array;
  }

  public String text(String name) throws SQLException {
    return present(name, textOrNull(name));
  }

  public @Nullable String textOrNull(String name) throws SQLException {
    return row.getString(name);
  }

  public int number(String name) throws SQLException {
    return row.getInt(name);
  }

  public @Nullable Integer numberOrNull(String name) throws SQLException {
    var number = number(name);
    return row.wasNull() ? null : number;
  }

  public long bigNumber(String name) throws SQLException {
    return row.getLong(name);
  }

  public double fraction(String name) throws SQLException {
    return row.getDouble(name);
  }

  public boolean flag(String name) throws SQLException {
    return row.getBoolean(name);
  }

  public byte[] bytes(String name) throws SQLException {
    return present(name, row.getBytes(name));
  }

  public UUID uuid(String name) throws SQLException {
    return present(name, uuidOrNull(name));
  }

  public @Nullable UUID uuidOrNull(String name) throws SQLException {
    return row.getObject(name, UUID.class);
  }

  /** Reads an id of a kind, such as {@code TeamId::new}. */
  public <T> @Nullable T idOrNull(String name, Function<UUID, T> kind) throws SQLException {
    var id = uuidOrNull(name);
    return id == null ? null : kind.apply(id);
  }

  public UUID[] uuids(String name) throws SQLException {
    return (UUID[]) row.getArray(name).getArray();
  }

  /** The texts of an array; none for null. */
  public String[] textsOrNone(String name) throws SQLException {
    var array = row.getArray(name);
    return array == null ? new String[0] : (String[]) array.getArray();
  }

  public Instant instant(String name) throws SQLException {
    return present(name, instantOrNull(name));
  }

  public @Nullable Instant instantOrNull(String name) throws SQLException {
    var at = row.getObject(name, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** A constant stored in lower case. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) throws SQLException {
    return WireNames.parse(type, text(name));
  }

  private static <T> T present(String name, @Nullable T value) {
    return Objects.requireNonNull(value, () -> "Column " + name + " is null");
  }
}
