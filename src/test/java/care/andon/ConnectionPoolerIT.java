package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.EmbeddedServer;
import care.andon.support.FakeIssuer;
import care.andon.support.PackagedService;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service refuses to start behind a real pgbouncer, because acts that it answered would be lost
 * there. A trial: it needs pgbouncer, which {@code .ci/run} installs.
 */
@EnabledIfEnvironmentVariable(named = "ANDON_TRIALS", matches = "all")
public class ConnectionPoolerIT {
  private static final int EX_CONFIG = 78;

  @TempDir static Path temp;

  private static EmbeddedPostgres postgres;
  private static FakeIssuer issuer;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedServer.fresh();
    issuer = FakeIssuer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    issuer.close();
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction", "session"})
  void it_says_in_one_line_that_a_pooler_is_in_between(String mode) throws Exception {
    var port = PackagedService.freePort();
    var pooler = pgbouncer(mode, port);
    try {
      var refused =
          PackagedService.start(
              Map.of(
                  "QUARKUS_DATASOURCE_JDBC_URL",
                  "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                  "QUARKUS_DATASOURCE_USERNAME",
                  "postgres",
                  "QUARKUS_FLYWAY_JDBC_URL",
                  postgres.getJdbcUrl("postgres", "postgres"),
                  "QUARKUS_FLYWAY_USERNAME",
                  "postgres",
                  "QUARKUS_FLYWAY_PASSWORD",
                  "postgres",
                  "QUARKUS_OIDC_AUTH_SERVER_URL",
                  issuer.url()),
              temp);

      assertThat(refused.exitCode()).as(() -> "" + refused.output()).isEqualTo(EX_CONFIG);
      assertThat(refused.output().getLast())
          .startsWith("Andon does not start: ")
          .contains("connection pooler");
    } finally {
      pooler.destroy();
      pooler.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static Process pgbouncer(String mode, int port) throws IOException {
    var users = temp.resolve("users-" + mode);
    Files.writeString(users, "\"postgres\" \"postgres\"\n");
    var settings = temp.resolve("pgbouncer-" + mode);
    Files.writeString(
        settings,
        """
        [databases]
        postgres = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        auth_type = trust
        auth_file = %s
        unix_socket_dir =
        pool_mode = %s
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(postgres.getPort(), port, users, mode));
    var command = new ArrayList<>(List.of("/usr/sbin/pgbouncer"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
      temp.toFile().setExecutable(true, false);
      users.toFile().setReadable(true, false);
    }
    command.add(settings.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(temp.resolve("log-" + mode).toFile())
        .start();
  }
}
