package care.andon.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;

/** The real PostgreSQL that comes as a Maven artifact. */
public final class EmbeddedServer {
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private EmbeddedServer() {}

  /** A server that sorts and compares the same on every machine, whatever its locale. */
  public static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        .setPGStartupWait(STARTUP);
  }
}
