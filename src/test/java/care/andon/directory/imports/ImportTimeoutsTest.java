package care.andon.directory.imports;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planning many rows may take minutes; PostgreSQL must not end the transaction meanwhile. */
@QuarkusTest
class ImportTimeoutsTest {
  private static final String PAUSE = "idle_in_transaction_session_timeout";

  @Inject ImportRepository repository;
  @Inject DataSource database;

  @ConfigProperty(name = "andon.imports.receive-timeout")
  Duration received;

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

  /**
   * After the last byte it is the service that takes time, and 408 would say "nothing was done".
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_import_that_has_arrived_may_take_longer_than_its_reception(boolean json)
      throws Exception {
    var source = "patient" + json;
    var upload = Uploads.hospital(source);
    var document =
        """
        {"facilities":
          [{"externalId": "F1", "code": "%s-h", "name": "Hill", "timeZone": "America/Chicago"}]}
        """
            .formatted(source);
    try (var other = database.getConnection();
        var calls = Executors.newSingleThreadExecutor()) {
      other.setAutoCommit(false);
      other.createStatement().execute("select version from directory_version for update");
      var answer =
          calls.submit(
              () ->
                  json
                      ? Api.as("intranet")
                          .sends(document)
                          .post(Uploads.IMPORTS + "?source=" + source + "&apply=true")
                      : upload.applied());
      Thread.sleep(received.plusMillis(1_500).toMillis());
      assertThat(answer).isNotDone();
      other.rollback();

      answer.get().then().statusCode(200);
    }
    Uploads.closeDown(source);
  }

  private static String setting(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("show " + PAUSE)) {
      row.next();
      return row.getString(1);
    }
  }
}
