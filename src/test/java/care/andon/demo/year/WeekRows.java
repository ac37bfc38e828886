package care.andon.demo.year;

import care.andon.demo.year.LifeCopies.Copy;
import care.andon.demo.year.LifePlayer.Planned;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Reads the rows of played lives with COPY and writes them in the form of {@link PlayedWeek}. */
final class WeekRows {
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

  /** The tags of anonymous askers need the keys of an installation, so they are not kept. */
  private static final String COLUMNS =
      """
      select column_name
      from information_schema.columns
      where table_schema = 'public' and table_name = ?
        and is_generated = 'NEVER' and is_identity = 'NO'
        and column_name not in ('transaction', 'id', 'request_id', 'reference', 'tag', 'tag_key')
      order by ordinal_position
      """;

  private static final String ENDED =
      """
      select id, updated_at
      from support_request
      where id = any (?) and next_tick_at is null
        and status in ('confirmed', 'unconfirmed', 'declined', 'withdrawn')
      """;

  private final DataSource database;

  WeekRows(DataSource database) {
    this.database = database;
  }

  /** When the requests of the lives ended. Those that have not are left out. */
  Map<Planned, Instant> ended(Map<Planned, UUID> played) {
    var instants = new HashMap<UUID, Instant>();
    new SqlQuery()
        .add(ENDED, new SqlArray("uuid", List.copyOf(played.values())))
        .rows(
            database,
            row ->
                instants.put(
                    row.getObject("id", UUID.class),
                    row.getObject("updated_at", OffsetDateTime.class).toInstant()));
    var ended = new LinkedHashMap<Planned, Instant>();
    played.forEach(
        (life, id) -> Optional.ofNullable(instants.get(id)).ifPresent(at -> ended.put(life, at)));
    return ended;
  }

  /** The rows of the lives that have ended, as the resource has them. */
  String text(Map<Planned, UUID> played, Map<Planned, Instant> ended) throws SQLException {
    var numbers = new HashMap<UUID, Integer>();
    var lives = new TreeMap<Integer, String>();
    ended.forEach(
        (planned, end) -> {
          var number = planned.life().number();
          numbers.put(played.get(planned), number);
          lives.put(
              number, PlayedWeek.LIFE + number + "\t" + planned.filedAt() + "\t" + end + "\n");
        });
    var text = new StringBuilder(String.join("", lives.values()));
    for (var table : TABLES) {
      var columns =
          String.join(
              ", ", new SqlQuery().add(COLUMNS, table).rows(database, row -> row.getString(1)));
      text.append(PlayedWeek.TABLE).append(table).append('\t').append(columns).append('\n');
      rows(table, columns, numbers)
          .lines()
          .map(line -> line.split("\t", 2))
          .map(row -> numbers.get(UUID.fromString(row[0])) + "\t" + withoutSalt(row[1]) + "\n")
          .forEach(text::append);
    }
    return text.toString();
  }

  /** Makes copies in a transaction of their own, and returns their ids. */
  List<UUID> copy(PlayedWeek week, List<Copy> copies) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var copying = new LifeCopies(database);
              var keys = copying.keys(copies.size());
              copying.make(week, copies, keys);
              return keys.ids();
            });
  }

  PlayedWeek read(Map<Planned, UUID> played, Map<Planned, Instant> ended) throws SQLException {
    try {
      return PlayedWeek.read(new StringReader(text(played, ended)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String withoutSalt(String row) {
    return row.replaceAll("\\\\\\\\x[0-9a-f]{32}", Matcher.quoteReplacement(PlayedWeek.SALT));
  }

  private String rows(String table, String columns, Map<UUID, Integer> numbers)
      throws SQLException {
    var key = table.equals("support_request") ? "id" : "request_id";
    var among =
        numbers.keySet().stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    var order = table.equals("request_event") ? ", seq" : "";
    var rows = new StringWriter();
    try (var connection = database.getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select %1$s, %2$s from %3$s where %1$s in (%4$s) order by %1$s%5$s) to stdout"
                  .formatted(key, columns, table, among, order),
              rows);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return rows.toString();
  }
}
