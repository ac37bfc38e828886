package care.andon.request;

import care.andon.directory.Directory;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.platform.Caller;
import care.andon.platform.Cursor;
import care.andon.platform.Limit;
import care.andon.platform.Problem;
import care.andon.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Lists of requests: one statement each, however long the history. What a caller may not see is
 * left out by the statement, not afterwards, so that pages are full and nothing shows by its
 * absence.
 */
@ApplicationScoped
class RequestSearch {
  private final EntityManager database;
  private final Directory directory;
  private final Requests requests;
  private final InstantSource time;

  RequestSearch(
      EntityManager database, Directory directory, Requests requests, InstantSource time) {
    this.database = database;
    this.directory = directory;
    this.requests = requests;
    this.time = time;
  }

  /**
   * A page of requests.
   *
   * @param cursor where the next page begins; null on the last one
   */
  record Found(List<RequestView> items, @Nullable String cursor) {}

  Found find(Caller caller, RequestParameters parameters, @Nullable String cursor, Limit limit) {
    var now = time.instant();
    var actor = requests.actor(caller);
    var filter = new RequestFilter.Reader(directory, actor).read(parameters);
    var fingerprint = caller.username() + "|" + filter.fingerprint();
    var query = new Query();
    query.filter(filter, now);
    query.onlyWhatIsVisibleTo(actor);
    query.startAfter(Position.parse(Cursor.read(fingerprint, cursor)), filter.sort());
    var rows = query.rows(database, filter.sort(), limit.value() + 1);
    var items =
        rows.stream()
            .limit(limit.value())
            .map(row -> RequestView.row(row, actor, now, directory))
            .toList();
    return new Found(
        items,
        rows.size() > limit.value()
            ? Cursor.write(
                fingerprint, Position.of(rows.get(limit.value() - 1), filter.sort()).text())
            : null);
  }

  /**
   * Where a page ends.
   *
   * @param key the sort key as PostgreSQL writes it; {@code infinity} for nothing due
   */
  private record Position(String key, UUID id) {
    static Position of(SupportRequest last, RequestFilter.Sort sort) {
      var key =
          switch (sort) {
            case ASKED_AT, ASKED_AT_LATEST_FIRST -> last.askedAt().toString();
            case DUE_AT, DUE_AT_LATEST_FIRST ->
                last.dueAt().map(Instant::toString).orElse("infinity");
            case UPDATED_AT, UPDATED_AT_LATEST_FIRST -> last.updatedAt().toString();
          };
      return new Position(key, last.id().value());
    }

    static @Nullable Position parse(@Nullable String text) {
      if (text == null) {
        return null;
      }
      var parts = text.split(" ", -1);
      if (parts.length != 2) {
        throw Problem.of(ProblemType.INVALID_CURSOR, ProblemType.INVALID_CURSOR.advice());
      }
      return new Position(parts[0], UUID.fromString(parts[1]));
    }

    String text() {
      return key + " " + id;
    }
  }

  /** A statement in the making. */
  private static final class Query {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    void filter(RequestFilter filter, Instant now) {
      // As literals, so that the planner sees when an index over open requests is enough.
      oneOf("status", filter.statuses());
      oneOf("impact", filter.impacts());
      oneOf("category", filter.categories());
      equal("unit_id", filter.unit() == null ? null : filter.unit().value());
      equal("team_id", filter.team() == null ? null : filter.team().value());
      equal("assignee_id", filter.assignee() == null ? null : filter.assignee().value());
      if (filter.requester() != null) {
        conditions.add(
            "requester_id = :requester and (visibility <> 'anonymous' or requester_id = :me)");
        values.put("requester", filter.requester().value());
      }
      if (filter.overdue() != null) {
        conditions.add(filter.overdue() ? "due_order < :now" : "due_order >= :now");
        values.put("now", now);
      }
      equal("unrouted", filter.unrouted());
      if (filter.updatedSince() != null) {
        conditions.add("updated_at >= :updatedSince");
        values.put("updatedSince", filter.updatedSince());
      }
      if (filter.words() != null) {
        conditions.add("to_tsvector('simple', need) @@ plainto_tsquery('simple', :words)");
        values.put("words", filter.words());
      }
    }

    /** The same rule as {@link Actor#canSee}, for many rows at once. */
    void onlyWhatIsVisibleTo(Actor actor) {
      values.put("me", actor.person() == null ? new UUID(0, 0) : actor.person().id().value());
      if (actor.is(Role.AUDITOR)) {
        return;
      }
      var visible = new ArrayList<String>();
      visible.add("requester_id = :me or on_behalf_of_id = :me");
      if (actor.isStaff()) {
        visible.add("visibility <> 'confidential'");
      }
      if (actor.mayShareConfidence() && actor.person() != null) {
        visible.add("unrouted or assignee_id = :me or told @> array[:me] or team_id = any(:teams)");
        values.put("teams", actor.teams().stream().map(TeamId::value).toArray(UUID[]::new));
      }
      conditions.add("(" + String.join(" or ", visible) + ")");
    }

    void startAfter(@Nullable Position position, RequestFilter.Sort sort) {
      if (position != null) {
        conditions.add(
            "(%s, id) %s (cast(:key as timestamptz), :id)"
                .formatted(sort.column(), sort.isAscending() ? ">" : "<"));
        values.put("key", position.key());
        values.put("id", position.id());
      }
    }

    List<SupportRequest> rows(EntityManager database, RequestFilter.Sort sort, int most) {
      var direction = sort.isAscending() ? "asc" : "desc";
      var sql =
          """
          select *
          from support_request
          %s
          order by %s %s, id %s
          limit :most
          """
              .formatted(where(), sort.column(), direction, direction);
      @SuppressWarnings("unchecked") // a native query is typed by its result class
      NativeQuery<SupportRequest> query =
          (NativeQuery<SupportRequest>) database.createNativeQuery(sql, SupportRequest.class);
      query.setReadOnly(true).setParameter("most", most);
      values.forEach(
          (name, value) -> {
            if (sql.contains(":" + name)) {
              query.setParameter(name, value);
            }
          });
      return query.getResultList();
    }

    private String where() {
      return conditions.isEmpty() ? "" : "where " + String.join("\n  and ", conditions);
    }

    private void oneOf(String column, Set<? extends Enum<?>> constants) {
      if (!constants.isEmpty()) {
        conditions.add(
            constants.stream()
                .map(constant -> "'" + LowerCase.of(constant) + "'")
                .sorted()
                .collect(Collectors.joining(", ", column + " in (", ")")));
      }
    }

    private void equal(String column, @Nullable Object value) {
      if (value != null) {
        conditions.add(column + " = :" + column);
        values.put(column, value);
      }
    }
  }
}
