package care.andon.demo;

import java.nio.file.Path;
import java.util.Map;

/** Settings that make the service use the local database and the local token issuer. */
public final class DemoSettings {
  static final String ISSUER = "https://issuer.andon.invalid";
  static final String ISSUER_KEY = "andon.demo.issuer-key";

  private DemoSettings() {}

  /**
   * The settings by property name.
   *
   * @param port of a PostgreSQL on this machine that trusts every login
   * @param issuerKey file with the key of the issuer; created if missing, like a folder {@code
   *     keys} beside it
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
        issuerKey.toString(),
        "andon.keys",
        DemoKeys.in(issuerKey.resolveSibling("keys")).toString());
  }
}
