package care.andon.request;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** Rows and entities as texts by column: without Hibernate, and without what it may leave out. */
final class StoredRow {
  private StoredRow() {}

  /** A row as it stands in the database. */
  static TreeMap<String, String> read(ResultSet row) throws SQLException {
    var columns = new TreeMap<String, String>();
    var about = row.getMetaData();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      var value =
          about.getColumnTypeName(i).equals("timestamptz")
              ? row.getObject(i, OffsetDateTime.class)
              : row.getObject(i);
      columns.put(about.getColumnName(i), text(value));
    }
    return columns;
  }

  /**
   * What the row of an entity should hold, each field in the column of its own name; its key and
   * what belongs to it are left out.
   */
  static TreeMap<String, String> of(Object entity) throws IllegalAccessException {
    var columns = new TreeMap<String, String>();
    for (var field : entity.getClass().getDeclaredFields()) {
      if (isColumn(field)) {
        field.setAccessible(true);
        var value = field.get(entity);
        if (field.getType().isAnnotationPresent(Embeddable.class)) {
          columns.putAll(of(value));
        } else {
          columns.put(name(field), text(value));
        }
      }
    }
    return columns;
  }

  private static boolean isColumn(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !field.getName().startsWith("$")
        && !field.isAnnotationPresent(Transient.class)
        && !field.isAnnotationPresent(Formula.class)
        && !field.getName().equals("key")
        && !Collection.class.isAssignableFrom(field.getType());
  }

  private static String name(Field field) {
    return field.getName().equals("escalationCount")
        ? "escalations"
        : field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case OffsetDateTime instant -> instant.toInstant().toString();
      case Instant instant -> instant.toString();
      case java.sql.Timestamp instant -> instant.toInstant().toString();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Object[] array -> Arrays.stream(array).map(StoredRow::text).toList().toString();
      case java.sql.Array array -> text(elements(array));
      default -> value.toString();
    };
  }

  private static Object elements(java.sql.Array array) {
    try {
      return array.getArray();
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
