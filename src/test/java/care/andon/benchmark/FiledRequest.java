package care.andon.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that was filed over HTTP, as the values of the statements that wrote it, so that others
 * like it can be written without the service.
 */
final class FiledRequest {
  private static final Pattern TABLE =
      Pattern.compile("\\s*insert into (\\w+)\\s*\\(([^)]*)\\).*", Pattern.DOTALL);

  private final String sql;
  private final List<Value> values;

  private FiledRequest(String sql, List<Value> values) {
    this.sql = sql;
    this.values = values;
  }

  private record Value(String column, String type, @Nullable Object value) {}

  /** Reads the rows of the request with this id. */
  static FiledRequest read(Connection database, UUID id) throws SQLException {
    var values = new ArrayList<Value>();
    var request = ServiceSql.insert(database, "support_request", 1);
    values.addAll(rows(database, request, "id", id));
    values.addAll(rows(database, ServiceSql.ASKER, "request_id", id));
    var clock = ServiceSql.insert(database, "request_clock", 1);
    var clocks = rows(database, clock, "request_id", id);
    values.addAll(clocks);
    values.addAll(rows(database, ServiceSql.EVENT, "request_id", id));
    values.addAll(rows(database, ServiceSql.KEY, "request_id", id));
    var clockRows = clocks.size() / places(clock);
    var sql =
        String.join(
            ";\n",
            request,
            ServiceSql.ASKER.strip(),
            ServiceSql.insert(database, "request_clock", clockRows),
            ServiceSql.EVENT.strip(),
            ServiceSql.KEY.strip());
    return new FiledRequest(sql, values);
  }

  /** All statements, to be sent together. */
  String sql() {
    return sql;
  }

  /** Another request like this one. */
  void bind(PreparedStatement statement, UUID id, long reference, String key) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      var value = values.get(i);
      switch (value.column()) {
        case "id", "request_id" -> statement.setObject(i + 1, id);
        case "reference" -> statement.setLong(i + 1, reference);
        case "key" -> statement.setString(i + 1, key);
        default -> bind(statement, i + 1, value);
      }
    }
  }

  /** Typed, the nulls too: a statement whose types change is prepared anew by the driver. */
  private static void bind(PreparedStatement statement, int index, Value value)
      throws SQLException {
    switch (value.value()) {
      case null -> statement.setNull(index, Types.NULL, value.type());
      case java.sql.Array array -> statement.setArray(index, array);
      case Object other -> statement.setObject(index, other);
    }
  }

  private static List<Value> rows(Connection database, String insert, String key, UUID id)
      throws SQLException {
    var table = TABLE.matcher(insert);
    if (!table.matches()) {
      throw new IllegalStateException("Not an insert: " + insert);
    }
    var columns =
        Arrays.stream(table.group(2).split(",", -1))
            .map(String::strip)
            .limit(places(insert))
            .toList();
    var select =
        "select %s from %s where %s = ?".formatted(String.join(", ", columns), table.group(1), key);
    try (var statement = database.prepareStatement(select)) {
      statement.setObject(1, id);
      try (var rows = statement.executeQuery()) {
        var values = new ArrayList<Value>();
        while (rows.next()) {
          for (int i = 1; i <= columns.size(); i++) {
            values.add(value(rows, i));
          }
        }
        return values;
      }
    }
  }

  private static Value value(ResultSet row, int i) throws SQLException {
    var about = row.getMetaData();
    var value =
        switch (about.getColumnTypeName(i)) {
          case "timestamptz" -> row.getObject(i, OffsetDateTime.class);
          default -> row.getObject(i);
        };
    // What the driver makes of a String.
    var type = about.getColumnTypeName(i).equals("text") ? "varchar" : about.getColumnTypeName(i);
    return new Value(about.getColumnName(i), type, value);
  }

  private static int places(String sql) {
    return (int) sql.chars().filter(letter -> letter == '?').count();
  }
}
