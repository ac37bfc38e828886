package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.andon.demo.DemoDirectory;
import care.andon.demo.EmbeddedServer;
import care.andon.platform.text.Json;
import care.andon.support.Copies;
import care.andon.support.FakeIssuer;
import care.andon.support.PackagedService;
import care.andon.support.Trial;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances of the packaged service share the deadlines of three thousand requests. One is
 * killed while it holds some of them. One is stopped while it holds some and goes on later; its
 * clock is ten minutes behind. The clock of the third is ten minutes ahead.
 *
 * <p>It is stopped until another has taken over, and at least for 90 s: more than PostgreSQL waits
 * for a transaction in which nothing happens, and than any time-out of a connection.
 *
 * <p>The wrong clocks need libfaketime (Debian: {@code apt-get install libfaketime}).
 */
@Trial
public class ThreeInstancesIT {
  /** The missed half takes minutes to work off, so the heartbeat has to take more at once. */
  private static final int REQUESTS = 2_000;

  private static final long FIRST_REFERENCE = 5_000_000;
  private static final Duration STOPPED = Duration.ofSeconds(90);

  /** That everything is recorded is looked at here, not how fast: machines may have more to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Duration WRONG = Duration.ofMinutes(10);

  /** What falls due of one of these requests in its first ten minutes, and when. */
  private static final String EXPECTED =
      """
      (values ('warned', interval '225 s'), ('promise_missed', '300 s'), ('escalated', '300 s'))
        as expected (type, after)
      """;

  private static final String NEITHER_MISSING_NOR_TWICE =
      """
      select r.reference, expected.type, count(e.seq)
      from support_request r cross join %s
      left join request_event e
        on e.request_id = r.id and e.type = expected.type and e.at = r.received_at + expected.after
      where r.received_at + expected.after < ? and r.reference > %d
      group by r.id, expected.type
      having count(e.seq) <> 1
      """
          .formatted(EXPECTED, FIRST_REFERENCE);

  private static final String NOTHING_ELSE =
      """
      select r.reference, e.type, e.at
      from support_request r join request_event e on e.request_id = r.id
      where e.actor_id is null and e.asker is null and e.at < r.received_at + interval '10 min'
        -- A shift may end meanwhile, which is the roster's doing and no promise's.
        and e.type not in ('assigned', 'left_unattended', 'attended_again')
        and e.payload ->> 'cause' is distinct from 'left_unattended'
        and not exists (
          select from %s where e.type = expected.type and e.at = r.received_at + expected.after)
      """
          .formatted(EXPECTED);

  @TempDir static Path temp;
  private static final List<PackagedService> services = new ArrayList<>();
  private static EmbeddedPostgres postgres;
  private static FakeIssuer issuer;
  private static Connection database;

  private static PackagedService killed;
  private static PackagedService stopped;
  private static PackagedService ahead;

  /** How many requests were overdue while one held them and did not move, and then. */
  private static final List<Long> overdueWhileStopped = new ArrayList<>();

  @BeforeAll
  static void a_bad_two_minutes() throws Exception {
    postgres = EmbeddedServer.fresh();
    issuer = FakeIssuer.start();
    database = postgres.getPostgresDatabase().getConnection();
    killed = start("killed", Map.of());
    stopped = start("stopped", Faketime.shifted("-10m"));
    ahead = start("ahead", Faketime.shifted("+10m"));
    killed.awaitReady();
    stopped.awaitReady();
    ahead.awaitReady();
    DemoDirectory.fill(postgres.getPostgresDatabase());
    // Who does not know anybody yet finds nobody to call.
    for (var service : services) {
      awaitDirectory(service);
    }

    // The database's own word on when a row was written; and it takes its time over each batch.
    run("alter table request_event add column noticed timestamptz default clock_timestamp()");
    run(
        """
        create function dawdle() returns trigger language plpgsql as
          $$ begin perform pg_sleep(0.2); return null; end $$;
        create trigger slow before insert on request_event
          for each statement execute function dawdle()
        """);
    // Half of the promises are missed already, the others will be within the next two minutes.
    var shift = "interval '-5 min' + (n - %1$d / 2) * interval '1 s' * 120 / (%1$d / 2)";
    Copies.write(database, fileANeed(killed), REQUESTS, FIRST_REFERENCE, shift.formatted(REQUESTS));

    awaitBatch("killed");
    killed.process().destroyForcibly().waitFor();
    awaitBatch("stopped");
    stopped.signal("STOP");
    var atLeast = Instant.now().plus(STOPPED);
    awaitNothingOverdueBut(200);
    overdueWhileStopped.add(overdue());
    awaitNothingOverdueBut(0);
    overdueWhileStopped.add(overdue());
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), atLeast).toMillis()));
    stopped.signal("CONT");
    Thread.sleep(5_000);
    awaitNothingOverdueBut(0);
  }

  @AfterAll
  static void everything_ends() throws Exception {
    for (var service : services) {
      service.process().destroyForcibly().waitFor();
    }
    if (issuer != null) {
      issuer.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  // --- What has to hold
  // ---------------------------------------------------------------------------

  @Test
  void every_signal_is_recorded_once_with_the_instant_at_which_it_was_due() throws Exception {
    var until = now().minusSeconds(2);
    // Requests go on falling due, and the slow database may be seconds behind.
    await(
        "what fell due until then is worked off",
        () -> rows("select id from support_request where next_tick_at < ?", until).isEmpty());

    assertThat(rows(NEITHER_MISSING_NOR_TWICE, until)).as("missing, or more than once").isEmpty();
    assertThat(rows(NOTHING_ELSE)).as("recorded, and not due").isEmpty();
    assertThat(number("select count(*) from request_event where type = 'promise_missed'"))
        .isGreaterThan(REQUESTS / 2);
  }

  @Test
  void nothing_is_recorded_before_it_is_due_by_the_databases_clock() throws Exception {
    assertThat(
            rows(
                """
                select type, at, recorded_at, noticed from request_event
                where actor_id is null and asker is null
                  and (at > noticed + interval '500 ms' or recorded_at > noticed + interval '500 ms')
                """))
        .isEmpty();
  }

  @Test
  void histories_have_no_gaps_and_what_is_stored_is_what_they_say() throws Exception {
    assertThat(number("select count(*) from support_request")).isGreaterThan(REQUESTS);
    assertThat(StoredHistories.differences(database)).isEmpty();
  }

  @Test
  void what_a_stopped_instance_held_another_took_over_and_nobody_waited_for_the_rest() {
    assertThat(overdueWhileStopped).hasSize(2);
    assertThat(overdueWhileStopped.getFirst()).isLessThanOrEqualTo(200);
    assertThat(overdueWhileStopped.getLast()).isZero();
  }

  @Test
  void an_instance_that_was_stopped_goes_on_with_the_right_time() throws Exception {
    assertThat(stopped.status("/q/health/ready")).isEqualTo(200);
    assertThat(stopped.status("/q/health/well")).isEqualTo(200);
    assertThat(receivedAt(stopped)).isCloseTo(now(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void instances_whose_clocks_are_ten_minutes_wrong_tell_the_databases_time() throws Exception {
    assertThat(Faketime.library())
        .as("libfaketime is installed: apt-get install libfaketime")
        .isPresent();

    assertThat(clockOffset(ahead)).isCloseTo(WRONG.toSeconds(), within(2.0));
    assertThat(clockOffset(stopped)).isCloseTo(-WRONG.toSeconds(), within(2.0));
    assertThat(receivedAt(ahead)).isCloseTo(now(), within(5, ChronoUnit.SECONDS));
    assertThat(receivedAt(stopped)).isCloseTo(now(), within(5, ChronoUnit.SECONDS));
  }

  private static double clockOffset(PackagedService service) throws Exception {
    return service
        .get("/q/metrics", token())
        .lines()
        .filter(line -> line.startsWith("andon_clock_offset_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  // --- The instances
  // ------------------------------------------------------------------------------

  private static final class Faketime {
    static Optional<Path> library() {
      return Stream.of("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")
          .map(folder -> Path.of(folder, "faketime", "libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    }

    /** The environment of a process with a wrong clock; a right one without libfaketime. */
    static Map<String, String> shifted(String by) {
      return library().map(library -> environment(library, by)).orElse(Map.of());
    }

    private static Map<String, String> environment(Path library, String by) {
      return Map.of(
          "LD_PRELOAD",
          library.toString(),
          "FAKETIME",
          by,
          "FAKETIME_DONT_FAKE_MONOTONIC",
          "1",
          "DONT_FAKE_MONOTONIC",
          "1",
          // Otherwise a timed wait mixes up the two clocks, ends at once, and the JVM waits busily.
          "FAKETIME_FORCE_MONOTONIC_FIX",
          "0");
    }
  }

  private static PackagedService start(String name, Map<String, String> more) throws Exception {
    var environment = new HashMap<>(more);
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        postgres.getJdbcUrl("postgres", "postgres") + "&ApplicationName=" + name);
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url());
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    var service = PackagedService.start(environment, temp);
    services.add(service);
    return service;
  }

  private static void awaitDirectory(PackagedService service) throws Exception {
    await("the directory is known", () -> service.status("/api/v1/units/4W", token()) == 200);
  }

  private static String token() {
    return issuer.token("nina.patel", List.of("caregiver"), "4W");
  }

  private static UUID fileANeed(PackagedService service) throws Exception {
    return UUID.fromString(filed(service).get("id").textValue());
  }

  private static Instant receivedAt(PackagedService service) throws Exception {
    return Instant.parse(filed(service).get("receivedAt").textValue());
  }

  private static com.fasterxml.jackson.databind.JsonNode filed(PackagedService service)
      throws Exception {
    return json()
        .readTree(
            service.post(
                "/api/v1/requests",
                token(),
                """
                {"impact": "patient_waiting", "category": "supplies", "need": "No 20G catheters"}
                """));
  }

  /** Until the instance is in the middle of recording, with rows in its hands. */
  private static void awaitBatch(String name) throws Exception {
    await(
        name + " holds a batch",
        () ->
            number(
                    """
                    select count(*) from pg_stat_activity
                    where application_name = '%s' and wait_event = 'PgSleep'
                    """
                        .formatted(name))
                > 0);
  }

  private static void awaitNothingOverdueBut(long many) throws Exception {
    await("at most " + many + " overdue", () -> overdue() <= many);
  }

  private static long overdue() throws SQLException {
    return number(
        """
        select count(*) from support_request
        where next_tick_at < clock_timestamp() - interval '4 s'
        """);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }

  // --- The database
  // -------------------------------------------------------------------------------

  private static void run(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Instant now() throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("select clock_timestamp()")) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static List<Map<String, String>> rows(String sql, Instant... values) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i].atOffset(java.time.ZoneOffset.UTC));
      }
      try (var rows = statement.executeQuery()) {
        var list = new ArrayList<Map<String, String>>();
        while (rows.next()) {
          list.add(StoredRow.read(rows));
        }
        return list;
      }
    }
  }

  private static ObjectMapper json() {
    var json = JsonMapper.builder().findAndAddModules().build();
    new Json().customize(json);
    return json;
  }
}
