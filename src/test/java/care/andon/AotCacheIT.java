package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.DemoKeys;
import care.andon.demo.EmbeddedServer;
import care.andon.support.FakeIssuer;
import care.andon.support.PackagedService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented command starts the package with its AOT cache, and also where it does not fit. */
class AotCacheIT {
  @TempDir static Path temp;
  private static EmbeddedPostgres postgres;
  private static FakeIssuer issuer;

  @BeforeAll
  static void begin() throws Exception {
    postgres = EmbeddedServer.fresh();
    issuer = FakeIssuer.start();
  }

  @AfterAll
  static void end() throws Exception {
    issuer.close();
    postgres.close();
  }

  @Test
  void the_documented_command_takes_the_classes_from_the_cache() throws Exception {
    var installed = install(temp.resolve("as-documented"));
    var classes = temp.resolve("classes.log");

    var service = start(installed, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes));
    try {
      service.awaitReady();
    } finally {
      service.stop();
    }

    var ours =
        Files.readAllLines(classes).stream()
            .filter(line -> line.contains(" care.andon."))
            .filter(line -> !line.contains("Lambda"))
            .toList();
    assertThat(ours).hasSizeGreaterThan(200);
    assertThat(ours.stream().filter(line -> line.contains("shared objects file")).count())
        .isGreaterThan(ours.size() * 9 / 10);
  }

  @Test
  void with_other_files_it_starts_without_the_cache_and_says_so() throws Exception {
    var installed = install(temp.resolve("changed"));
    Files.setLastModifiedTime(
        installed.resolve("quarkus-run.jar"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

    var service = start(installed, Map.of());
    try {
      service.awaitReady();
    } finally {
      service.stop();
    }

    assertThat(service.output().getFirst()).contains("[aot]").contains("quarkus-run.jar");
  }

  /** Copies the package as src/docs/server.md says. */
  private static Path install(Path to) throws Exception {
    Files.createDirectories(to);
    assertThat(Files.readString(Path.of("src/docs/server.md")))
        .contains("cp -rp quarkus-app/. /opt/andon/");
    var copy = new ProcessBuilder("cp", "-rp", PackagedService.PACKAGE + "/.", to.toString());
    assertThat(copy.inheritIO().start().waitFor()).isZero();
    return to;
  }

  /** Starts it by the command line of andon.service. */
  private static PackagedService start(Path installed, Map<String, String> more) throws Exception {
    var unit = Files.readString(Path.of("src/docs/server/andon.service")).replace("\\\n", " ");
    var line = unit.lines().filter(it -> it.startsWith("ExecStart=")).findFirst().orElseThrow();
    var command =
        new ArrayList<>(List.of(line.substring("ExecStart=".length()).strip().split(" +")));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    var port = PackagedService.freePort();
    var log = Files.createTempFile(temp, "service", ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(installed.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_"));
    builder.environment().putAll(environment(port));
    builder.environment().putAll(more);
    return new PackagedService(builder.start(), port, log);
  }

  private static Map<String, String> environment(int port) throws Exception {
    var settings = new HashMap<String, String>();
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.getJdbcUrl("postgres", "postgres"));
    settings.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url());
    settings.put("QUARKUS_SHUTDOWN_DELAY", "0");
    settings.put("ANDON_KEYS", DemoKeys.in(temp.resolve("keys")).toString());
    return settings;
  }
}
