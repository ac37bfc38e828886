package care.andon.demo.year;

import care.andon.platform.sql.SqlQuery;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Copies requests with all their rows to other times. It reads the rows with COPY, as text, moves
 * every instant in it by the same time, also those in the JSON of events, and writes them with COPY
 * under a new id and reference. So the copy of a request is its history at another time.
 */
final class LifeCopies {
  /** Tables with rows about a request that has ended, parents first. */
  static final List<String> TABLES =
      List.of(
          "support_request",
          "request_asker",
          "request_event",
          "request_clock",
          "request_escalation",
          "support_request_past",
          "request_clock_past");

  private static final String COLUMNS =
      """
      select column_name
      from information_schema.columns
      where table_schema = 'public' and table_name = ?
        and is_generated = 'NEVER' and is_identity = 'NO'
        and column_name not in ('transaction', 'id', 'request_id', 'reference')
      order by ordinal_position
      """;

  /**
   * An instant, as PostgreSQL writes it in a column and as the service writes it in JSON, and the
   * reference in the JSON of the first event.
   */
  private static final Pattern DIFFERENT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?:Z|\\+00)"
              + "|(?<=\"reference\": )\\d+");

  private final DataSource database;

  LifeCopies(DataSource database) {
    this.database = database;
  }

  /**
   * A copy to make.
   *
   * @param by how much later everything happens; negative for earlier
   */
  record Copy(UUID of, Duration by) {}

  /** Makes the copies in this order. Call it in a transaction. */
  List<UUID> make(List<Copy> copies) throws SQLException {
    var references = references(copies.size());
    var ids = copies.stream().map(_ -> UUID.randomUUID()).toList();
    try (var connection = database.getConnection();
        var settings = connection.createStatement()) {
      settings.execute("set local time zone 'UTC'");
      settings.execute("set local statement_timeout = 0");
      // Rows that were checked once are copied as they are: no foreign keys, no triggers.
      settings.execute("set local session_replication_role = replica");
    }
    var originals = copies.stream().map(Copy::of).distinct().toList();
    for (var table : TABLES) {
      var columns = columns(table);
      var rows = read(table, columns, originals);
      write(table, columns, rows, copies, ids, references);
    }
    return ids;
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

  private String columns(String table) {
    return String.join(
        ", ", new SqlQuery().add(COLUMNS, table).rows(database, row -> row.getString(1)));
  }

  private static String keys(String table) {
    return table.equals("support_request") ? "id, reference" : "request_id";
  }

  /** The rows of each request, without their keys. */
  private Map<UUID, List<Row>> read(String table, String columns, List<UUID> originals)
      throws SQLException {
    var key = table.equals("support_request") ? "id" : "request_id";
    var written = new StringWriter();
    var among = originals.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    try (var connection = database.getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select %s, %s from %s where %s in (%s)%s) to stdout"
                  .formatted(
                      key,
                      columns,
                      table,
                      key,
                      among,
                      table.equals("request_event") ? " order by request_id, seq" : ""),
              written);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var rows = new HashMap<UUID, List<Row>>();
    written
        .toString()
        .lines()
        .forEach(
            line -> {
              var end = line.indexOf('\t');
              rows.computeIfAbsent(UUID.fromString(line.substring(0, end)), _ -> new ArrayList<>())
                  .add(Row.of(line.substring(end)));
            });
    return rows;
  }

  private void write(
      String table,
      String columns,
      Map<UUID, List<Row>> rows,
      List<Copy> copies,
      List<UUID> ids,
      List<Long> references)
      throws SQLException {
    var isRequest = table.equals("support_request");
    try (var connection = database.getConnection()) {
      var copying =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy %s (%s, %s) from stdin".formatted(table, keys(table), columns));
      for (int i = 0; i < copies.size(); i++) {
        var text = new StringBuilder();
        for (var row : rows.getOrDefault(copies.get(i).of(), List.of())) {
          text.append(ids.get(i));
          if (isRequest) {
            text.append('\t').append(references.get(i));
          }
          row.append(text, copies.get(i).by(), references.get(i));
          text.append('\n');
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copying.writeToCopy(bytes, 0, bytes.length);
      }
      var _ = copying.endCopy();
    }
  }

  /** A row as text, cut at everything that differs in a copy. */
  private record Row(List<Part> parts) {
    static Row of(String line) {
      var parts = new ArrayList<Part>();
      var found = DIFFERENT.matcher(line);
      var end = 0;
      while (found.find()) {
        parts.add(new Text(line.substring(end, found.start())));
        parts.add(different(found.group()));
        end = found.end();
      }
      parts.add(new Text(line.substring(end)));
      return new Row(parts);
    }

    private static Part different(String text) {
      return text.contains(":")
          ? new Moment(
              LocalDateTime.parse(text.replace(' ', 'T').replaceFirst("Z|\\+00", "")),
              text.contains("T"))
          : new ReferenceNumber();
    }

    void append(StringBuilder to, Duration by, long reference) {
      parts.forEach(part -> part.append(to, by, reference));
    }
  }

  private sealed interface Part {
    void append(StringBuilder to, Duration by, long reference);
  }

  private record Text(String text) implements Part {
    @Override
    public void append(StringBuilder to, Duration by, long reference) {
      to.append(text);
    }
  }

  private record ReferenceNumber() implements Part {
    @Override
    public void append(StringBuilder to, Duration by, long reference) {
      to.append(reference);
    }
  }

  private record Moment(LocalDateTime at, boolean isJson) implements Part {
    @Override
    public void append(StringBuilder to, Duration by, long reference) {
      var instant = at.plus(by).toInstant(ZoneOffset.UTC).toString();
      to.append(isJson ? instant : instant.replace('T', ' ').replace("Z", "+00"));
    }
  }
}
