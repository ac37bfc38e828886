package care.andon;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.demo.EmbeddedServer;
import care.andon.support.Contract;
import care.andon.support.FakeIssuer;
import care.andon.support.ManualRoles;
import care.andon.support.PackagedService;
import care.andon.support.WireTap;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped, seen from outside: what is in it, what it refuses, and that it runs. */
class PackagedServiceIT {
  private static final int EX_CONFIG = 78;
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @TempDir static Path temp;
  private static EmbeddedPostgres postgres;
  private static FakeIssuer issuer;
  private static PackagedService service;

  @BeforeAll
  static void the_service_runs_against_a_real_database() throws Exception {
    postgres = EmbeddedServer.fresh();
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var sql = connection.createStatement()) {
      ManualRoles.create(sql::execute);
    }
    issuer = FakeIssuer.start();
    service = start(environment(postgres.getPort()));
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
  void the_bill_of_materials_lists_what_is_in_it_and_nothing_else() throws Exception {
    var packaged =
        jars().stream()
            .filter(jar -> jar.contains("/lib/") || jar.contains("/app/"))
            .map(jar -> jar.substring(jar.lastIndexOf('/') + 1))
            .map(jar -> jar.startsWith("andon-") ? "care.andon." + jar : jar)
            .toList();

    assertThat(billOfMaterials()).containsExactlyInAnyOrderElementsOf(packaged);
  }

  @Test
  void holds_nothing_of_the_demo() throws Exception {
    assertThat(entries())
        .noneMatch(entry -> entry.startsWith("care/andon/demo/") || entry.startsWith("demo/"));
  }

  @Test
  void holds_nothing_that_runs_before_the_start() throws Exception {
    assertThat(entries())
        .doesNotContain("META-INF/services/care.andon.platform.startup.BeforeStart");
  }

  @Test
  void holds_no_api_browser() throws Exception {
    assertThat(jars()).noneMatch(jar -> jar.contains("swagger"));
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
    var refused = start(Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url()));

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output()).singleElement().asString().contains("QUARKUS_DATASOURCE_JDBC_URL");
  }

  @Test
  void without_an_issuer_it_says_so_in_one_line() throws Exception {
    var refused = start(Map.of("QUARKUS_DATASOURCE_JDBC_URL", database()));

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output())
        .singleElement()
        .asString()
        .contains("QUARKUS_OIDC_AUTH_SERVER_URL");
  }

  @Test
  void without_keys_it_says_so_in_one_line() throws Exception {
    var environment = new HashMap<>(environment(postgres.getPort()));
    environment.put("ANDON_KEYS", temp.resolve("no-keys").toString());

    var refused = start(environment);

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output())
        .singleElement()
        .asString()
        .contains("no-keys/tags.json", "ANDON_KEYS", "quarkus-run.jar keys");
  }

  @Test
  void it_prints_new_keys_and_starts_with_them() throws Exception {
    var folder = Files.createDirectories(temp.resolve("printed-keys"));
    var printed = command("keys");
    assertThat(printed).isNotEqualTo(command("keys"));
    Files.writeString(folder.resolve("tags.json"), printed);
    Files.writeString(
        folder.resolve("tags.json"),
        command("keys", "add", folder.resolve("tags.json").toString()));
    var environment = new HashMap<>(environment(postgres.getPort()));
    environment.put("ANDON_KEYS", folder.toString());

    var started = start(environment);
    try {
      started.awaitReady();
    } finally {
      started.stop();
    }
  }

  private static String command(String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-jar", PackagedService.PACKAGE.resolve("quarkus-run.jar").toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  @Test
  void a_variable_does_not_turn_it_into_development() throws Exception {
    var refused =
        start(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database(),
                "QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url(),
                "QUARKUS_PROFILE", "dev"));

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output()).singleElement().asString().contains("QUARKUS_PROFILE");
  }

  @ParameterizedTest
  @CsvSource({
    "ANDON_HTTP_PUBLIC_ADDRESS, andon.example.org",
    "ANDON_HTTP_PUBLIC_ADDRESS, ftp://andon.example.org",
    "ANDON_HTTP_PUBLIC_ADDRESS, https://a/?x",
    "ANDON_HTTP_PUBLIC_ADDRESS, https://",
    "ANDON_RETENTION_ASKERS, a year",
    "ANDON_RETENTION_ASKERS, P27D",
    "ANDON_RETENTION_WORDS, P-7Y"
  })
  void a_setting_that_makes_no_sense_is_refused_in_one_line(String variable, String value)
      throws Exception {
    var refused =
        start(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                database(),
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                issuer.url(),
                variable,
                value));

    assertThat(refused.exitCode()).isEqualTo(EX_CONFIG);
    assertThat(refused.output()).singleElement().asString().contains(variable);
  }

  @Test
  void waits_for_a_database_that_comes_a_little_later() throws Exception {
    var port = PackagedService.freePort();
    var early = start(environment(port));
    try {
      early.awaitOutput("Connection error");
      try (var _ = WireTap.on(postgres.getPort(), port)) {
        early.awaitReady();
      }
    } finally {
      early.stop();
    }
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
  void addresses_in_answers_begin_with_the_public_address() throws Exception {
    var token = issuer.token("conrad", List.of("configurer"), "ICU");

    var policies = service.answer("/api/v1/sla-policies?limit=1", token);
    assertThat(policies.body())
        .contains("\"next\":\"https://andon.example.org/ward/api/v1/sla-policies?limit=1&cursor=");
    assertThat(policies.headers().firstValue("Link").orElseThrow())
        .startsWith("<https://andon.example.org/ward/api/v1/sla-policies?limit=1&cursor=");
    var calendar =
        service.created(
            "/api/v1/calendars",
            token,
            "{\"code\": \"nights\", \"name\": \"Nights\", \"timeZone\": \"UTC\", \"weekly\": {\"MONDAY\": [\"00:00-07:00\"]}}");
    assertThat(calendar.headers().firstValue("Location"))
        .hasValue("https://andon.example.org/ward/api/v1/calendars/nights");
  }

  /** Nobody has imported anything yet. */
  @Test
  void an_empty_hospital_is_read_without_failures() throws Exception {
    var roles = List.of("caregiver", "administrator", "manager", "configurer", "auditor");
    var token = issuer.token("ada", roles, "ICU");

    for (var operation : Contract.committed().operations()) {
      if (operation.method().equals("GET")) {
        var path = operation.path().replace("{tier}", "3").replaceAll("\\{\\w+}", "1");
        assertThat(service.status(path, token)).as(path).isLessThan(500);
      }
    }
    assertThat(service.status("/api/v1/huddles/3", token)).isEqualTo(200);
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

  @Test
  void has_no_clock_that_anybody_could_move() throws Exception {
    var token = issuer.token("nurse.amara", List.of("configurer"), "ICU");

    assertThat(service.status("/dev/clock")).isEqualTo(401);
    assertThat(service.status("/dev/clock", token)).isEqualTo(404);
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
                   and has_column_privilege('andon_service', 'idempotency_key', 'caller', 'update')
                   and not has_column_privilege('andon_service', 'idempotency_key', 'key', 'update')
                """)) {
      assertThat(may.next()).isTrue();
      assertThat(may.getBoolean(1)).isTrue();
    }
  }

  // --- Looking and running
  // ------------------------------------------------------------------------

  private static PackagedService start(Map<String, String> environment) throws IOException {
    return PackagedService.start(environment, temp);
  }

  private static String database() {
    return database(postgres.getPort());
  }

  private static String database(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/andon";
  }

  private static Map<String, String> environment(int databasePort) {
    var environment = new HashMap<>(ManualRoles.environment(database(databasePort), issuer));
    environment.put("ANDON_HTTP_PUBLIC_ADDRESS", "https://andon.example.org/ward/");
    return environment;
  }

  private static List<String> jars() throws IOException {
    try (var files = Files.walk(PackagedService.PACKAGE)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".jar")).toList();
    }
  }

  /** The components, named as Quarkus names their jars: group.artifact-version.jar. */
  private static List<String> billOfMaterials() throws IOException {
    var names = new ArrayList<String>();
    for (var component :
        new ObjectMapper().readTree(Path.of("target/sbom.json").toFile()).get("components")) {
      names.add(
          "%s.%s-%s.jar"
              .formatted(
                  component.get("group").asText(),
                  component.get("name").asText(),
                  component.get("version").asText()));
    }
    return names;
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
}
