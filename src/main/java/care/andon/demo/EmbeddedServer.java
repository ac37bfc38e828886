package care.andon.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The real PostgreSQL that comes as a Maven artifact. */
public final class EmbeddedServer {
  private static final Duration STARTUP = Duration.ofSeconds(60);

  /** Where the programs are unpacked once; other accounts of the machine have their own. */
  private static final Path PROGRAMS =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "andon-postgres-" + System.getProperty("user.name"));

  private EmbeddedServer() {}

  /** A server with an empty database, which goes when it is closed or the JVM ends. */
  public static EmbeddedPostgres fresh() throws IOException {
    return start(builder());
  }

  /**
   * For a server that sorts and compares the same on every machine, whatever the machine's locale;
   * to be given to {@link #start}.
   */
  public static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(PROGRAMS.toFile())
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        .setPGStartupWait(STARTUP);
  }

  /**
   * Starts the server, for root too. PostgreSQL does not run as root. The library then tries a user
   * namespace, which containers often forbid; where the first attempt fails, root goes on as
   * nobody.
   */
  public static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
    try {
      return builder.start();
    } catch (IllegalStateException refused) {
      if (!RootStepsDown.isNeeded()) {
        throw refused;
      }
      RootStepsDown.wrapPrograms(PROGRAMS);
      return builder.start();
    }
  }
}
