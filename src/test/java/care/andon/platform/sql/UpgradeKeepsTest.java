package care.andon.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.OldDatabase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No migration loses a row or a value. For each schema version, {@code rows-of/V<n>.sql} writes a
 * row into every new table and a value into every new column. The values are such that no later
 * migration should change them.
 */
class UpgradeKeepsTest {
  private static final String FIRST_WITH_REQUESTS = "3";

  /**
   * V25 moves the askers into a table of their own; MigrationTest finds them there. The note that
   * V26 removes is in the events of the handover.
   */
  private static final Map<String, Map<String, Set<String>>> MOVED =
      Map.of(
          "25",
          Map.of(
              "support_request", Set.of("requester_id", "on_behalf_of_id", "handed_back_by"),
              "request_event", Set.of("actor_id")),
          "26",
          Map.of("handover", Set.of("note")));

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A row, by column name. */
  private record Row(Map<String, JsonNode> values) {
    static Row of(String json) {
      try {
        var values = new HashMap<String, JsonNode>();
        JSON.readTree(json).properties().forEach(it -> values.put(it.getKey(), it.getValue()));
        return new Row(values);
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** Returns the values of these columns. */
    Row only(Set<String> columns) {
      var only = new HashMap<>(values);
      only.keySet().retainAll(columns);
      return new Row(only);
    }

    boolean has(String column) {
      return values.containsKey(column) && !values.get(column).isNull();
    }
  }

  @Test
  void every_row_and_every_value_outlives_every_later_migration() throws Exception {
    try (var database = OldDatabase.at(FIRST_WITH_REQUESTS)) {
      fill(database, FIRST_WITH_REQUESTS);
      for (var version : database.pending()) {
        var before = rows(database);

        database.migrateTo(version);

        assertKept(before, rows(database), version);
        fill(database, version);
      }
    }
  }

  private static void assertKept(
      Map<String, List<Row>> before, Map<String, List<Row>> after, String version) {
    before.forEach(
        (table, rows) -> {
          var columns = new HashSet<>(rows.getFirst().values().keySet());
          columns.removeAll(MOVED.getOrDefault(version, Map.of()).getOrDefault(table, Set.of()));
          assertThat(after.getOrDefault(table, List.of()).stream().map(row -> row.only(columns)))
              .as("What V%s leaves of %s", version, table)
              .containsAll(rows.stream().map(row -> row.only(columns)).toList());
        });
  }

  /** A migration that adds a table or a column needs such a file. */
  private static void fill(OldDatabase database, String version) throws Exception {
    var name = "/rows-of/V%s.sql".formatted(version);
    try (var sql = UpgradeKeepsTest.class.getResourceAsStream(name)) {
      if (sql != null) {
        database.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    for (var table : rows(database).entrySet()) {
      var columns = columns(database, table.getKey());
      var empty = new ArrayList<>(columns);
      empty.removeIf(column -> table.getValue().stream().anyMatch(row -> row.has(column)));
      assertThat(empty)
          .as("Columns of %s that %s leaves without a value", table.getKey(), name)
          .isEmpty();
    }
  }

  private static Map<String, List<Row>> rows(OldDatabase database) throws SQLException {
    var rows = new HashMap<String, List<Row>>();
    for (var table : tables(database)) {
      rows.put(
          table,
          database.query(
              "select to_jsonb(it) from %s it".formatted(table), row -> Row.of(row.getString(1))));
    }
    return rows;
  }

  private static List<String> tables(OldDatabase database) throws SQLException {
    return database.query(
        """
        select table_name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE'
          and table_name <> 'flyway_schema_history'
        """,
        row -> row.getString(1));
  }

  private static List<String> columns(OldDatabase database, String table) throws SQLException {
    return database.query(
        """
        select column_name from information_schema.columns
        where table_schema = 'public' and table_name = '%s'
        """
            .formatted(table),
        row -> row.getString(1));
  }
}
