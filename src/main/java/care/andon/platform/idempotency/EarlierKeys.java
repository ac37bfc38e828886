package care.andon.platform.idempotency;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Replaces usernames and plain digests that releases before 0.2 stored with keys. It does so before
 * the service answers its first call, in batches, so that an interrupted start goes on.
 */
@ApplicationScoped
class EarlierKeys {
  private static final Logger LOG = Logger.getLogger(EarlierKeys.class);
  private static final int BATCH = 1_000;
  private static final String SOME =
      """
      select caller, key, digest from idempotency_key where tag_key is null limit %d for update
      """
          .formatted(BATCH);
  private static final String REPLACE =
      """
      update idempotency_key set caller = ?, tag_key = ?, digest = ?
      where caller = ? and key = ? and tag_key is null
      """;

  private final DataSource database;
  private final AttemptTags tags;

  EarlierKeys(DataSource database, AttemptTags tags) {
    this.database = database;
    this.tags = tags;
  }

  @SuppressWarnings("ArrayRecordComponent") // read and replaced, never compared
  private record Earlier(String caller, String key, byte[] digest) {}

  void start(@Observes StartupEvent event) {
    var replaced = replaceAll();
    if (replaced > 0) {
      LOG.infof("Replaced the callers of %d idempotency keys by tags", replaced);
    }
  }

  /** Returns how many keys it replaced. */
  int replaceAll() {
    var all = 0;
    int some;
    do {
      some = QuarkusTransaction.requiringNew().call(this::replaceSome);
      all += some;
    } while (some > 0);
    return all;
  }

  private int replaceSome() throws SQLException {
    try (var connection = database.getConnection()) {
      var earlier = some(connection);
      try (var update = connection.prepareStatement(REPLACE)) {
        for (var row : earlier) {
          var stored = tags.of(row.caller(), row.key(), row.digest());
          update.setString(1, stored.caller());
          update.setInt(2, stored.tagKey());
          update.setBytes(3, stored.digest());
          update.setString(4, row.caller());
          update.setString(5, row.key());
          update.addBatch();
        }
        update.executeBatch();
      }
      return earlier.size();
    }
  }

  private static List<Earlier> some(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(SOME);
        var rows = select.executeQuery()) {
      var earlier = new ArrayList<Earlier>();
      while (rows.next()) {
        earlier.add(new Earlier(rows.getString(1), rows.getString(2), rows.getBytes(3)));
      }
      return earlier;
    }
  }
}
