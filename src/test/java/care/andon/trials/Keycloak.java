package care.andon.trials;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.PackagedService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Keycloak with the realm {@code hospital} of {@code keycloak/hospital.json}, as {@code
 * operations.md} says how to set it up. It keeps all its data in memory.
 */
final class Keycloak implements AutoCloseable {
  static final String CLIENT = "andon-pages";

  /** Of the client; Andon encrypts sessions with it. */
  static final String SECRET = "a-secret-of-at-least-thirty-two-characters";

  /** Of each person. */
  static final String PASSWORD = "a-password-for-this-trial";

  /** The first start builds Keycloak. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Path UNPACKED = Path.of("target/keycloak");
  private static final Path REALM = Path.of("src/test/resources/keycloak/hospital.json");
  private static final String ADMINISTRATOR = "trial-administrator";
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String address;
  private final Path log;

  private Keycloak(Process process, String address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param redirects the addresses to which it may send people back
   * @param tokensLive how long its tokens live
   */
  static Keycloak start(List<String> redirects, Duration tokensLive, Path logs) throws Exception {
    var home = home();
    var realm =
        Files.readString(REALM)
            .replace("PAGES_SECRET", SECRET)
            .replace("PASSWORD", PASSWORD)
            .replace("TOKENS_LIVE", Long.toString(tokensLive.toSeconds()))
            .replace("PAGES_REDIRECTS", String.join("\", \"", redirects));
    var imports = Files.createDirectories(home.resolve("data/import"));
    Files.writeString(imports.resolve("hospital-realm.json"), realm);
    var port = PackagedService.freePort();
    var log = Files.createTempFile(logs, "keycloak", ".log");
    var builder =
        new ProcessBuilder(
                "sh",
                home.resolve("bin/kc.sh").toAbsolutePath().toString(),
                "start-dev",
                "--db=dev-mem",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(it -> it.startsWith("QUARKUS_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    return new Keycloak(builder.start(), "http://localhost:" + port, log);
  }

  private static Path home() throws IOException {
    assertThat(UNPACKED).as("./mvnw -Ptrials verify unpacks it").isDirectory();
    try (var folders = Files.list(UNPACKED)) {
      return folders
          .filter(it -> it.getFileName().toString().startsWith("keycloak-"))
          .findFirst()
          .orElseThrow();
    }
  }

  void awaitReady() throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      assertThat(process.isAlive()).as(() -> log()).isTrue();
      assertThat(System.nanoTime()).as(() -> log()).isLessThan(end);
      Thread.sleep(500);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get(issuer() + "/.well-known/openid-configuration").statusCode() == 200;
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  String issuer() {
    return address + "/realms/hospital";
  }

  /** Closes the account of a person, as an administrator of Keycloak does. */
  void closeAccount(String username) throws Exception {
    var users = address + "/admin/realms/hospital/users";
    var id = only(ID, get(users + "?exact=true&username=" + username).body());
    var answer =
        client.send(
            authorized(users + "/" + id)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"enabled\": false}"))
                .build(),
            ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private java.net.http.HttpResponse<String> get(String url)
      throws IOException, InterruptedException {
    var request =
        url.contains("/admin/") ? authorized(url) : HttpRequest.newBuilder(URI.create(url));
    return client.send(request.build(), ofString());
  }

  private HttpRequest.Builder authorized(String url) throws IOException, InterruptedException {
    var form =
        "grant_type=password&client_id=admin-cli&username=%s&password=%s"
            .formatted(ADMINISTRATOR, PASSWORD);
    var answer =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(address + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            ofString());
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + only(TOKEN, answer.body()));
  }

  private static String only(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    assertThat(match.find()).as(text).isTrue();
    return match.group(1);
  }

  private String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() throws Exception {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
