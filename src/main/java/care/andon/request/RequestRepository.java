package care.andon.request;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.escalation.RequestEscalation;
import care.andon.routing.engine.RuleRef;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Where requests and their clocks are kept. */
@ApplicationScoped
class RequestRepository implements PanacheRepositoryBase<SupportRequest, UUID> {
  private static final String WITH_CLOCKS = "from SupportRequest r left join fetch r.clocks where ";

  private static final String LOCK_BY_ID =
      "select id from support_request where id = :key for no key update";
  private static final String LOCK_BY_REFERENCE =
      "select id from support_request where reference = :key for no key update";

  private static final String INSERT_REQUEST =
      """
      insert into support_request
        (id, reference, version, status, impact, category, need, room, item, minutes_lost,
         visibility, facility_id, unit_id, requester_id, on_behalf_of_id, team_id, assignee_id,
         unrouted, because, asked_at, received_at, updated_at, status_since, told, due_at,
         next_tick_at, policy_revision, held_until, rule_code, rule_version, escalated_tier, escalations,
         open_escalations)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?)
      """;

  private static final String INSERT_ESCALATION =
      """
      insert into request_escalation
        (request_id, number, clock, cycle, percent, tier, people, at, noticed_at, answer_by, cause,
         state, ended_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_CLOCK =
      """
      insert into request_clock
        (request_id, kind, cycle, policy, policy_version, calendar, calendar_version, impact,
         target, pause_limit, steps, started_at, state, elapsed, accounted_at, promised_at,
         fired_percents, fired_at)
      values
      """;
  private static final String ONE_CLOCK =
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', '{}')";

  private static final String CLAIM_DUE =
      """
      select id
      from support_request
      where next_tick_at <= :now
      order by next_tick_at
      limit :most
      for no key update skip locked
      """;

  private static final String CLAIM_ONE =
      "select id from support_request where id = :id for no key update skip locked";

  /** In one order, so that two who lock several do not wait for each other. */
  private static final String LOCK_HELD =
      """
      select id, team_id
      from support_request
      where assignee_id = ? and status in ('open', 'acknowledged', 'waiting_for_caregiver')
      order by id
      for no key update
      """;

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
      select id, facility_id, team_id, assignee_id
      from support_request
      where unattended
      order by due_order, id
      limit ?
      """;

  private static final String COUNT_UNROUTED =
      """
      select count(*)
      from support_request
      where unrouted and status in ('open', 'acknowledged', 'waiting_for_caregiver')
        and acknowledged_at is null
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

  /** The request with its clocks, held against other writers until the transaction ends. */
  Optional<SupportRequest> lock(RequestId id) {
    return locked(LOCK_BY_ID, id.value());
  }

  /** The request with its clocks, held against other writers until the transaction ends. */
  Optional<SupportRequest> lock(Reference reference) {
    return locked(LOCK_BY_REFERENCE, reference.number());
  }

  /**
   * Two statements, because one that waits for a lock still sees the clocks as they were before it
   * waited.
   */
  private Optional<SupportRequest> locked(String sql, Object key) {
    @SuppressWarnings("unchecked") // a native query of one uuid column
    List<UUID> ids =
        getEntityManager()
            .createNativeQuery(sql, UUID.class)
            .setParameter("key", key)
            .getResultList();
    return ids.stream().findFirst().flatMap(id -> find(new RequestId(id)));
  }

  /** A request that somebody has, in whose team. */
  record InHand(UUID id, Optional<TeamId> team) {}

  /** What somebody has and has still to settle, held until the transaction ends. */
  List<InHand> lockHeldBy(PersonId person) {
    return new SqlQuery()
        .add(LOCK_HELD, person.value())
        .rows(
            database,
            it -> {
              var row = new ResultRow(it);
              return new InHand(row.uuid(), Optional.ofNullable(row.uuidOrNull()).map(TeamId::new));
            });
  }

  /** These requests with their clocks, by id. */
  List<SupportRequest> find(List<UUID> ids) {
    return find(WITH_CLOCKS + "r.id in ?1 order by r.id", ids).list();
  }

  /** Forgets what has been written, so that it takes no memory. */
  void forget() {
    getEntityManager().clear();
  }

  /**
   * At most {@code most} requests for which something may have fallen due by {@code now}, longest
   * waiting first, held until the transaction ends; those another replica holds are passed over.
   */
  List<SupportRequest> claimDue(Instant now, int most) {
    @SuppressWarnings("unchecked") // a native query of one uuid column
    List<UUID> ids =
        getEntityManager()
            .createNativeQuery(CLAIM_DUE, UUID.class)
            .setParameter("now", now)
            .setParameter("most", most)
            .getResultList();
    return ids.isEmpty() ? List.of() : find(WITH_CLOCKS + "r.id in ?1", ids).list();
  }

  /** These requests with their clocks, which the transaction holds. */
  List<SupportRequest> withClocks(List<UUID> ids) {
    return ids.isEmpty() ? List.of() : find(WITH_CLOCKS + "r.id in ?1", ids).list();
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

  /** Ids of at most {@code most} requests that nobody reachable has, longest waiting first. */
  List<UUID> unrouted(int most) {
    return new SqlQuery().add(UNROUTED, most).rows(database, row -> row.getObject(1, UUID.class));
  }

  /**
   * What nobody of its team looked after when its assignee went.
   *
   * @param team null for none
   * @param assignee null where they have left
   */
  record Unattended(
      UUID id, FacilityId facility, @Nullable TeamId team, @Nullable PersonId assignee) {}

  /** At most {@code most} of those that are unattended, what falls due first first. */
  List<Unattended> unattended(int most) {
    return new SqlQuery()
        .add(UNATTENDED, most)
        .rows(
            database,
            resultSet -> {
              var row = new ResultRow(resultSet);
              return new Unattended(
                  row.uuid(),
                  new FacilityId(row.uuid()),
                  orNone(row.uuidOrNull(), TeamId::new),
                  orNone(row.uuidOrNull(), PersonId::new));
            });
  }

  private static <T> @Nullable T orNone(@Nullable UUID id, Function<UUID, T> of) {
    return id == null ? null : of.apply(id);
  }

  /** How many requests nobody reachable has. */
  int countUnrouted() {
    return new SqlQuery().add(COUNT_UNROUTED).rows(database, row -> row.getInt(1)).getFirst();
  }

  /** The request, held until the transaction ends; nothing while another replica holds it. */
  List<SupportRequest> claim(UUID id) {
    @SuppressWarnings("unchecked") // a native query of one uuid column
    List<UUID> ids =
        getEntityManager()
            .createNativeQuery(CLAIM_ONE, UUID.class)
            .setParameter("id", id)
            .getResultList();
    return ids.isEmpty() ? List.of() : find(WITH_CLOCKS + "r.id in ?1", ids).list();
  }

  /** The heartbeat passes the request over until {@code until}. */
  void postpone(UUID id, Instant until) {
    update("nextTickAt = ?1 where id = ?2", until, id);
  }

  /**
   * Puts a new request and its clocks into the batch. Filing a need is the path that is measured,
   * so it does without the persistence context: everything goes in one round trip.
   */
  void insert(SqlBatch batch, SupportRequest request) {
    batch.add(
        INSERT_REQUEST,
        request.id().value(),
        request.reference().number(),
        request.version(),
        WireNames.of(request.status()),
        WireNames.of(request.impact()),
        WireNames.of(request.filed().category()),
        request.filed().need(),
        orNull("varchar", request.filed().room().orElse(null)),
        orNull("varchar", request.filed().item().orElse(null)),
        orNull("int4", request.filed().minutesLost().orElse(null)),
        WireNames.of(request.filed().visibility()),
        request.filed().facility().value(),
        request.filed().unit().value(),
        request.filed().requester().value(),
        orNull("uuid", request.filed().onBehalfOf().map(person -> person.value()).orElse(null)),
        orNull("uuid", request.team() == null ? null : request.team().value()),
        orNull("uuid", request.assignee() == null ? null : request.assignee().value()),
        request.responsible().isUnrouted(),
        request.responsible().because(),
        request.filed().askedAt(),
        request.filed().receivedAt(),
        request.updatedAt(),
        request.progress().statusSince(),
        new SqlArray(
            "uuid", request.responsible().told().stream().map(person -> person.value()).toList()),
        orNull("timestamptz", request.dueAt().orElse(null)),
        orNull("timestamptz", request.nextTickAt().orElse(null)),
        request.policyRevision(),
        orNull("timestamptz", request.heldUntil().orElse(null)),
        orNull("text", request.responsible().rule().map(RuleRef::code).orElse(null)),
        orNull("int4", request.responsible().rule().map(RuleRef::version).orElse(null)),
        request.escalatedTier(),
        request.escalations(),
        request.openEscalations());
    for (var escalation : request.ladder().inOrder()) {
      insert(batch, request.id(), escalation);
    }
    var clocks = request.clocks().inOrder();
    if (clocks.isEmpty()) {
      return;
    }
    batch.add(
        INSERT_CLOCK + String.join(", ", Collections.nCopies(clocks.size(), ONE_CLOCK)),
        clocks.stream().flatMap(clock -> Arrays.stream(clock.columns())).toArray());
  }

  /** An escalation that began as the request was filed, and perhaps ended at once. */
  private static void insert(SqlBatch batch, RequestId request, RequestEscalation escalation) {
    batch.add(
        INSERT_ESCALATION,
        request.value(),
        escalation.number(),
        WireNames.of(escalation.clock()),
        escalation.cycle(),
        escalation.percent(),
        escalation.tier(),
        new SqlArray("uuid", escalation.people().stream().map(person -> person.value()).toList()),
        escalation.at(),
        escalation.noticedAt(),
        escalation.answerBy(),
        WireNames.of(escalation.cause()),
        WireNames.of(escalation.state()),
        orNull("timestamptz", escalation.endedAt()));
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

  /** Sends a batch as a transaction of its own; see {@link SqlBatch#commit}. */
  void commit(SqlBatch batch) {
    batch.commit(database);
  }

  /** Sends a batch in the present transaction. */
  void send(SqlBatch batch) {
    getEntityManager().unwrap(Session.class).doWork(batch::execute);
  }
}
