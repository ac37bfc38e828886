package care.andon.request;

import care.andon.directory.Directory;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.platform.Caller;
import care.andon.platform.Cursor;
import care.andon.platform.Limit;
import care.andon.platform.Parameters.SqlArray;
import care.andon.platform.Query;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lists of requests: one statement each, however long the history. What a caller may not see is
 * left out by the statement, not afterwards, so that pages are full and nothing shows by its
 * absence.
 */
@ApplicationScoped
class RequestSearch {
  private static final UUID NOBODY = new UUID(0, 0);

  private final DataSource database;
  private final Directory directory;
  private final Requests requests;
  private final InstantSource time;

  RequestSearch(DataSource database, Directory directory, Requests requests, InstantSource time) {
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
    var me = idOf(actor);
    var query = new Selection();
    query.filter(filter, me, now);
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

  private static UUID idOf(Actor actor) {
    return actor.person() == null ? NOBODY : actor.person().id().value();
  }

  /**
   * Where a page ends.
   *
   * @param key the sort key as PostgreSQL writes it; {@code infinity} for nothing due
   */
  record Position(String key, UUID id) {
    private static final String NEVER = "infinity";

    static Position of(SupportRequest last, RequestFilter.Sort sort) {
      var key =
          switch (sort) {
            case ASKED_AT, ASKED_AT_LATEST_FIRST -> last.askedAt().toString();
            case DUE_AT, DUE_AT_LATEST_FIRST -> last.dueAt().map(Instant::toString).orElse(NEVER);
            case UPDATED_AT, UPDATED_AT_LATEST_FIRST -> last.updatedAt().toString();
          };
      return new Position(key, last.id().value());
    }

    static @Nullable Position parse(@Nullable String text) {
      if (text == null) {
        return null;
      }
      try {
        var space = text.indexOf(' ');
        var key = text.substring(0, space);
        var id = UUID.fromString(text.substring(space + 1));
        return new Position(key.equals(NEVER) ? NEVER : Instant.parse(key).toString(), id);
      } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException forged) {
        throw Cursor.refused();
      }
    }

    String text() {
      return key + " " + id;
    }
  }

  /** A statement in the making. */
  static final class Selection {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void filter(RequestFilter filter, UUID me, Instant now) {
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

    void startAfter(@Nullable Position position, RequestFilter.Sort sort) {
      if (position != null) {
        where(
            "(%s, id) %s (cast(? as timestamptz), ?)"
                .formatted(sort.column(), sort.isAscending() ? ">" : "<"),
            position.key(),
            position.id());
      }
    }

    List<SupportRequest> rows(DataSource database, RequestFilter.Sort sort, int most) {
      var direction = sort.isAscending() ? "asc" : "desc";
      return new Query()
          .add("select " + SupportRequest.COLUMNS + "from support_request")
          .add(condition(), values())
          .add("order by %s %s, id %s".formatted(sort.column(), direction, direction))
          .add("limit ?", most)
          .rows(database, SupportRequest::read);
    }

    /** The where clause; empty for none. */
    String condition() {
      return conditions.isEmpty() ? "" : "where " + String.join("\n  and ", conditions);
    }

    /** What the clause binds, in order. */
    Object[] values() {
      return values.toArray();
    }

    void where(String condition, Object... values) {
      conditions.add(condition);
      this.values.addAll(List.of(values));
    }

    private void oneOf(String column, Set<? extends Enum<?>> constants) {
      if (!constants.isEmpty()) {
        where(
            constants.stream()
                .map(constant -> "'" + LowerCase.of(constant) + "'")
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
}
