package care.andon.retention;

import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds the requests that have kept something for long enough. SQL, because the end of a request is
 * in its history. A search reads all requests that were asked for before the limit.
 */
@ApplicationScoped
class DueRequests {
  private static final UUID FIRST = new UUID(0, 0);

  /** A request that was reopened ended later. */
  private static final String FROM =
      """
      from support_request request
      where request.id > ? and request.asked_at < ?
        and request.status in ('resolved', 'confirmed', 'unconfirmed', 'declined', 'withdrawn')
        and (
          select max(event.at) from request_event event
          where event.request_id = request.id
            and event.type in ('resolved', 'confirmed', 'declined', 'withdrawn')) < ?
        and not exists (
          select from legal_hold hold
          where hold.lifted_at is null
            and coalesce(hold.request_id = request.id, true)
            and coalesce(hold.unit_id = request.unit_id, true)
            and coalesce(request.asked_at >= hold.asked_from, true)
            and coalesce(request.asked_at < hold.asked_before, true))
        and
      """;

  private final DataSource database;

  DueRequests(DataSource database) {
    this.database = database;
  }

  /** Returns how many requests ended before an instant and still have it. */
  int count(Retained what, Instant before) {
    return new SqlQuery()
        .add("select count(*) " + FROM + what.isThere(), FIRST, before, before)
        .rows(database, row -> row.getInt(1))
        .getFirst();
  }

  /**
   * Locks the next such requests, by their ids, until the transaction ends. No legal hold is placed
   * meanwhile. Requests that another transaction has locked are left for the next night.
   *
   * @param after requests after this one, by their ids
   */
  List<RequestId> lock(Retained what, Instant before, RequestId after, int most) {
    lockHolds();
    return new SqlQuery()
        .add("select request.id " + FROM + what.isThere(), after.value(), before, before)
        .add("order by request.id limit " + most + " for update of request skip locked")
        .rows(database, row -> new RequestId(row.getObject(1, UUID.class)));
  }

  private void lockHolds() {
    try (var connection = database.getConnection()) {
      new SqlBatch().add("lock table legal_hold in share mode").execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Locking the legal holds failed", failure);
    }
  }
}
