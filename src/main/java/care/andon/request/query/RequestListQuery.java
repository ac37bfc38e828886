package care.andon.request.query;

import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.EntityRows;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.Actor;
import care.andon.request.SupportRequest;
import care.andon.request.asker.AskerIdentity;
import care.andon.request.query.RequestFilter.Sort;
import care.andon.sla.engine.Deadline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of requests, read in one statement.
 *
 * <p>Sorted by {@code askedAt}, a page is what comes after the page before. The other sort keys
 * change when a request changes, so a request that changes between two pages could appear twice or
 * never. In these orders every page uses the sort keys of one instant, that of the first page. A
 * request that has not changed since then still has its key. The history has the former key of a
 * request that has changed. A request filed since then has the key it was filed with. So each
 * request has one place while a reader pages, and appears there if it matches the filter when the
 * page is read.
 *
 * @param after where the page before ended; null for the first page
 * @param most how many requests the page has at most
 */
record RequestListQuery(SqlCondition condition, Sort sort, @Nullable ListPosition after, int most) {
  /** A former key is looked up request by request; without the limit PostgreSQL reads them all. */
  private static final String CHANGED_REQUESTS =
      """
      from changed
      cross join lateral (
        select request.*, :key as key
        from support_request request
        join request_event event on event.request_id = request.id and event.seq = :seq
        where request.id = changed.request_id
        limit 1
      ) as support_request
      """;

  /** As {@code SlaClock.dueAt} for the present update clock; null if that has stopped. */
  static final String NEXT_WORD_DUE_AT =
      """
      (select case state when 'running' then promised_at when 'paused' then breached_at end
        from request_clock
        where request_id = support_request.id and kind = 'update'
        order by cycle desc
        limit 1) as next_word_due_at
      """;

  /** The first event of each request that the first page did not see. */
  private static final String CHANGED =
      """
      with changed as materialized (
        select request_id, min(seq) as seq
        from request_event
        where transaction >= cast(? as xid8)
          and transaction < pg_snapshot_xmax(pg_current_snapshot())
          and not pg_visible_in_snapshot(transaction, cast(? as pg_snapshot))
        group by request_id
      )
      """;

  /**
   * A request in a list, and its place there.
   *
   * @param key its sort key; null for nothing due
   * @param snapshot the snapshot of the first page; null in an order in which requests stay
   * @param nextWordDueAt when the next message to the caregiver is due; null for never
   */
  record Listed(
      SupportRequest request,
      @Nullable Instant key,
      @Nullable String snapshot,
      @Nullable Instant nextWordDueAt) {
    private static Listed read(
        ResultSet row, EntityRows<SupportRequest> requests, @Nullable String snapshot)
        throws SQLException {
      var key = row.getObject("key", OffsetDateTime.class);
      var columns = new ResultRow(row);
      return new Listed(
          requests.read(columns),
          // As the driver reads infinity.
          key.equals(OffsetDateTime.MAX) ? null : key.toInstant(),
          snapshot,
          columns.instantOrNull("next_word_due_at"));
    }

    ListPosition position() {
      return ListPosition.of(
          key, request.id().value(), snapshot == null ? null : TransactionSnapshot.of(snapshot));
    }
  }

  /** The requests that match the filter and that the actor may see. */
  static SqlCondition matching(RequestFilter filter, Actor actor, Instant now) {
    return SqlCondition.ALWAYS
        // As literals, so that the planner sees when an index over open requests is enough.
        .and(oneOf("status", filter.statuses()))
        .and(oneOf("impact", filter.impacts()))
        .and(oneOf("category", filter.categories()))
        .and(ifGiven("unit_id = ?", filter.unit(), UnitId::value))
        .and(ifGiven("team_id = ?", filter.team(), TeamId::value))
        .and(ifGiven("assignee_id = ?", filter.assignee(), PersonId::value))
        .and(askedBy(filter.requester(), actor))
        .and(overdue(filter.overdue(), now))
        .and(ifGiven("unrouted = ?", filter.unrouted(), it -> it))
        .and(unattended(filter.unattended()))
        .and(ifGiven("updated_at >= ?", filter.updatedSince(), it -> it))
        .and(
            ifGiven(
                "to_tsvector('simple', search_text(need))"
                    + " @@ plainto_tsquery('simple', search_text(?))",
                filter.words(),
                it -> it))
        .and(VisibilityFilter.visibleTo(actor));
  }

  /** An anonymous requester is found by the requester alone. */
  private static SqlCondition askedBy(@Nullable PersonId requester, Actor actor) {
    if (requester == null) {
      return SqlCondition.ALWAYS;
    }
    return requester.equals(actor.self().person())
        ? actor.self().filed()
        : AskerIdentity.filedBy(requester);
  }

  private static SqlCondition overdue(@Nullable Boolean overdue, Instant now) {
    var hasPassed = Deadline.hasPassedSql("due_order");
    return overdue == null
        ? SqlCondition.ALWAYS
        : SqlCondition.of(overdue ? hasPassed : "not (" + hasPassed + ")", now);
  }

  /** As a literal: few requests are unattended, and a partial index has them. */
  private static SqlCondition unattended(@Nullable Boolean unattended) {
    return unattended == null
        ? SqlCondition.ALWAYS
        : SqlCondition.of(unattended ? "unattended" : "not unattended");
  }

  private static <T> SqlCondition ifGiven(
      String condition, @Nullable T value, Function<T, Object> parameter) {
    return value == null ? SqlCondition.ALWAYS : SqlCondition.of(condition, parameter.apply(value));
  }

  /** One of these constants, as literals; an empty set allows all. */
  static SqlCondition oneOf(String column, Set<? extends Enum<?>> constants) {
    return constants.isEmpty()
        ? SqlCondition.ALWAYS
        : SqlCondition.of(
            constants.stream()
                .map(constant -> "'" + WireNames.of(constant) + "'")
                .sorted()
                .collect(Collectors.joining(", ", column + " in (", ")")));
  }

  List<Listed> read(DataSource database, EntityRows<SupportRequest> requests) {
    return after == null || after.seen() == null
        ? byPresentKeys(database, requests)
        : byKeysOf(after.seen(), database, requests);
  }

  private List<Listed> byPresentKeys(DataSource database, EntityRows<SupportRequest> requests) {
    // Asked once for the statement, not once for each row.
    var seen = sort.isMoving() ? "(select cast(pg_current_snapshot() as text))" : "null";
    var query =
        new SqlQuery()
            .add(select(requests, sort.column()) + ", " + seen + " as seen")
            .add("from support_request");
    return choose(query, condition, sort.column())
        .rows(database, row -> Listed.read(row, requests, row.getString("seen")));
  }

  private List<Listed> byKeysOf(
      TransactionSnapshot seen, DataSource database, EntityRows<SupportRequest> requests) {
    var unchanged = condition.and("id not in (select request_id from changed)");
    var query =
        new SqlQuery()
            .add(CHANGED, String.valueOf(seen.oldest()), seen.snapshot())
            .add("(" + select(requests, sort.column()))
            .add("from support_request");
    choose(query, unchanged, sort.column())
        .add(")")
        .add("union all")
        .add("(" + select(requests, "key"))
        .add(changedRequests());
    return choose(query, condition, "key")
        .add(")")
        .add(order("key"))
        .add("limit ?", most)
        .rows(database, row -> Listed.read(row, requests, seen.snapshot()));
  }

  private static String select(EntityRows<SupportRequest> requests, String key) {
    return "select %s, %s, %s as key"
        .formatted(requests.columns("support_request"), NEXT_WORD_DUE_AT, key);
  }

  private String changedRequests() {
    return sort.column().equals(Sort.DUE_AT.column())
        // Older versions did not store due_before: then the present key is the best there is.
        ? changedRequests("changed.seq", "coalesce(event.due_before, request.due_order)")
        : changedRequests("greatest(changed.seq - 1, 1)", "event.recorded_at");
  }

  private static String changedRequests(String seq, String key) {
    return CHANGED_REQUESTS.replace(":key", key).replace(":seq", seq);
  }

  private SqlQuery choose(SqlQuery query, SqlCondition condition, String key) {
    return query.where(condition.and(afterPosition(key))).add(order(key)).add("limit ?", most);
  }

  private SqlCondition afterPosition(String key) {
    return after == null
        ? SqlCondition.ALWAYS
        : SqlCondition.of(
            "(%s, id) %s (cast(? as timestamptz), ?)"
                .formatted(key, sort.isAscending() ? ">" : "<"),
            after.key(),
            after.id());
  }

  private String order(String key) {
    var direction = sort.isAscending() ? "asc" : "desc";
    return "order by %s %s, id %s".formatted(key, direction, direction);
  }
}
