package care.andon.request.query;

import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.Actor;
import care.andon.request.SupportRequest;
import care.andon.request.query.RequestFilter.Sort;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A page of requests as a statement in the making: which ones, from where on, in which order.
 *
 * <p>By {@code askedAt} a page is what comes after the last one. The other keys move when a request
 * changes, so what changed between two pages could come twice or be passed over. There, every page
 * goes by the keys of one instant, that of the first page: what has not changed since still has the
 * key it had, and for what has changed the history knows it. What was filed since goes by the key
 * it was filed with. Each request thus has one place for as long as somebody pages, and comes there
 * if it is wanted then.
 */
final class RequestSelection {
  private static final UUID NOBODY = new UUID(0, 0);

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

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * A request in a list, and its place there.
   *
   * @param key what it is sorted by; null for nothing due
   * @param snapshot what the first page saw; null in an order in which requests stay
   */
  record Listed(SupportRequest request, @Nullable Instant key, @Nullable String snapshot) {
    private static Listed read(ResultSet row, @Nullable String snapshot) throws SQLException {
      var key = row.getObject("key", OffsetDateTime.class);
      return new Listed(
          SupportRequest.read(row),
          // As the driver reads infinity.
          key.equals(OffsetDateTime.MAX) ? null : key.toInstant(),
          snapshot);
    }

    ListPosition position() {
      return ListPosition.of(
          key, request.id().value(), snapshot == null ? null : TransactionSnapshot.of(snapshot));
    }
  }

  void filter(RequestFilter filter, Actor actor, Instant now) {
    var me = idOf(actor);
    // As literals, so that the planner sees when an index over open requests is enough.
    oneOf("status", filter.statuses());
    oneOf("impact", filter.impacts());
    oneOf("category", filter.categories());
    equal("unit_id", filter.unit() == null ? null : filter.unit().value());
    equal("team_id", filter.team() == null ? null : filter.team().value());
    equal("assignee_id", filter.assignee() == null ? null : filter.assignee().value());
    if (filter.requester() != null) {
      where(
          "requester_id = ? and (visibility <> 'anonymous' or requester_id = ?)",
          filter.requester().value(),
          me);
    }
    if (filter.overdue() != null) {
      where(filter.overdue() ? "due_order < ?" : "due_order >= ?", now);
    }
    equal("unrouted", filter.unrouted());
    if (filter.unattended() != null) {
      // Few are, and an index knows them.
      where(filter.unattended() ? "unattended" : "not unattended");
    }
    if (filter.updatedSince() != null) {
      where("updated_at >= ?", filter.updatedSince());
    }
    if (filter.words() != null) {
      where("to_tsvector('simple', need) @@ plainto_tsquery('simple', ?)", filter.words());
    }
  }

  /** The same rule as {@link Actor#canSee}, for many rows at once. */
  void onlyWhatIsVisibleTo(Actor actor) {
    var me = idOf(actor);
    if (actor.is(Role.AUDITOR)) {
      return;
    }
    var others = actor.isStaff() ? " or visibility <> 'confidential'" : "";
    if (actor.mayShareConfidence() && actor.person() != null) {
      where(
          "(requester_id = ? or on_behalf_of_id = ?"
              + others
              + " or unrouted or assignee_id = ? or told @> array[?] or team_id = any(?))",
          me,
          me,
          me,
          me,
          new SqlArray("uuid", actor.teams().stream().map(TeamId::value).toList()));
    } else {
      where("(requester_id = ? or on_behalf_of_id = ?" + others + ")", me, me);
    }
  }

  /**
   * At most {@code most} requests, in one statement.
   *
   * @param after where the page before this one ended; null for the first page
   */
  List<Listed> page(DataSource database, Sort sort, @Nullable ListPosition after, int most) {
    return after == null || after.seen() == null
        ? byPresentKeys(database, sort, after, most)
        : byKeysThen(database, sort, after, after.seen(), most);
  }

  private List<Listed> byPresentKeys(
      DataSource database, Sort sort, @Nullable ListPosition after, int most) {
    // Asked once for the statement, not once for each row.
    var seen = sort.isMoving() ? "(select cast(pg_current_snapshot() as text))" : "null";
    var query = new SqlQuery().add(columns(sort.column()) + ", " + seen + " as seen");
    query.add("from support_request");
    choose(query, conditions, sort.column(), sort, after, most);
    return query.rows(database, row -> Listed.read(row, row.getString("seen")));
  }

  private List<Listed> byKeysThen(
      DataSource database, Sort sort, ListPosition after, TransactionSnapshot seen, int most) {
    var unchanged = new ArrayList<>(conditions);
    unchanged.add("id not in (select request_id from changed)");
    var query = new SqlQuery().add(CHANGED, String.valueOf(seen.oldest()), seen.snapshot());
    query.add("(" + columns(sort.column())).add("from support_request");
    choose(query, unchanged, sort.column(), sort, after, most);
    query.add(")").add("union all").add("(" + columns("key")).add(from(sort));
    choose(query, conditions, "key", sort, after, most);
    query.add(")").add(order("key", sort)).add("limit ?", most);
    return query.rows(database, row -> Listed.read(row, seen.snapshot()));
  }

  private static String columns(String key) {
    return "select " + SupportRequest.COLUMNS + ", " + key + " as key";
  }

  /** What has changed, with the key it had. */
  private static String from(Sort sort) {
    return sort.column().equals(Sort.DUE_AT.column())
        // Written by a version that did not say: the present key is the best there is.
        ? changed("changed.seq", "coalesce(event.due_before, request.due_order)")
        : changed("greatest(changed.seq - 1, 1)", "event.recorded_at");
  }

  private static String changed(String seq, String key) {
    // One by one, and by the limit not otherwise: the planner would rather read all requests.
    return """
    from changed
    cross join lateral (
      select request.*, %s as key
      from support_request request
      join request_event event on event.request_id = request.id and event.seq = %s
      where request.id = changed.request_id
      limit 1
    ) as request
    """
        .formatted(key, seq);
  }

  private void choose(
      SqlQuery query,
      List<String> conditions,
      String key,
      Sort sort,
      @Nullable ListPosition after,
      int most) {
    var all = new ArrayList<>(conditions);
    var bound = new ArrayList<>(values);
    if (after != null) {
      all.add(
          "(%s, id) %s (cast(? as timestamptz), ?)".formatted(key, sort.isAscending() ? ">" : "<"));
      bound.addAll(List.of(after.key(), after.id()));
    }
    query.add(whereAll(all), bound.toArray());
    query.add(order(key, sort)).add("limit ?", most);
  }

  /** The where clause of another statement than a page of requests; empty for none. */
  String condition() {
    return whereAll(conditions);
  }

  /** What that clause binds, in order. */
  Object[] values() {
    return values.toArray();
  }

  private static String whereAll(List<String> conditions) {
    return conditions.isEmpty() ? "" : "where " + String.join("\n  and ", conditions);
  }

  /** Whoever is not in the directory is nobody: equal to no id there is. */
  private static UUID idOf(Actor actor) {
    return actor.person() == null ? NOBODY : actor.person().id().value();
  }

  private static String order(String key, Sort sort) {
    var direction = sort.isAscending() ? "asc" : "desc";
    return "order by %s %s, id %s".formatted(key, direction, direction);
  }

  void where(String condition, Object... values) {
    conditions.add(condition);
    this.values.addAll(List.of(values));
  }

  private void oneOf(String column, Set<? extends Enum<?>> constants) {
    if (!constants.isEmpty()) {
      where(
          constants.stream()
              .map(constant -> "'" + WireNames.of(constant) + "'")
              .sorted()
              .collect(Collectors.joining(", ", column + " in (", ")")));
    }
  }

  private void equal(String column, @Nullable Object value) {
    if (value != null) {
      where(column + " = ?", value);
    }
  }
}
