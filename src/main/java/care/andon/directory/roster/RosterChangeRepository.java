package care.andon.directory.roster;

import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The change log of rosters, and the lock that lets one change of a roster wait for another. */
@ApplicationScoped
class RosterChangeRepository extends RosterEntryRepository<RosterChange> {
  private final DataSource database;

  RosterChangeRepository(DataSource database) {
    this.database = database;
  }

  /** The changes of a roster before one of them, the latest first. */
  List<RosterChange> before(RosterPlace place, @Nullable UUID before, int most) {
    return (before == null
            ? of(place, "order by id desc", Map.of())
            : of(place, "and id < :before order by id desc", Map.of("before", before)))
        .page(0, most)
        .list();
  }

  /** Locks the roster until the transaction ends. SQL, because the row itself is not needed. */
  void lock(RosterPlace place) {
    var row =
        place.team() == null
            ? new SqlQuery()
                .add("select id from facility where id = ?", place.facility().id().value())
            : new SqlQuery().add("select id from team where id = ?", place.team().id().value());
    row.add("for no key update").rows(database, found -> found.getObject(1, UUID.class));
  }
}
