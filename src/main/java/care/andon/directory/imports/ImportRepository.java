package care.andon.directory.imports;

import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Stores the reports of applied imports, and gives imports their connection. */
@ApplicationScoped
class ImportRepository {
  private static final String INSERT =
      """
      insert into directory_import (id, at, by, source, whole, digest, outcome)
      values (?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  /**
   * Planning many rows takes longer than other transactions may pause. The transaction timeout of
   * the service ends an import that hangs.
   */
  private static final String PATIENT =
      "select set_config('idle_in_transaction_session_timeout', '130s', true),"
          + " set_config('statement_timeout', '120s', true)";

  private final DataSource database;
  private final ObjectMapper json;

  ImportRepository(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Work with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Runs work with the connection of the present transaction. */
  <T> T inTransaction(Work<T> work) {
    try (var connection = database.getConnection()) {
      return work.with(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("An import failed", failure);
    }
  }

  /** Runs read-only work that sees the database as of one instant. */
  <T> T inSnapshot(Work<T> work) {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try {
        new SqlBatch().add(PATIENT).execute(connection);
        return work.with(connection);
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("The directory could not be read", failure);
    }
  }

  /**
   * Locks the directory against other changes until the transaction ends.
   *
   * <p>A change of a roster locks its team or facility and then counts itself in directory_version.
   * This lock takes them in the same order; otherwise the two could deadlock.
   *
   * @param patience how long to wait for the locks; at least a millisecond
   */
  static void lock(Connection connection, Duration patience) throws SQLException {
    new SqlBatch()
        .add(PATIENT)
        .add("select set_config('lock_timeout', ?, true)", lockTimeout(patience))
        .add("select id from facility order by id for no key update")
        .add("select id from team order by id for no key update")
        .add("select version from directory_version for update")
        .execute(connection);
  }

  /** The lock timeout. PostgreSQL reads zero as "no timeout". */
  private static String lockTimeout(Duration patience) {
    return Math.max(1, patience.toMillis()) + "ms";
  }

  void save(Connection connection, ImportReport report, byte[] digest) throws SQLException {
    new SqlBatch()
        .add(
            INSERT,
            Objects.requireNonNull(report.id()),
            report.at(),
            report.by(),
            report.source(),
            report.whole(),
            digest,
            write(report))
        .execute(connection);
  }

  /** The report of an earlier import of the caller with this digest; for retries. */
  Optional<ImportReport> find(byte[] digest, String by) {
    return new SqlQuery()
            .add("select outcome from directory_import where digest = ? and by = ?", digest, by)
            .rows(database, this::read)
            .stream()
            .findFirst();
  }

  Optional<ImportReport> find(UUID id) {
    return new SqlQuery()
            .add("select outcome from directory_import where id = ?", id)
            .rows(database, this::read)
            .stream()
            .findFirst();
  }

  /** At most {@code most} imports, the newest first, without their single changes. */
  List<ImportReport> list(Imports.@Nullable Position after, int most) {
    var query =
        new SqlQuery()
            .add("select outcome - 'changes' || '{\"changes\": []}' as outcome")
            .add("from directory_import");
    if (after != null) {
      query.add("where (at, id) < (?, ?)", after.at(), after.id());
    }
    return query.add("order by at desc, id desc limit ?", most).rows(database, this::read);
  }

  private ImportReport read(ResultSet row) throws SQLException {
    try {
      return Objects.requireNonNull(
          json.readValue(new ResultRow(row).text("outcome"), ImportReport.class));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("An import cannot be read", unreadable);
    }
  }

  private String write(ImportReport report) {
    try {
      return json.writeValueAsString(report);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
