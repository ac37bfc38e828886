package care.andon.versioned;

import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/**
 * Counts how often anything was published or retired, of whatever kind: one number says what all of
 * it was, and whoever holds it is the only one who publishes.
 */
@ApplicationScoped
public class RevisionCounter {
  private static final String REVISION = "select revision from policy_revision";
  private static final String ADVANCE = "update policy_revision set revision = ?";

  private final DataSource database;

  RevisionCounter(DataSource database) {
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

  void advance(SqlBatch batch, long revision) {
    batch.add(ADVANCE, revision);
  }

  private long revision(String sql) {
    return new SqlQuery().add(sql).rows(database, row -> row.getLong(1)).getFirst();
  }
}
