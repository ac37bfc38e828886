package care.andon.request.asker;

import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Replaces the usernames of anonymous askers by tags. Migration V25 writes the usernames, because
 * SQL does not have the key. They are replaced before the service answers its first call, in
 * batches, so that an interrupted start goes on.
 */
@ApplicationScoped
class EarlierAskers {
  private static final Logger LOG = Logger.getLogger(EarlierAskers.class);
  private static final int BATCH = 1_000;
  private static final String SOME =
      """
      select request_id, number, tag from request_asker
      where tag is not null and tag_key is null limit %d for update
      """
          .formatted(BATCH);
  private static final String REPLACE =
      "update request_asker set tag = ?, tag_key = ? where request_id = ? and number = ?";

  private final DataSource database;
  private final AskerTags tags;

  EarlierAskers(DataSource database, AskerTags tags) {
    this.database = database;
    this.tags = tags;
  }

  private record Earlier(UUID request, int number, String username) {}

  void start(@Observes StartupEvent event) {
    var replaced = replaceAll();
    if (replaced > 0) {
      LOG.infof("Replaced the names of %d anonymous askers by tags", replaced);
    }
  }

  /** Returns how many askers it replaced. */
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
    var earlier =
        new SqlQuery()
            .add(SOME)
            .rows(
                database,
                row -> new Earlier(row.getObject(1, UUID.class), row.getInt(2), row.getString(3)));
    var batch = new SqlBatch();
    earlier.forEach(
        it -> batch.add(REPLACE, tags.tag(it.username()), tags.key(), it.request(), it.number()));
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    }
    return earlier.size();
  }
}
