package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.EmbeddedServer;
import care.andon.support.FakeIssuer;
import care.andon.support.PackagedService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service and its identity provider: outages of the provider, and rotations of its
 * keys. The service starts while the provider is away.
 */
public class IssuerOutageIT {
  private static final String UNITS = "/api/v1/units";

  @TempDir static Path temp;
  private static EmbeddedPostgres postgres;
  private static FakeIssuer issuer;
  private static PackagedService service;

  @BeforeAll
  static void the_service_starts_while_the_issuer_is_away() throws Exception {
    postgres = EmbeddedServer.fresh();
    issuer = FakeIssuer.start();
    issuer.goAway();
    service =
        PackagedService.start(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                "postgres",
                "QUARKUS_FLYWAY_PLACEHOLDERS_SERVICE_ROLE",
                "postgres",
                "QUARKUS_SHUTDOWN_DELAY",
                "0S",
                "ANDON_IDENTITY_OPEN_PATHS",
                "/q/health,/q/metrics",
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                issuer.url()),
            temp);
    service.awaitOutput("Listening on");
    everything_that_needs_a_token_is_answered_with_503();
    issuer.comeBack();
    service.awaitReady();
  }

  private static void everything_that_needs_a_token_is_answered_with_503() throws Exception {
    for (var answer :
        List.of(service.answer(UNITS, token()), service.answer(UNITS), service.answer("/no"))) {
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).contains("\"unavailable\"", "\"traceId\"");
    }
    assertThat(service.status("/q/health/ready", token())).isEqualTo(503);
    assertThat(service.status("/q/health/live", token())).isEqualTo(200);
    assertThat(reachable()).isEqualTo("0.0");
    assertThat(service.output())
        .as("one line for each attempt, no stack trace")
        .noneMatch(line -> line.contains("\tat ") || line.contains("\"stackTrace\""));
  }

  @AfterEach
  void the_issuer_answers_again() throws Exception {
    eventually("1.0", IssuerOutageIT::reachable);
  }

  @AfterAll
  static void everything_stops() throws Exception {
    if (service != null) {
      service.stop();
    }
    if (issuer != null) {
      issuer.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void a_later_outage_changes_nothing_for_known_keys() throws Exception {
    issuer.goAway();
    try {
      eventually("0.0", IssuerOutageIT::reachable);

      assertThat(service.status(UNITS, token())).isEqualTo(200);
      assertThat(service.status("/q/health/ready")).isEqualTo(200);
      assertThat(service.status(UNITS, issuer.tokenOfUnknownKey("elsewhere"))).isEqualTo(401);
      assertThat(service.status(UNITS, token())).isEqualTo(200);
    } finally {
      issuer.comeBack();
    }
  }

  @Test
  void two_rotations_within_seconds_lock_nobody_out() throws Exception {
    var oldest = token();
    for (var rotation = 1; rotation <= 2; rotation++) {
      issuer.rotate();
      eventually(200, () -> service.status(UNITS, token()));
    }

    assertThat(service.status(UNITS, oldest)).isEqualTo(200);
  }

  @Test
  void an_invented_key_before_a_rotation_locks_nobody_out() throws Exception {
    assertThat(service.status(UNITS, issuer.tokenOfUnknownKey("invented"))).isEqualTo(401);
    issuer.rotate();

    eventually(200, () -> service.status(UNITS, token()));
  }

  @Test
  void invented_keys_do_not_storm_the_issuer() throws Exception {
    var before = issuer.lookups();
    var begin = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var calls = new ArrayList<Callable<Integer>>();
      for (var i = 0; i < 400; i++) {
        var token = i % 2 == 0 ? token() : invented(i);
        var expected = i % 2 == 0 ? 200 : 401;
        calls.add(() -> service.status(UNITS, token) - expected);
      }
      for (var call : threads.invokeAll(calls)) {
        assertThat(call.get()).isZero();
      }
    }
    var seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();

    assertThat(issuer.lookups() - before).isBetween(1, 2 + (int) seconds / 2);
  }

  @Test
  void known_keys_are_not_looked_up() throws Exception {
    assertThat(service.status(UNITS, token())).isEqualTo(200);
    var before = issuer.lookups();

    for (var i = 0; i < 20; i++) {
      assertThat(service.status(UNITS, token())).isEqualTo(200);
    }
    assertThat(issuer.lookups()).isEqualTo(before);
  }

  @Test
  void an_empty_list_of_keys_does_not_replace_the_known_ones() throws Exception {
    issuer.sendNoKeys(true);
    try {
      // The first one may come too soon after a look-up.
      Thread.sleep(2_100);
      var before = issuer.lookups();
      assertThat(service.status(UNITS, issuer.tokenOfUnknownKey("invented"))).isEqualTo(401);

      assertThat(issuer.lookups()).isEqualTo(before + 1);
      assertThat(service.status(UNITS, token())).isEqualTo(200);
    } finally {
      issuer.sendNoKeys(false);
    }
  }

  private static String token() {
    return issuer.token("nurse.amara", List.of("caregiver"), "ICU");
  }

  private static String invented(int i) {
    return i % 4 == 1 ? "opaque-" + i : issuer.tokenOfUnknownKey("invented-" + i % 20);
  }

  private static String reachable() throws Exception {
    return service
        .answer("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("andon_issuer_reachable"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("no such metric");
  }

  /** Within seconds, as a person would try again. */
  private static <T> void eventually(T expected, Callable<T> actual) throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(12).toNanos();
    while (!actual.call().equals(expected) && System.nanoTime() < end) {
      Thread.sleep(200);
    }
    assertThat(actual.call()).isEqualTo(expected);
  }
}
