package care.andon.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * The two database roles, by the statements of the operations manual, and settings that use them.
 */
public final class ManualRoles {
  private ManualRoles() {}

  /** Runs one statement as an administrator of the database server. */
  @FunctionalInterface
  public interface Administrator {
    void run(String statement) throws SQLException;
  }

  /** Creates the roles and the database {@code andon}. */
  public static void create(Administrator administrator) throws IOException, SQLException {
    var manual = Files.readString(Path.of("src/docs/operations.md"));
    var statements = manual.replaceFirst("(?s).*?### Roles.*?```sql\n(.*?)```.*", "$1");
    for (String statement : statements.split(";\\s*")) {
      administrator.run(statement);
    }
  }

  /** All that the service needs to be told, as environment variables. */
  public static Map<String, String> environment(String jdbcUrl, FakeIssuer issuer) {
    return Map.of(
        "QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl,
        "QUARKUS_DATASOURCE_USERNAME", "andon_service",
        "QUARKUS_DATASOURCE_PASSWORD", "choose-another",
        "QUARKUS_FLYWAY_USERNAME", "andon_owner",
        "QUARKUS_FLYWAY_PASSWORD", "choose-one",
        // No load balancer has to notice that it stops.
        "QUARKUS_SHUTDOWN_DELAY", "0S",
        "QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url());
  }
}
