package care.andon.retention;

import care.andon.kernel.Reference;
import care.andon.platform.sql.SqlQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Where legal holds are kept, also those that were lifted. */
@ApplicationScoped
class LegalHoldRepository implements PanacheRepositoryBase<LegalHold, UUID> {
  private final DataSource database;

  LegalHoldRepository(DataSource database) {
    this.database = database;
  }

  List<LegalHold> inForce() {
    return list("liftedAt is null order by id");
  }

  /** All holds, the newest last. */
  List<LegalHold> all() {
    return list("order by id");
  }

  /** Returns the id of the request with this reference, also if the caller may not see it. */
  Optional<UUID> requestOf(Reference reference) {
    return request("reference = ?", reference.number());
  }

  /** Returns this id if a request has it. */
  Optional<UUID> requestOf(UUID id) {
    return request("id = ?", id);
  }

  private Optional<UUID> request(String condition, Object value) {
    return new SqlQuery()
            .add("select id from support_request where " + condition, value)
            .rows(database, row -> row.getObject(1, UUID.class))
            .stream()
            .findFirst();
  }
}
