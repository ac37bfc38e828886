package care.andon.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;

/** The statements of the service, from its own code: what is compared must be the same. */
final class ServiceSql {
  private static final String COLUMNS =
      """
      select string_agg(column_name, ', ' order by ordinal_position)
      from information_schema.columns
      where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
        and column_name <> 'valid_from'
      """;

  static final String ASKER = of("care.andon.request.asker.AskerRows", "INSERT");
  static final String EVENT = of("care.andon.history.History", "INSERT");
  static final String KEY = of("care.andon.platform.idempotency.IdempotencyKeys", "INSERT");
  static final String CLAIM_DUE = of("care.andon.request.RequestRepository", "CLAIM_DUE");

  private ServiceSql() {}

  /**
   * An insert of all columns, as the service makes it from the mapping of an entity. {@code
   * valid_from} is the database's own.
   */
  static String insert(Connection database, String table, int rows) throws SQLException {
    try (var statement = database.prepareStatement(COLUMNS)) {
      statement.setString(1, table);
      try (var found = statement.executeQuery()) {
        found.next();
        var columns = found.getString(1);
        var places = "(" + columns.replaceAll("\\w+", "?") + ")";
        return "insert into %s (%s) values %s"
            .formatted(table, columns, String.join(", ", Collections.nCopies(rows, places)));
      }
    }
  }

  private static String of(String type, String constant) {
    try {
      var field = Class.forName(type).getDeclaredField(constant);
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (ReflectiveOperationException moved) {
      throw new IllegalStateException("Say here where the statement is now", moved);
    }
  }
}
