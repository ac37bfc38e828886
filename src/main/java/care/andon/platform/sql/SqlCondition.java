package care.andon.platform.sql;

import java.util.List;
import java.util.stream.Stream;

/**
 * A condition of a {@code where} clause and the values it binds.
 *
 * @param sql one or more conditions joined by {@code and}; an {@code or} is in parentheses
 * @param values one for each {@code ?}; see {@link SqlBatch#add} for what they may be
 */
public record SqlCondition(String sql, List<Object> values) {
  /** Holds for every row. */
  public static final SqlCondition ALWAYS = new SqlCondition("true", List.of());

  public SqlCondition {
    values = List.copyOf(values);
  }

  public static SqlCondition of(String sql, Object... values) {
    return new SqlCondition(sql, List.of(values));
  }

  /** Returns a condition that holds where both hold. */
  public SqlCondition and(SqlCondition other) {
    if (isAlways()) {
      return other;
    }
    return other.isAlways()
        ? this
        : new SqlCondition(
            sql + "\n  and " + other.sql,
            Stream.concat(values.stream(), other.values.stream()).toList());
  }

  public SqlCondition and(String sql, Object... values) {
    return and(of(sql, values));
  }

  /** Returns whether this is {@link #ALWAYS}. */
  public boolean isAlways() {
    return equals(ALWAYS);
  }
}
