package care.andon.request;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;

import care.andon.history.EventTypes;
import care.andon.history.RecordedEvent;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.kernel.WireNames;
import care.andon.platform.text.Json;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Compares every stored request with what its history says. */
public final class StoredHistories {
  private static final String GAPS =
      """
      select r.id
      from support_request r left join request_event e on e.request_id = r.id
      group by r.id
      having min(e.seq) <> 1 or max(e.seq) <> count(*) or max(e.seq) <> r.version
        or count(e.seq) = 0
      """;

  private final Connection database;
  private final ObjectMapper json = JsonMapper.builder().findAndAddModules().build();
  private final List<String> differences = new ArrayList<>();

  private StoredHistories(Connection database) {
    this.database = database;
    new Json().customize(json);
  }

  /**
   * Gaps in histories, and requests and clocks that are not as their history says; as of one
   * moment.
   */
  public static List<String> differences(Connection database) throws Exception {
    database.setAutoCommit(false);
    database.setTransactionIsolation(TRANSACTION_REPEATABLE_READ);
    try {
      return new StoredHistories(database).compare();
    } finally {
      database.rollback();
      database.setTransactionIsolation(TRANSACTION_READ_COMMITTED);
      database.setAutoCommit(true);
    }
  }

  private List<String> compare() throws Exception {
    for (var gap : rows(GAPS)) {
      differences.add("a gap in the history of " + gap.get("id"));
    }
    var promises = DefaultPromises.aroundTheClock();
    var requests = byRequest("select * from support_request", "id");
    var clocks = byRequest("select * from request_clock", "request_id");
    for (var history : histories().entrySet()) {
      var replayed = RequestReplay.of(history.getValue(), promises);
      var stored = requests.get(history.getKey()).getFirst();
      compare(stored, asTheRostersSay(StoredRow.of(replayed), stored));
      for (var clock : replayed.clocks().inOrder()) {
        var expected = StoredRow.of(clock);
        expected.put("kind", WireNames.of(clock.kind()));
        compare(
            clocks.get(history.getKey()).stream()
                .filter(row -> row.get("kind").equals(expected.get("kind")))
                .filter(row -> row.get("cycle").equals(Integer.toString(clock.cycle())))
                .findFirst()
                .orElse(Map.of()),
            expected);
      }
    }
    return differences;
  }

  /** When a shift ends no history says; the heartbeat looks then, if not before. */
  private static Map<String, String> asTheRostersSay(
      Map<String, String> expected, Map<String, String> row) {
    var heldUntil = row.get("held_until");
    expected.put("held_until", heldUntil);
    if (!heldUntil.equals("null")) {
      expected.merge(
          "next_tick_at",
          heldUntil,
          (tick, end) ->
              tick.equals("null") || Instant.parse(end).isBefore(Instant.parse(tick)) ? end : tick);
    }
    return expected;
  }

  /** Many thousands of rows: words are made only where they are needed. */
  private void compare(Map<String, String> row, Map<String, String> expected) {
    if (!row.entrySet().containsAll(expected.entrySet())) {
      var other = new HashMap<>(expected);
      other.entrySet().removeAll(row.entrySet());
      differences.add("expected " + other + " of " + row);
    }
  }

  private List<Map<String, String>> rows(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      var list = new ArrayList<Map<String, String>>();
      while (rows.next()) {
        list.add(StoredRow.read(rows));
      }
      return list;
    }
  }

  private Map<UUID, List<Map<String, String>>> byRequest(String sql, String key)
      throws SQLException {
    var found = new HashMap<UUID, List<Map<String, String>>>();
    for (var row : rows(sql)) {
      found.computeIfAbsent(UUID.fromString(row.get(key)), id -> new ArrayList<>()).add(row);
    }
    return found;
  }

  private Map<UUID, List<RecordedEvent>> histories() throws Exception {
    var histories = new HashMap<UUID, List<RecordedEvent>>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("select * from request_event order by request_id, seq")) {
      while (rows.next()) {
        var event = event(rows);
        histories.computeIfAbsent(event.request().value(), id -> new ArrayList<>()).add(event);
      }
    }
    return histories;
  }

  private RecordedEvent event(ResultSet row) throws Exception {
    var actor = row.getObject("actor_id", UUID.class);
    return new RecordedEvent(
        new RequestId(row.getObject("request_id", UUID.class)),
        row.getInt("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        actor == null ? null : new PersonId(actor),
        row.getObject("asker", Integer.class),
        json.readValue(
            row.getString("payload"), EventTypes.named(row.getString("type")).orElseThrow()));
  }
}
