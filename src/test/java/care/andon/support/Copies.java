package care.andon.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Copies a request thousands of times, with SQL. Each copy has its own id, reference, clocks and
 * history, and another filing time. The original must have no events after the first.
 */
public final class Copies {
  private static final String MAKE =
      """
      create temporary table copy on commit drop as
      select gen_random_uuid() as id, %d + n as reference, %s as shift
      from generate_series(1, %d) as n
      """;
  private static final String COLUMNS =
      """
      select column_name, data_type
      from information_schema.columns
      where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
        and is_identity = 'NO' and column_name not in ('transaction', 'noticed')
      order by ordinal_position
      """;
  private static final String INSERT =
      "insert into %s (%s) select %s from %s as original, copy where original.%s = '%s'";
  private static final String PAYLOAD =
      """
      original.payload || jsonb_build_object('reference', copy.reference, 'askedAt',
        to_char(((original.payload ->> 'askedAt')::timestamptz + copy.shift) at time zone 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      """;

  private static final String FORGET =
      "delete from %s where %s in (select id from support_request where reference > %d)";

  private Copies() {}

  /**
   * Writes the copies in one transaction.
   *
   * @param original id of the request to copy
   * @param firstReference the first reference number; it and the {@code count} after it must be
   *     free
   * @param shift SQL for the interval between the original and the copy with number {@code n}, from
   *     1
   */
  public static void write(
      Connection database, UUID original, int count, long firstReference, String shift)
      throws SQLException {
    database.setAutoCommit(false);
    try (var statement = database.createStatement()) {
      statement.execute(MAKE.formatted(firstReference, shift, count));
      for (var table :
          List.of("support_request", "request_asker", "request_clock", "request_event")) {
        var key = table.equals("support_request") ? "id" : "request_id";
        var columns = columns(database, table);
        statement.execute(
            INSERT.formatted(
                table,
                list(columns, Column::name),
                list(columns, column -> column.copied(key)),
                table,
                key,
                original));
      }
      database.commit();
    } finally {
      database.rollback();
      database.setAutoCommit(true);
    }
  }

  /** Deletes the copies, so that they do not appear in lists or fall due in other tests. */
  public static void forget(Connection database, long firstReference) throws SQLException {
    try (var statement = database.createStatement()) {
      // Triggers guard the history, so they are disabled here.
      statement.execute("set session_replication_role = replica");
      for (var table :
          List.of(
              "request_event",
              "request_asker",
              "request_clock",
              "request_call",
              "request_escalation")) {
        statement.execute(FORGET.formatted(table, "request_id", firstReference));
      }
      statement.execute(FORGET.formatted("support_request", "id", firstReference));
      statement.execute("reset session_replication_role");
    }
  }

  private record Column(String name, String type) {
    String copied(String key) {
      if (name.equals(key)) {
        return "copy.id";
      }
      if (name.equals("reference")) {
        return "copy.reference";
      }
      if (name.equals("payload")) {
        return PAYLOAD;
      }
      return type.equals("timestamp with time zone")
          ? "original." + name + " + copy.shift"
          : "original." + name;
    }
  }

  private static String list(List<Column> columns, Function<Column, String> text) {
    return String.join(", ", columns.stream().map(text).toList());
  }

  private static List<Column> columns(Connection database, String table) throws SQLException {
    try (var statement = database.prepareStatement(COLUMNS)) {
      statement.setString(1, table);
      try (var rows = statement.executeQuery()) {
        var columns = new ArrayList<Column>();
        while (rows.next()) {
          columns.add(new Column(rows.getString(1), rows.getString(2)));
        }
        return columns;
      }
    }
  }
}
