package care.andon.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Starts the PostgreSQL server that comes as a Maven artifact. */
public final class EmbeddedServer {
  private static final Duration STARTUP = Duration.ofSeconds(60);

  /** The folder for the unpacked programs; one per account of the machine. */
  private static final Path PROGRAMS =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "andon-postgres-" + System.getProperty("user.name"));

  private EmbeddedServer() {}

  /** A server with an empty database. It stops when it is closed or the JVM ends. */
  public static EmbeddedPostgres fresh() throws IOException {
    return start(builder());
  }

  /** A builder for {@link #start}: sorting does not depend on the locale of the machine. */
  public static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(PROGRAMS.toFile())
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        .setPGStartupWait(STARTUP);
  }

  /**
   * Starts the server, also as root.
   *
   * <p>PostgreSQL refuses to run as root. The library then tries a user namespace, which containers
   * often forbid. If that fails, the server runs as the account "nobody".
   */
  public static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
    try {
      return builder.start();
    } catch (IllegalStateException refused) {
      if (!UnprivilegedPostgres.isNeeded()) {
        throw refused;
      }
      UnprivilegedPostgres.wrapPrograms(PROGRAMS);
      return builder.start();
    }
  }
}
