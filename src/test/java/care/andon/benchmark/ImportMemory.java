package care.andon.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import care.andon.demo.DemoKeys;
import care.andon.demo.EmbeddedServer;
import care.andon.support.FakeIssuer;
import care.andon.support.LargeHospital;
import care.andon.support.PackagedService;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Measures the memory of the packaged service during the largest allowed imports, while 32
 * connections read and file. The service is started as the Dockerfile starts it, in the cgroup that
 * is the first argument, which has the memory limit of the pod.
 */
final class ImportMemory {
  private static final int CONNECTIONS = 32;
  private static final LargeHospital LARGEST = new LargeHospital(5_000, 749);

  /** The same rows in JSON would be larger than an import may be. */
  private static final LargeHospital LARGEST_AS_JSON = new LargeHospital(5_000, 590);

  private static final String IMPORTS = "/api/v1/directory/imports";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final long pid;
  private final FakeIssuer issuer;

  private ImportMemory(int port, long pid, FakeIssuer issuer) {
    this.port = port;
    this.pid = pid;
    this.issuer = issuer;
  }

  public static void main(String[] arguments) throws Exception {
    var port = PackagedService.freePort();
    try (var postgres = EmbeddedServer.fresh();
        var issuer = FakeIssuer.start()) {
      makeRoles(postgres.getPostgresDatabase().getConnection());
      var service = start(Path.of(arguments[0]), port, postgres.getPort(), issuer);
      try {
        new ImportMemory(port, service.pid(), issuer).measure();
      } finally {
        service.destroy();
      }
    }
  }

  private static void makeRoles(java.sql.Connection database) throws Exception {
    var manual = Files.readString(Path.of("src/docs/operations.md"));
    var statements = manual.replaceFirst("(?s).*?### Roles.*?```sql\n(.*?)```.*", "$1");
    try (database;
        var sql = database.createStatement()) {
      for (var statement : statements.split(";\\s*")) {
        sql.execute(statement);
      }
    }
  }

  private static Process start(Path cgroup, int port, int database, FakeIssuer issuer)
      throws IOException {
    var command = new ArrayList<>(List.of("sh", "-c", "echo $$ > $0/cgroup.procs; exec \"$@\""));
    command.add(cgroup.toString());
    command.addAll(entryPoint());
    var builder = new ProcessBuilder(command).directory(PackagedService.PACKAGE.toFile());
    builder.redirectErrorStream(true).redirectOutput(Path.of("target/import-memory.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "ANDON_KEYS", DemoKeys.in(Path.of("target/keys")).toString(),
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(port),
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + database + "/andon",
                "QUARKUS_DATASOURCE_USERNAME", "andon_service",
                "QUARKUS_DATASOURCE_PASSWORD", "choose-another",
                "QUARKUS_FLYWAY_USERNAME", "andon_owner",
                "QUARKUS_FLYWAY_PASSWORD", "choose-one",
                "QUARKUS_SHUTDOWN_DELAY", "0S",
                "QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url()));
    builder.environment().put("JAVA_TOOL_OPTIONS", System.getProperty("service.options", ""));
    return builder.start();
  }

  /** The command of the Dockerfile, with the Java of this process. */
  private static List<String> entryPoint() throws IOException {
    var file = Files.readString(Path.of("Dockerfile"));
    var words = file.substring(file.indexOf("ENTRYPOINT") + 10).replace("\\\n", "");
    var command = new ArrayList<>(List.of(new ObjectMapper().readValue(words, String[].class)));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    return command;
  }

  private void measure() throws Exception {
    awaitReady();
    report("ready");
    try (var others = Executors.newFixedThreadPool(CONNECTIONS - 1)) {
      for (int i = 0; i < CONNECTIONS - 1; i++) {
        others.submit(this::read);
      }
      for (var apply : List.of(false, true, true, false)) {
        send("/files", apply, "multipart/form-data; boundary=xyz", form(LARGEST.files()));
      }
      for (var apply : List.of(false, true, false)) {
        send("", apply, "application/json", json(LARGEST_AS_JSON.files()));
      }
      // Two at once: one waits for the other.
      sendAtOnce(others);
      others.shutdownNow();
    }
    report("at the end");
  }

  private void sendAtOnce(ExecutorService others) throws Exception {
    others.shutdownNow();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        pool.submit(
            () -> {
              send("", false, "application/json", json(LARGEST_AS_JSON.files()));
              return null;
            });
      }
    }
  }

  private Void read() throws Exception {
    var token = issuer.token("omar.ortiz", List.of("configurer", "auditor"), "4W");
    while (!Thread.interrupted()) {
      for (var path : List.of("/api/v1/units", "/api/v1/requests", "/api/v1/on-call")) {
        http.send(request(path, token).build(), BodyHandlers.discarding());
      }
    }
    return null;
  }

  private void send(String path, boolean apply, String type, byte[] body) throws Exception {
    var address = IMPORTS + path + "?source=large&apply=" + apply;
    var token = issuer.token("hr", List.of("integration"), "4W");
    var begin = System.nanoTime();
    var answer =
        http.send(
            request(address, token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
    report(
        "%s, %.1f MiB, apply=%s: %d in %.1f s"
            .formatted(
                type,
                body.length / 1048576.0,
                apply,
                answer.statusCode(),
                (System.nanoTime() - begin) / 1e9));
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + token)
        .timeout(PATIENCE);
  }

  private void awaitReady() throws Exception {
    for (var i = 0; i < 600; i++) {
      try {
        if (http.send(request("/q/health/ready", "").build(), BodyHandlers.discarding())
                .statusCode()
            == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It starts.
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("Not ready; see target/import-memory.log");
  }

  private void report(String what) throws IOException {
    var lines =
        Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.matches("(VmRSS|VmHWM):.*"))
            .map(line -> line.replaceAll("\\s+", " "))
            .map(line -> line.split(" "))
            .map(words -> "%s %d MiB".formatted(words[0], Long.parseLong(words[1]) / 1024))
            .toList();
    System.out.println(what + " " + lines);
  }

  private static byte[] form(Map<String, String> files) {
    var form = new StringBuilder();
    files.forEach(
        (name, text) ->
            form.append(
                    "--xyz\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s.csv\"\r\n\r\n"
                        .formatted(name, name))
                .append(text)
                .append("\r\n"));
    return form.append("--xyz--\r\n").toString().getBytes(UTF_8);
  }

  private static byte[] json(Map<String, String> files) throws IOException {
    var document = new LinkedHashMap<String, List<Map<String, Object>>>();
    files.forEach((name, text) -> document.put(name, rows(text)));
    return new ObjectMapper().writeValueAsBytes(document);
  }

  private static List<Map<String, Object>> rows(String csv) {
    var lines = csv.lines().toList();
    var titles = lines.getFirst().split(",");
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              var cells = line.split(",");
              var row = new LinkedHashMap<String, Object>();
              for (int i = 0; i < titles.length; i++) {
                var isFlag = cells[i].equals("true") || cells[i].equals("false");
                row.put(titles[i], isFlag ? (Object) Boolean.valueOf(cells[i]) : cells[i]);
              }
              return (Map<String, Object>) row;
            })
        .toList();
  }
}
