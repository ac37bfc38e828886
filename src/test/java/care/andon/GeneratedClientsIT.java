package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.DemoDirectory;
import care.andon.demo.EmbeddedServer;
import care.andon.support.Contract;
import care.andon.support.FakeIssuer;
import care.andon.support.PackagedService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that are generated from the description of the API compile strictly, and walk through the
 * life of a request against the packaged service. {@code src/test/clients} has the walks.
 *
 * <p>A trial: it runs where {@code ANDON_TRIALS=all} is set, as in CI, and fails there if Node.js
 * 18 or npm is missing. Maven then copies openapi-generator to {@code target/clients}.
 */
@EnabledIfEnvironmentVariable(named = "ANDON_TRIALS", matches = "all")
class GeneratedClientsIT {
  private static final Path WALKS = Path.of("src/test/clients");
  private static final Path GENERATOR = Path.of("target/clients/openapi-generator-cli.jar");
  private static final long PATIENCE_MINUTES = 5;

  /** What code that openapi-generator writes does not keep to. */
  private static final String LINT =
      "-Xlint:all,-deprecation,-path,-processing,-serial,-this-escape";

  @TempDir static Path temp;

  private static EmbeddedPostgres postgres;
  private static FakeIssuer issuer;
  private static PackagedService service;

  @BeforeAll
  static void a_hospital() throws Exception {
    postgres = EmbeddedServer.fresh();
    issuer = FakeIssuer.start();
    service =
        PackagedService.start(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.getJdbcUrl("postgres", "postgres"),
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                issuer.url(),
                "JAVA_TOOL_OPTIONS",
                "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
            temp);
    service.awaitReady();
    DemoDirectory.fill(postgres.getPostgresDatabase());
    while (service.status("/api/v1/units/4W", caregiver()) != 200) {
      Thread.sleep(200);
    }
  }

  @AfterAll
  static void clear() throws Exception {
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

  private static String caregiver() {
    return issuer.token("nina.patel", List.of("caregiver"), "4W");
  }

  @Test
  void a_java_client_walks_the_life_of_a_request() throws Exception {
    var client = temp.resolve("java");
    generate(
        "java",
        client,
        "--library=native",
        "--additional-properties=openApiNullable=false,useJakartaEe=true,"
            + "invokerPackage=care.andon.client,apiPackage=care.andon.client.api,"
            + "modelPackage=care.andon.client.model");
    var classes = Files.createDirectory(temp.resolve("classes"));
    var compile = new ArrayList<>(List.of(java("javac"), LINT, "-Werror", "-proc:none"));
    compile.addAll(List.of("-cp", classPath(), "-d", classes.toString()));
    compile.addAll(sources(client.resolve("src/main/java")));
    compile.add(WALKS.resolve("java/Walk.java").toString());
    var arguments = Files.write(temp.resolve("javac.txt"), compile.subList(1, compile.size()));

    run(Path.of("."), compile.getFirst(), "@" + arguments);
    run(Path.of("."), java("java"), "-cp", classes + File.pathSeparator + classPath(), "Walk");
  }

  @Test
  void typescript_clients_walk_the_life_of_a_request() throws Exception {
    var project = temp.resolve("typescript");
    copy(WALKS.resolve("typescript"), project);
    run(project, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    var generated = Files.createDirectory(project.resolve("generated"));
    run(
        project,
        "npx",
        "--no-install",
        "openapi-typescript",
        Contract.FILE.toAbsolutePath().toString(),
        "-o",
        generated.resolve("openapi.ts").toString());
    generate(
        "typescript-fetch",
        generated.resolve("typescript-fetch"),
        "--additional-properties=importFileExtension=.js");

    run(project, "npx", "--no-install", "tsc", "--project", ".");
    run(project, "node", "out/openapi-fetch.js");
    run(project, "node", "out/typescript-fetch.js");
  }

  private static void generate(String language, Path into, String... more) throws Exception {
    assertThat(GENERATOR).as("copied by Maven where ANDON_TRIALS=all is set").exists();
    var command =
        new ArrayList<>(
            List.of(
                java("java"),
                "-jar",
                GENERATOR.toString(),
                "generate",
                "--input-spec=" + Contract.FILE,
                "--generator-name=" + language,
                "--output=" + into));
    command.addAll(List.of(more));
    var output = run(Path.of("."), command.toArray(String[]::new));
    assertThat(output).as("what the generator does not understand").doesNotContain("ERROR");
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static List<String> sources(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (var file : files.toList()) {
        if (Files.isRegularFile(file)) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  /** Runs a program to its end, which has to be a good one, and gives what it said. */
  private static String run(Path directory, String... command) throws Exception {
    var log = Files.createTempFile(temp, "run", ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("ANDON_URL", "http://127.0.0.1:" + service.port());
    builder.environment().put("CAREGIVER_TOKEN", caregiver());
    builder
        .environment()
        .put("ADMINISTRATOR_TOKEN", issuer.token("omar.ortiz", List.of("administrator"), "4W"));
    var process = builder.start();
    try {
      var hasEnded = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      var output = Files.readString(log);
      assertThat(hasEnded).as("%s ended: %s", List.of(command), output).isTrue();
      assertThat(process.exitValue()).as("%s: %s", List.of(command), output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }
}
