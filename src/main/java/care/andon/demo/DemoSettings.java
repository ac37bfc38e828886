package care.andon.demo;

import java.nio.file.Path;
import java.util.Map;

/** What points the service at the local database and the local issuer. */
public final class DemoSettings {
  static final String ISSUER = "https://issuer.andon.invalid";
  static final String ISSUER_KEY = "andon.demo.issuer-key";

  private DemoSettings() {}

  /**
   * The settings, by property name.
   *
   * @param port of a PostgreSQL on this machine that trusts everybody
   * @param issuerKey file of the issuer's key; made first if there is none
   */
  public static Map<String, String> of(int port, String database, Path issuerKey) {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://localhost:" + port + "/" + database,
        "quarkus.datasource.username",
        "postgres",
        "quarkus.datasource.password",
        "postgres",
        "quarkus.oidc.public-key",
        IssuerKey.keptIn(issuerKey).publicKey(),
        "quarkus.oidc.token.issuer",
        ISSUER,
        ISSUER_KEY,
        issuerKey.toString());
  }
}
