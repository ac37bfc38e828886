package care.andon.support;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.DemoKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged service as a separate process. */
public record PackagedService(Process process, int port, Path log) {
  /** The directory of the packaged service. */
  public static final Path PACKAGE = Path.of("target/quarkus-app");

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * Starts the service.
   *
   * @param environment all its settings except the port; without {@code ANDON_KEYS} it gets keys
   * @param logs folder for its log
   */
  public static PackagedService start(Map<String, String> environment, Path logs)
      throws IOException {
    int port = freePort();
    Path log = Files.createTempFile(logs, "service", ".log");
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
    builder.environment().put("ANDON_KEYS", DemoKeys.in(Path.of("target/keys")).toString());
    builder.environment().putAll(environment);
    return new PackagedService(builder.start(), port, log);
  }

  public void awaitReady() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answersReady()) {
      assertThat(process.isAlive()).as(() -> "running: " + output()).isTrue();
      assertThat(System.nanoTime()).as(() -> "ready in time: " + output()).isLessThan(end);
      Thread.sleep(200);
    }
  }

  /** Waits until the log has a line with this text. Fails if the process ends. */
  public void awaitOutput(String words) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (output().stream().noneMatch(line -> line.contains(words))) {
      assertThat(process.isAlive()).as(() -> "running: " + output()).isTrue();
      assertThat(System.nanoTime()).as(() -> "said in time: " + output()).isLessThan(end);
      Thread.sleep(100);
    }
  }

  public int status(String path) throws Exception {
    return answer(path).statusCode();
  }

  public int status(String path, String token) throws Exception {
    return answer(path, token).statusCode();
  }

  /** Gets a resource, whatever the answer is. */
  public HttpResponse<String> answer(String path, String token) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
  }

  /** Gets a resource without a token, whatever the answer is. */
  public HttpResponse<String> answer(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  /** Gets a resource and returns the body. */
  public String get(String path, String token) throws Exception {
    var answer = answer(path, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Posts a body and returns the body of the answer. */
  public String post(String path, String token, Object body) throws Exception {
    return created(path, token, body).body();
  }

  /** Posts a body and returns the answer. */
  public HttpResponse<String> created(String path, String token, Object body) throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  public int exitCode() throws Exception {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  public List<String> output() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the process a signal, such as {@code STOP}. */
  public void signal(String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).as("kill -%s", name).isZero();
  }

  public void stop() throws InterruptedException {
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

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Returns a free port. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
