package care.andon.benchmark;

import care.andon.demo.DemoDirectory;
import care.andon.demo.DemoKeys;
import care.andon.demo.EmbeddedServer;
import care.andon.support.FakeIssuer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL that keeps what it promised, an issuer, and the packaged service as its own process,
 * with the demo hospital in its directory. Everything ends with {@link #close}, or with the JVM.
 */
final class Stage implements AutoCloseable {
  private static final Path PACKAGE = Path.of("target/quarkus-app");

  /** The Java runtime of the service. */
  private static final Path JAVA =
      Path.of(System.getProperty("service.java", System.getProperty("java.home") + "/bin/java"));

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String A_UNIT = "/api/v1/units/4W";

  private final EmbeddedPostgres postgres;
  private final FakeIssuer issuer;
  private final Path log;
  private final int port;
  private Process service;
  private final long postmaster;

  private Stage(
      EmbeddedPostgres postgres,
      long postmaster,
      FakeIssuer issuer,
      Path log,
      Process service,
      int port) {
    this.postgres = postgres;
    this.postmaster = postmaster;
    this.log = log;
    this.issuer = issuer;
    this.service = service;
    this.port = port;
  }

  static Stage set(Path folder, List<String> jvm) throws Exception {
    var data = folder.resolve("postgres");
    var postgres = database(data);
    var issuer = FakeIssuer.start();
    var port = freePort();
    var log = folder.resolve("service.log");
    var service = service(postgres, issuer, port, jvm, log);
    var stage = new Stage(postgres, pidIn(data), issuer, log, service, port);
    Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
    stage.await("/q/health/ready");
    DemoDirectory.fill(postgres.getPostgresDatabase());
    stage.await(A_UNIT);
    return stage;
  }

  /** An operator would give it a quarter of a small machine, and room between checkpoints. */
  private static EmbeddedPostgres database(Path data) throws IOException {
    return EmbeddedServer.start(
        EmbeddedServer.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(true)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("max_wal_size", "4GB"));
  }

  private static long pidIn(Path data) throws IOException {
    try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
      return Long.parseLong(lines.findFirst().orElseThrow().strip());
    }
  }

  private static Process service(
      EmbeddedPostgres postgres, FakeIssuer issuer, int port, List<String> jvm, Path log)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(JAVA.toString());
    command.addAll(ServiceJvm.FLAGS);
    command.addAll(jvm);
    command.addAll(List.of("-jar", "quarkus-run.jar"));
    var builder =
        new ProcessBuilder(command)
            .directory(PACKAGE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("JAVA_"));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", url(postgres));
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url());
    environment.put("QUARKUS_SHUTDOWN_DELAY", "0");
    environment.put("ANDON_KEYS", DemoKeys.in(Path.of("target/keys")).toString());
    return builder.start();
  }

  /** Ends the service and starts it with other flags, on the same database and port. */
  void restart(List<String> jvm) throws Exception {
    end(service);
    service = service(postgres, issuer, port, jvm, log);
  }

  int port() {
    return port;
  }

  FakeIssuer issuer() {
    return issuer;
  }

  String url() {
    return url(postgres);
  }

  /** Of the service's process. */
  long pid() {
    return service.pid();
  }

  /** What service, database and load have used so far. */
  Cpu cpu() {
    return Cpu.now(service.pid(), postmaster);
  }

  /** What the database says about a setting. */
  String setting(String name) throws SQLException {
    try (var connection = DriverManager.getConnection(url());
        var rows = connection.createStatement().executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public synchronized void close() {
    end(service);
    issuer.close();
    try {
      postgres.close();
    } catch (IOException failed) {
      System.err.println("PostgreSQL did not stop: " + failed);
    }
  }

  private static void end(Process service) {
    try {
      service.destroy();
      if (!service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        service.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      service.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a resource is answered with 200. */
  void await(String path) throws Exception {
    var token = issuer.token("grace.kim", List.of("administrator"), "4W");
    var request = HttpRequestBytes.get(path, token);
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(request)) {
      if (!service.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            "The service did not come up; see target/benchmark/service.log");
      }
      Thread.sleep(10);
    }
  }

  private boolean answers(HttpRequestBytes request) {
    try (var http = new HttpConnection(port)) {
      return http.exchange(request.bytes()) == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String url(EmbeddedPostgres postgres) {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
