package care.andon.directory.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Planning many rows may take minutes; PostgreSQL must not end the transaction meanwhile. */
@QuarkusTest
class ImportTimeoutsTest {
  private static final String PAUSE = "idle_in_transaction_session_timeout";

  @Inject ImportRepository repository;
  @Inject DataSource database;

  @Test
  void an_import_may_pause_for_minutes() {
    var pause =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    repository.inTransaction(
                        connection -> {
                          ImportRepository.lock(connection, Duration.ofSeconds(10));
                          return setting(connection);
                        }));

    assertThat(pause).isEqualTo("310s");
  }

  @Test
  void a_dry_run_may_pause_for_minutes() {
    assertThat(repository.inSnapshot(ImportTimeoutsTest::setting)).isEqualTo("310s");
  }

  @Test
  void other_transactions_may_not() throws SQLException {
    an_import_may_pause_for_minutes();
    try (var connection = database.getConnection()) {
      assertThat(setting(connection)).isEqualTo("30s");
    }
  }

  private static String setting(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("show " + PAUSE)) {
      row.next();
      return row.getString(1);
    }
  }
}
