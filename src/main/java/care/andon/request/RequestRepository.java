package care.andon.request;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Stores requests with their clocks and escalations. */
@ApplicationScoped
class RequestRepository implements PanacheRepositoryBase<SupportRequest, UUID> {
  private static final String WITH_CLOCKS = "from SupportRequest r left join fetch r.clocks where ";

  /**
   * SQL for {@code skip locked}, so that replicas share the work. The requests are fetched by
   * another statement, because a statement that waited for a lock still sees the clocks as they
   * were before.
   */
  private static final String CLAIM_DUE =
      """
      select id
      from support_request
      where next_tick_at <= ?1
      order by next_tick_at
      limit ?2
      for no key update skip locked
      """;

  private static final String CLAIM_ONE =
      "select id from support_request where id = ?1 for no key update skip locked";

  private static final String POSTPONE =
      """
      update support_request
      set next_tick_at = ?1
      where next_tick_at < ?1
        and id in (select id from support_request where id = ?2 for no key update skip locked)
      """;

  /**
   * SQL, to lock without loading. In one order, so that two transactions do not block each other.
   */
  private static final String LOCK_HELD =
      """
      select id, team_id
      from support_request
      where assignee_id = ? and status in ('open', 'acknowledged', 'waiting_for_caregiver')
      order by id
      for no key update
      """;

  /** SQL with literals, so that the planner sees the partial index. The same below. */
  private static final String UNROUTED =
      """
      select id
      from support_request
      where unrouted and status in ('open', 'acknowledged', 'waiting_for_caregiver')
        and acknowledged_at is null
      order by received_at, id
      limit ?
      """;

  private static final String UNATTENDED =
      """
      select id, facility_id, team_id, assignee_id, coalesce(held_since, received_at) as held_since
      from support_request
      where unattended
      order by due_order, id
      limit ?
      """;

  private final DataSource database;

  RequestRepository(DataSource database) {
    this.database = database;
  }

  /** The request with its clocks. */
  Optional<SupportRequest> find(RequestId id) {
    return find(WITH_CLOCKS + "r.id = ?1", id.value()).singleResultOptional();
  }

  /** The request with its clocks. */
  Optional<SupportRequest> find(Reference reference) {
    return find(WITH_CLOCKS + "r.filed.reference = ?1", reference.number()).singleResultOptional();
  }

  /** The id of the request with this reference. */
  Optional<UUID> idOf(Reference reference) {
    return new SqlQuery()
            .add("select id from support_request where reference = ?", reference.number())
            .rows(database, row -> row.getObject(1, UUID.class))
            .stream()
            .findFirst();
  }

  @SuppressWarnings("unchecked") // a native query of one uuid column
  private List<UUID> ids(String sql, Object... values) {
    var query = getEntityManager().createNativeQuery(sql, UUID.class);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.getResultList();
  }

  /** The requests that a statement locks, with their clocks. */
  List<SupportRequest> claim(String sql, Object... values) {
    var ids = ids(sql, values);
    return ids.isEmpty() ? List.of() : find(WITH_CLOCKS + "r.id in ?1", ids).list();
  }

  /** The requests with these ids, with their clocks. */
  List<SupportRequest> all(List<RequestId> ids) {
    return ids.isEmpty()
        ? List.of()
        : find(WITH_CLOCKS + "r.id in ?1", ids.stream().map(RequestId::value).toList()).list();
  }

  /** An open request with an assignee, and its team. */
  record InHand(UUID id, Optional<TeamId> team) {}

  /** The open requests of an assignee, locked until the transaction ends. */
  List<InHand> lockHeldBy(PersonId person) {
    return new SqlQuery()
        .add(LOCK_HELD, person.value())
        .rows(
            database,
            it -> {
              var row = new ResultRow(it);
              return new InHand(
                  row.uuid("id"), Optional.ofNullable(row.uuidOrNull("team_id")).map(TeamId::new));
            });
  }

  /** These requests with their clocks, by id. */
  List<SupportRequest> find(List<UUID> ids) {
    return find(WITH_CLOCKS + "r.id in ?1 order by r.id", ids).list();
  }

  /** Clears the persistence context, to free its memory. */
  void forget() {
    getEntityManager().clear();
  }

  /**
   * At most {@code most} requests for which something may have fallen due by {@code now}, longest
   * waiting first, locked until the transaction ends. Requests that another replica has locked are
   * left out.
   */
  List<SupportRequest> claimDue(Instant now, int most) {
    return claim(CLAIM_DUE, now, most);
  }

  /**
   * Ids of at most {@code most} requests for which something may have fallen due by {@code now}.
   */
  List<UUID> due(Instant now, int most) {
    return getEntityManager()
        .createQuery(
            "select r.id from SupportRequest r where r.nextTickAt <= :now order by r.nextTickAt",
            UUID.class)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList();
  }

  /** Ids of at most {@code most} open unrouted requests, longest waiting first. */
  List<UUID> unrouted(int most) {
    return new SqlQuery().add(UNROUTED, most).rows(database, row -> row.getObject(1, UUID.class));
  }

  /**
   * An unattended request.
   *
   * @param team null for none
   * @param assignee null if they have left
   */
  record Unattended(
      UUID id,
      FacilityId facility,
      @Nullable TeamId team,
      @Nullable PersonId assignee,
      Instant heldSince) {}

  /** At most {@code most} unattended requests, the first due first. */
  List<Unattended> unattended(int most) {
    return new SqlQuery()
        .add(UNATTENDED, most)
        .rows(
            database,
            resultSet -> {
              var row = new ResultRow(resultSet);
              return new Unattended(
                  row.uuid("id"),
                  new FacilityId(row.uuid("facility_id")),
                  orNone(row.uuidOrNull("team_id"), TeamId::new),
                  orNone(row.uuidOrNull("assignee_id"), PersonId::new),
                  row.instant("held_since"));
            });
  }

  private static <T> @Nullable T orNone(@Nullable UUID id, Function<UUID, T> of) {
    return id == null ? null : of.apply(id);
  }

  /** The request, locked until the transaction ends; empty while another replica has locked it. */
  List<SupportRequest> claim(UUID id) {
    return claim(CLAIM_ONE, id);
  }

  /**
   * The heartbeat leaves the request out until {@code until}, unless it has been advanced or is in
   * the hands of another transaction.
   */
  void postpone(UUID id, Instant until) {
    getEntityManager()
        .createNativeQuery(POSTPONE)
        .setParameter(1, until)
        .setParameter(2, id)
        .executeUpdate();
  }

  /** The earliest instant at which something may fall due by itself. */
  Optional<Instant> nextTick() {
    return Optional.ofNullable(
        getEntityManager()
            .createQuery("select min(r.nextTickAt) from SupportRequest r", Instant.class)
            .getSingleResult());
  }

  /**
   * Makes clocks and escalations that began since the request was loaded known to the persistence
   * context.
   */
  void persistWhatBegan(SupportRequest request) {
    request.clocks().inOrder().forEach(clock -> getEntityManager().persist(clock));
    request.ladder().inOrder().forEach(escalation -> getEntityManager().persist(escalation));
  }

  /** Sends a batch in the present transaction. */
  void send(SqlBatch batch) {
    getEntityManager().unwrap(Session.class).doWork(batch::execute);
  }
}
