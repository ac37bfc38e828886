package care.andon.request;

import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.assignment.Leaver;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** People who have left, and their open requests. */
@ApplicationScoped
class LeaverRepository implements PanacheRepositoryBase<Leaver, UUID> {
  private static final String OPEN = "status in ('open', 'acknowledged', 'waiting_for_caregiver')";

  private static final String OF_LEAVERS =
      """
      from leaver
      join person on person.id = leaver.person_id and person.gone_at is not null
      join support_request request on request.assignee_id = leaver.person_id
      where request.status in ('open', 'acknowledged', 'waiting_for_caregiver')
      """;

  /** SQL, because Hibernate cannot pass over the rows of one table that others hold. */
  private static final String CLAIM =
      "select request.id " + OF_LEAVERS + " limit ?1 for no key update of request skip locked";

  /** SQL, because the people are another feature's rows. */
  private static final String FORGET =
      """
      delete from leaver
      using person
      where person.id = leaver.person_id and leaver.since < :before
        and (person.gone_at is null or not exists (
          select from support_request request
          where request.assignee_id = leaver.person_id
            and request.status in ('open', 'acknowledged', 'waiting_for_caregiver')))
      """;

  private final DataSource database;
  private final RequestRepository requests;

  LeaverRepository(DataSource database, RequestRepository requests) {
    this.database = database;
    this.requests = requests;
  }

  /** How many open requests have each of these ids in a column. SQL, because it only counts. */
  Map<UUID, Integer> openBy(String column, Collection<UUID> ids) {
    var open = new HashMap<UUID, Integer>();
    if (ids.isEmpty()) {
      return open;
    }
    new SqlQuery()
        .add("select %s as id, count(*) as open from support_request".formatted(column))
        .add("where %s and %s".formatted(oneOf(column), OPEN), array(ids))
        .add("group by " + column)
        .rows(
            database,
            it -> {
              var row = new ResultRow(it);
              return open.put(row.uuid("id"), row.number("open"));
            });
    return open;
  }

  /**
   * People and teams have indexes over open requests. The index by unit holds all requests of all
   * years, and the planner would use it, so the condition on units is written to avoid it.
   */
  private static String oneOf(String column) {
    return column.equals("unit_id") ? "array_position(?, unit_id) > 0" : column + " = any (?)";
  }

  private static SqlArray array(Collection<UUID> ids) {
    return new SqlArray("uuid", new ArrayList<>(ids));
  }

  boolean isAnybodyWatched() {
    return count() > 0;
  }

  /**
   * At most {@code most} open requests of people who have left, locked until the transaction ends.
   * Requests that another replica has locked are left out.
   */
  List<SupportRequest> claim(int most) {
    return requests.claim(CLAIM, most);
  }

  /** Forgets people who left before then and have no open request, or are back. */
  void forget(Instant before) {
    getEntityManager().createNativeQuery(FORGET).setParameter("before", before).executeUpdate();
  }
}
