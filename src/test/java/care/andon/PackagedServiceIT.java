package care.andon;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.demo.EmbeddedServer;
import care.andon.support.FakeIssuer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped, seen from outside: what is in it, what it refuses, and that it runs. */
class PackagedServiceIT {
  private static final Path PACKAGE = Path.of("target/quarkus-app");
  private static final int EX_CONFIG = 78;
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path temp;
  private static EmbeddedPostgres postgres;
  private static FakeIssuer issuer;
  private static Service service;

  @BeforeAll
  static void the_service_runs_against_a_real_database() throws Exception {
    postgres = EmbeddedServer.fresh();
    makeTheRolesOfTheManual();
    issuer = FakeIssuer.start();
    service =
        Service.start(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database(),
                "QUARKUS_DATASOURCE_USERNAME", "andon_service",
                "QUARKUS_DATASOURCE_PASSWORD", "choose-another",
                "QUARKUS_FLYWAY_USERNAME", "andon_owner",
                "QUARKUS_FLYWAY_PASSWORD", "choose-one",
                "QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url()));
    service.awaitReady();
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

  // --- What is in it
  // ------------------------------------------------------------------------------

  @Test
  void holds_no_embedded_database() throws Exception {
    assertThat(jars()).noneMatch(jar -> jar.contains("zonky") || jar.contains("embedded"));
  }

  @Test
  void holds_nothing_of_the_demo() throws Exception {
    assertThat(entries())
        .noneMatch(entry -> entry.startsWith("care/andon/demo/") || entry.startsWith("demo/"));
  }

  @Test
  void holds_nothing_that_runs_before_the_start() throws Exception {
    assertThat(entries()).doesNotContain("META-INF/services/care.andon.platform.BeforeStart");
  }

  @Test
  void holds_no_api_browser() throws Exception {
    assertThat(entries())
        .noneMatch(
            entry -> entry.contains("swagger-ui-bundle") || entry.contains("META-INF/resources/"));
  }

  @Test
  void holds_the_service() throws Exception {
    assertThat(entries()).contains("care/andon/Andon.class");
  }

  // --- What it refuses
  // ----------------------------------------------------------------------------

  @Test
  void without_a_database_url_it_says_so_in_one_line() throws Exception {
    var refused = Service.start(Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url()));

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output()).singleElement().asString().contains("QUARKUS_DATASOURCE_JDBC_URL");
  }

  @Test
  void without_an_issuer_it_says_so_in_one_line() throws Exception {
    var refused = Service.start(Map.of("QUARKUS_DATASOURCE_JDBC_URL", database()));

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output())
        .singleElement()
        .asString()
        .contains("QUARKUS_OIDC_AUTH_SERVER_URL");
  }

  @Test
  void a_variable_does_not_turn_it_into_development() throws Exception {
    var refused =
        Service.start(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database(),
                "QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url(),
                "QUARKUS_PROFILE", "dev"));

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output()).singleElement().asString().contains("QUARKUS_PROFILE");
  }

  // --- That it runs
  // -------------------------------------------------------------------------------

  @Test
  void is_alive_started_and_ready() throws Exception {
    assertThat(service.status("/q/health/live")).isEqualTo(200);
    assertThat(service.status("/q/health/started")).isEqualTo(200);
    assertThat(service.status("/q/health/ready")).isEqualTo(200);
  }

  @Test
  void wants_a_token() throws Exception {
    assertThat(service.status("/api/v1/units")).isEqualTo(401);
    assertThat(service.status("/q/metrics")).isEqualTo(401);
    assertThat(service.status("/nowhere")).isEqualTo(401);
  }

  @Test
  void accepts_a_token_of_the_issuer() throws Exception {
    var token = issuer.token("nurse.amara", List.of("caregiver"), "ICU");

    assertThat(service.status("/api/v1/units", token)).isEqualTo(200);
    assertThat(service.status("/q/metrics", token)).isEqualTo(200);
  }

  @Test
  void refuses_a_token_of_somebody_else() throws Exception {
    try (var other = FakeIssuer.start()) {
      assertThat(service.status("/api/v1/units", other.token("mallory", List.of("manager"), "ICU")))
          .isEqualTo(401);
    }
  }

  @Test
  void has_neither_api_browser_nor_demo_sign_in() throws Exception {
    var token = issuer.token("nurse.amara", List.of("caregiver"), "ICU");

    assertThat(service.status("/q/swagger-ui", token)).isEqualTo(404);
    assertThat(service.status("/q/dev-ui", token)).isEqualTo(404);
    assertThat(service.status("/dev/people", token)).isEqualTo(404);
    assertThat(service.status("/dev/tokens/nurse.amara", token)).isEqualTo(404);
  }

  // --- What its database role cannot do
  // -----------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update request_event set type = 'x'",
        "delete from request_event",
        "truncate request_event",
        "delete from support_request",
        "drop table support_request",
        "create table planted (id int)",
        "alter table request_event disable trigger all",
        "update flyway_schema_history set success = true"
      })
  void its_database_role_can_neither_change_tables_nor_history(String statement) throws Exception {
    try (var connection =
            DriverManager.getConnection(database(), "andon_service", "choose-another");
        var sql = connection.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .isInstanceOfSatisfying(
              SQLException.class,
              refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
  }

  @Test
  void its_database_role_can_write_what_is_recorded() throws Exception {
    try (var connection = DriverManager.getConnection(database(), "postgres", "postgres");
        var sql = connection.createStatement();
        var may =
            sql.executeQuery(
                """
                select has_table_privilege('andon_service', 'request_event', 'select, insert')
                   and has_table_privilege('andon_service', 'support_request', 'update')
                   and has_table_privilege('andon_service', 'request_clock', 'update')
                   and has_table_privilege('andon_service', 'idempotency_key', 'insert')
                """)) {
      assertThat(may.next()).isTrue();
      assertThat(may.getBoolean(1)).isTrue();
    }
  }

  // --- Looking and running
  // ------------------------------------------------------------------------

  private static String database() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/andon";
  }

  /** The statements are the manual's own. */
  private static void makeTheRolesOfTheManual() throws Exception {
    var manual = Files.readString(Path.of("src/docs/operations.md"));
    var statements = manual.replaceFirst("(?s).*?### Roles.*?```sql\n(.*?)```.*", "$1");
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var sql = connection.createStatement()) {
      for (String statement : statements.split(";\\s*")) {
        sql.execute(statement);
      }
    }
  }

  private static List<String> jars() throws IOException {
    try (var files = Files.walk(PACKAGE)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".jar")).toList();
    }
  }

  /** Every file in every jar; folders do not count. */
  private static Set<String> entries() throws IOException {
    var entries = new ArrayList<String>();
    for (String jar : jars()) {
      try (var zip = new ZipFile(jar)) {
        zip.stream()
            .filter(entry -> !entry.isDirectory())
            .forEach(entry -> entries.add(entry.getName()));
      }
    }
    return entries.stream().collect(toSet());
  }

  private record Service(Process process, int port, Path log) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Service start(Map<String, String> environment) throws IOException {
      int port = freePort();
      Path log = Files.createTempFile(temp, "service", ".log");
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var builder =
          new ProcessBuilder(java, "-jar", PACKAGE.resolve("quarkus-run.jar").toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("JAVA_"));
      builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
      builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
      builder.environment().putAll(environment);
      return new Service(builder.start(), port, log);
    }

    void awaitReady() throws Exception {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!answersReady()) {
        assertThat(process.isAlive()).as(() -> "running: " + output()).isTrue();
        assertThat(System.nanoTime()).as(() -> "ready in time: " + output()).isLessThan(end);
        Thread.sleep(200);
      }
    }

    int status(String path) throws Exception {
      return status(HttpRequest.newBuilder(uri(path)));
    }

    int status(String path, String token) throws Exception {
      return status(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
    }

    int exitCode() throws Exception {
      try {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
      } finally {
        process.destroyForcibly();
      }
    }

    List<String> output() {
      try {
        return Files.readAllLines(log);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    void stop() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }

    private boolean answersReady() throws Exception {
      try {
        return status("/q/health/ready") == 200;
      } catch (IOException notListeningYet) {
        return false;
      }
    }

    private int status(HttpRequest.Builder request) throws Exception {
      return HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String path) {
      return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
      try (var socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      }
    }
  }
}
