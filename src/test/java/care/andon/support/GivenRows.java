package care.andon.support;

import care.andon.demo.EmbeddedServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real database with the real schema, and rows in it as the request's own code leaves them.
 * Registered in a static field, it gives each test of the class a database without requests.
 */
public final class GivenRows implements BeforeEachCallback, AfterAllCallback {
  public static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-000000000001");
  public static final UUID OTHER_UNIT = UUID.fromString("00000000-0000-7000-8000-000000000002");
  public static final UUID TEAM = UUID.fromString("00000000-0000-7000-8000-000000000003");
  public static final UUID OTHER_TEAM = UUID.fromString("00000000-0000-7000-8000-000000000004");
  public static final UUID FACILITY = UUID.fromString("00000000-0000-7000-8000-000000000005");
  public static final Instant ASKED = Instant.parse("2026-03-05T08:00:00Z");

  private final EmbeddedPostgres server;
  private final DataSource database;
  private long reference;

  public GivenRows() {
    server = started();
    database = server.getPostgresDatabase();
    // Without the callback: whom the service may act as is a matter of its own configuration.
    Flyway.configure().dataSource(database).skipDefaultCallbacks(true).load().migrate();
    facility(FACILITY, "H", "UTC");
    place("unit", UNIT, "4W");
    place("unit", OTHER_UNIT, "5W");
    place("team", TEAM, "supply-chain");
    place("team", OTHER_TEAM, "pharmacy");
  }

  private static EmbeddedPostgres started() {
    try {
      return EmbeddedServer.fresh();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    clear();
  }

  @Override
  public void afterAll(ExtensionContext tests) throws IOException {
    server.close();
  }

  public DataSource database() {
    return database;
  }

  public void facility(UUID id, String code, String timeZone) {
    insert("facility", Map.of("id", id, "code", code, "name", code, "time_zone", timeZone));
  }

  /** No requests. */
  public void clear() {
    execute("delete from request_clock");
    execute("delete from request_clock_past");
    execute("delete from support_request_past");
    execute("delete from support_request");
  }

  /** An open request of a waiting patient, asked at {@link #ASKED}; the columns given differ. */
  public UUID request(Column... differences) {
    var id = UUID.randomUUID();
    var columns = new LinkedHashMap<String, @Nullable Object>();
    columns.put("id", id);
    columns.put("reference", ++reference);
    columns.put("version", 1);
    columns.put("status", "open");
    columns.put("impact", "patient_waiting");
    columns.put("category", "supplies");
    columns.put("need", "Blankets");
    columns.put("visibility", "named");
    columns.put("facility_id", FACILITY);
    columns.put("unit_id", UNIT);
    columns.put("team_id", TEAM);
    columns.put("unrouted", false);
    columns.put("because", "supplies go to the supply chain");
    columns.put("asked_at", ASKED);
    put(columns, differences);
    var asked = columns.get("asked_at");
    columns.putIfAbsent("received_at", asked);
    columns.putIfAbsent("updated_at", latest(columns));
    columns.putIfAbsent("status_since", asked);
    insert("support_request", columns);
    return id;
  }

  /** When somebody last acted. */
  private static Instant latest(Map<String, @Nullable Object> columns) {
    return columns.values().stream()
        .filter(Instant.class::isInstance)
        .map(Instant.class::cast)
        .max(Instant::compareTo)
        .orElse(ASKED);
  }

  /** A running clock that began with the request and is due an hour later; the columns differ. */
  public void clock(UUID request, Column... differences) {
    var columns = new LinkedHashMap<String, @Nullable Object>();
    columns.put("request_id", request);
    columns.put("kind", "resolve");
    columns.put("cycle", 1);
    columns.put("policy", "default");
    columns.put("policy_version", 1);
    columns.put("calendar", "around-the-clock");
    columns.put("calendar_version", 1);
    columns.put("impact", "patient_waiting");
    columns.put("target", micros(Duration.ofHours(1)));
    columns.put("steps", new Integer[0]);
    columns.put("started_at", ASKED);
    columns.put("state", "running");
    columns.put("elapsed", 0L);
    columns.put("accounted_at", ASKED);
    columns.put("promised_at", ASKED.plus(Duration.ofHours(1)));
    columns.put("fired_percents", new Integer[0]);
    put(columns, differences);
    insert("request_clock", columns, ", fired_at", ", '{}'");
  }

  /** What a column holds. */
  public record Column(String name, @Nullable Object value) {}

  public static Column with(String name, @Nullable Object value) {
    return new Column(name, value);
  }

  public static long micros(Duration duration) {
    return duration.dividedBy(Duration.ofNanos(1_000));
  }

  private void place(String table, UUID id, String code) {
    insert(table, Map.of("id", id, "facility_id", FACILITY, "code", code, "name", code));
  }

  private static void put(Map<String, @Nullable Object> columns, Column... differences) {
    for (var column : differences) {
      columns.put(column.name(), column.value());
    }
  }

  private void insert(String table, Map<String, ? extends @Nullable Object> columns) {
    insert(table, columns, "", "");
  }

  private void insert(
      String table,
      Map<String, ? extends @Nullable Object> columns,
      String moreColumns,
      String moreValues) {
    execute(
        "insert into %s (%s%s) values (%s%s)"
            .formatted(
                table,
                String.join(", ", columns.keySet()),
                moreColumns,
                columns.keySet().stream().map(column -> "?").collect(Collectors.joining(", ")),
                moreValues),
        columns.values().toArray());
  }

  public void execute(String sql, @Nullable Object... values) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        var value = values[i];
        statement.setObject(
            i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
      }
      statement.executeUpdate();
    } catch (SQLException refused) {
      throw new IllegalStateException("The database refused: " + sql, refused);
    }
  }
}
