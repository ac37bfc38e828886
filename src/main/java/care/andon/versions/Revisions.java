package care.andon.versions;

import care.andon.platform.Batch;
import care.andon.platform.Query;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/**
 * Counts how often anything was published or retired, of whatever kind: one number says what all of
 * it was, and whoever holds it is the only one who publishes.
 */
@ApplicationScoped
public class Revisions {
  private static final String REVISION = "select revision from policy_revision";
  private static final String ADVANCE = "update policy_revision set revision = ?";

  private final DataSource database;

  Revisions(DataSource database) {
    this.database = database;
  }

  /** The number now. */
  public long present() {
    return revision(REVISION);
  }

  /** The same, and nobody else publishes until the transaction ends. */
  long lock() {
    return revision(REVISION + " for update");
  }

  void advance(Batch batch, long revision) {
    batch.add(ADVANCE, revision);
  }

  private long revision(String sql) {
    return new Query().add(sql).rows(database, row -> row.getLong(1)).getFirst();
  }
}
