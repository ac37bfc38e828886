package care.andon.support;

import care.andon.demo.EmbeddedServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A separate database with an older schema version, which can be migrated step by step. */
public final class OldDatabase implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final FluentConfiguration flyway;
  private final Connection connection;

  private OldDatabase(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    flyway = Flyway.configure().dataSource(server.getPostgresDatabase()).skipDefaultCallbacks(true);
    connection = server.getPostgresDatabase().getConnection();
  }

  /** Creates an empty database of this schema version. */
  public static OldDatabase at(String version) throws IOException, SQLException {
    var database = new OldDatabase(EmbeddedServer.fresh());
    database.migrateTo(version);
    return database;
  }

  /** Converts a row. */
  public interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The pending versions, in order. */
  public List<String> pending() {
    return Arrays.stream(flyway.target("latest").load().info().pending())
        .map(migration -> migration.getVersion().getVersion())
        .toList();
  }

  public void migrateTo(String version) {
    flyway.target(version).load().migrate();
  }

  public void migrate() {
    migrateTo("latest");
  }

  /** The connection of the other methods; not to be closed. */
  public Connection connection() {
    return connection;
  }

  public void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public <T> List<T> query(String sql, Reading<T> reading) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(reading.read(rows));
      }
      return found;
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    server.close();
  }
}
