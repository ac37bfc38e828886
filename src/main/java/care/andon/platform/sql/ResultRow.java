package care.andon.platform.sql;

import care.andon.kernel.WireNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row a result set is at, read column by column from the first to the last: what reads it and
 * what selects it name the columns in the same order.
 */
public final class ResultRow {
  private final ResultSet row;
  private int column;

  public ResultRow(ResultSet row) {
    this.row = row;
  }

  public String text() throws SQLException {
    return present(textOrNull());
  }

  public @Nullable String textOrNull() throws SQLException {
    return row.getString(++column);
  }

  public int number() throws SQLException {
    return row.getInt(++column);
  }

  public @Nullable Integer numberOrNull() throws SQLException {
    var number = number();
    return row.wasNull() ? null : number;
  }

  public long bigNumber() throws SQLException {
    return row.getLong(++column);
  }

  public @Nullable Long bigNumberOrNull() throws SQLException {
    var number = bigNumber();
    return row.wasNull() ? null : number;
  }

  public boolean flag() throws SQLException {
    return row.getBoolean(++column);
  }

  public UUID uuid() throws SQLException {
    return present(uuidOrNull());
  }

  public @Nullable UUID uuidOrNull() throws SQLException {
    return row.getObject(++column, UUID.class);
  }

  public UUID[] uuids() throws SQLException {
    return (UUID[]) row.getArray(++column).getArray();
  }

  public Instant instant() throws SQLException {
    return present(instantOrNull());
  }

  /** What a wall clock shows. */
  public LocalDateTime local() throws SQLException {
    return present(row.getObject(++column, LocalDateTime.class));
  }

  public @Nullable Instant instantOrNull() throws SQLException {
    var at = row.getObject(++column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** A constant that is kept in lower case. */
  public <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
    return present(constantOrNull(type));
  }

  /** A constant that is kept in lower case. */
  public <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type) throws SQLException {
    var name = textOrNull();
    return name == null ? null : WireNames.parse(type, name);
  }

  private <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value, () -> "Column " + column + " is null");
  }
}
