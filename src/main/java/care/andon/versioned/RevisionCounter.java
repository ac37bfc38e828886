package care.andon.versioned;

import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/**
 * Counts every change to published configuration, of any kind. One number identifies the whole
 * configuration at a moment. The caller who locks it is the only one who can publish. Plain SQL,
 * because it is one number in one row.
 */
@ApplicationScoped
public class RevisionCounter {
  private static final String REVISION = "select revision from policy_revision";
  private static final String ADVANCE =
      "update policy_revision set revision = ? returning revision";

  private final DataSource database;

  public RevisionCounter(DataSource database) {
    this.database = database;
  }

  /** The current revision. */
  public long present() {
    return revision(REVISION);
  }

  /** The current revision, locked until the transaction ends. */
  long lock() {
    return revision(REVISION + " for update");
  }

  void advance(long revision) {
    new SqlQuery().add(ADVANCE, revision).rows(database, row -> row.getLong(1));
  }

  private long revision(String sql) {
    return new SqlQuery().add(sql).rows(database, row -> row.getLong(1)).getFirst();
  }
}
