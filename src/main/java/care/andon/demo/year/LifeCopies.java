package care.andon.demo.year;

import care.andon.platform.sql.SqlQuery;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Writes the requests of a played week with all their rows at other times. It moves every instant
 * in the rows by the same time, also those in the JSON of events, and writes the rows with COPY
 * under a new id and reference. So the copy of a request is its history at another time.
 */
final class LifeCopies {
  private final DataSource database;

  LifeCopies(DataSource database) {
    this.database = database;
  }

  /**
   * A copy to make.
   *
   * @param life its number
   * @param by how much later everything happens; negative for earlier
   */
  record Copy(int life, Duration by) {}

  /** The keys of copies, in their order. */
  record Keys(List<UUID> ids, List<Long> references) {}

  /** Reserves keys for so many copies. */
  Keys keys(int copies) {
    return new Keys(Stream.generate(UUID::randomUUID).limit(copies).toList(), references(copies));
  }

  /** Makes the copies in this order. Call it in a transaction. */
  void make(PlayedWeek week, List<Copy> copies, Keys keys) throws SQLException {
    try (var connection = database.getConnection();
        var settings = connection.createStatement()) {
      settings.execute("set local time zone 'UTC'");
      settings.execute("set local statement_timeout = 0");
      // Rows that were checked once are copied as they are: no foreign keys, no triggers.
      settings.execute("set local session_replication_role = replica");
    }
    for (var table : week.tables()) {
      write(table, copies, keys);
    }
  }

  private List<Long> references(int most) {
    return new SqlQuery()
        .add(
            "select block * 50 + place from (select nextval('reference_block') as block"
                + " from generate_series(0, ? / 50)) blocks, generate_series(0, 49) as place"
                + " order by 1",
            most)
        .rows(database, row -> row.getLong(1));
  }

  private void write(PlayedWeek.Table table, List<Copy> copies, Keys keys) throws SQLException {
    var isRequest = table.name().equals("support_request");
    try (var connection = database.getConnection()) {
      var copying =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "copy %s (%s, %s) from stdin"
                      .formatted(
                          table.name(),
                          isRequest ? "id, reference" : "request_id",
                          table.columns()));
      var text = new StringBuilder();
      for (int i = 0; i < copies.size(); i++) {
        text.setLength(0);
        for (var row : table.rows().getOrDefault(copies.get(i).life(), List.of())) {
          text.append(keys.ids().get(i));
          if (isRequest) {
            text.append('\t').append(keys.references().get(i));
          }
          row.append(text, copies.get(i).by(), keys.references().get(i));
          text.append('\n');
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copying.writeToCopy(bytes, 0, bytes.length);
      }
      var _ = copying.endCopy();
    }
  }
}
