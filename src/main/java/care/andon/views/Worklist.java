package care.andon.views;

import care.andon.directory.Directory;
import care.andon.directory.Team;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.PageLimit;
import care.andon.request.query.VisibilityFilter;
import care.andon.request.query.VisibilityFilter.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is owed, worst first, page by page. */
@ApplicationScoped
class Worklist {
  private static final String PART = "worklist";

  /** Held by the person, free in one of their teams, or they were called about it. */
  private static final String OWED_BY =
      """
      id in (
        select id from support_request where :open and assignee_id = ?
        union all
        select id from support_request where :open and assignee_id is null and team_id = any(?)
        union all
        select request_id from request_escalation where state = 'open' and people @> array[?]
      )
      """
          .replace(":open", ListPart.OPEN);

  private final DataSource database;
  private final Directory directory;
  private final VisibilityFilter sight;
  private final InstantSource time;

  Worklist(DataSource database, Directory directory, VisibilityFilter sight, InstantSource time) {
    this.database = database;
    this.directory = directory;
    this.sight = sight;
    this.time = time;
  }

  /**
   * A page of a worklist.
   *
   * @param cursor where the next page begins; null on the last one
   */
  record Found(List<RowView> items, @Nullable String cursor) {}

  /**
   * What the caller owes.
   *
   * @throws Problem when the directory does not know the caller
   */
  Found mine(Caller caller, @Nullable String cursor, PageLimit limit) {
    var viewer = sight.atWork(caller);
    var me = Objects.requireNonNull(viewer.person());
    var maker = new RowView.Maker(directory, viewer, time.instant());
    var owed = open(viewer, limit).where(OWED_BY, me.value(), teams(viewer), me.value());
    return page(owed, me, "me|" + caller.username(), cursor, limit, maker::mine);
  }

  /**
   * What a team owes, whoever of it holds it.
   *
   * @throws Problem when there is no such team
   */
  Found ofTeam(Caller caller, String idOrCode, @Nullable String cursor, PageLimit limit) {
    var team = directory.team(idOrCode).map(Team::id).orElseThrow(Problem::notFound);
    var viewer = sight.inLists(caller);
    var maker = new RowView.Maker(directory, viewer, time.instant());
    var owed = open(viewer, limit).where("team_id = ?", team.value());
    return page(owed, null, "team|" + team + "|" + caller.username(), cursor, limit, maker::row);
  }

  private static SqlArray teams(Viewer viewer) {
    return new SqlArray("uuid", viewer.teams().stream().map(TeamId::value).toList());
  }

  private static ListPart open(Viewer viewer, PageLimit limit) {
    return ListPart.of(PART, ListPart.WORST_FIRST, limit.value() + 1)
        .where(ListPart.OPEN)
        .where(viewer.condition(), viewer.values());
  }

  private Found page(
      ListPart owed,
      @Nullable PersonId called,
      String fingerprint,
      @Nullable String cursor,
      PageLimit limit,
      Function<RequestRow, RowView> view) {
    var after = Position.parse(Cursor.read("worklist|" + fingerprint, cursor));
    var part =
        after == null
            ? owed
            : owed.where(
                "(" + ListPart.WORST_FIRST + ") > (?, cast(? as timestamptz), ?)",
                after.impact(),
                after.due(),
                after.id());
    var rows = ListQuery.page(part, called).read(database).getOrDefault(PART, List.of());
    var shown = rows.stream().limit(limit.value()).toList();
    return new Found(
        shown.stream().map(view).toList(),
        rows.size() > limit.value()
            ? Cursor.write("worklist|" + fingerprint, Position.of(shown.getLast()).text())
            : null);
  }

  /**
   * Where a page ends, as {@link ListPart#WORST_FIRST} orders.
   *
   * @param impact 1 for the most pressing
   * @param due as PostgreSQL reads it; {@code infinity} for nothing due
   */
  private record Position(int impact, String due, UUID id) {
    private static final String NEVER = "infinity";

    static Position of(RequestRow last) {
      var due = last.dueAt();
      return new Position(
          List.of(Impact.values()).indexOf(last.impact()) + 1,
          due == null ? NEVER : due.toString(),
          last.id());
    }

    static @Nullable Position parse(@Nullable String text) {
      if (text == null) {
        return null;
      }
      try {
        var parts = text.split(" ", -1);
        var due = parts[1].equals(NEVER) ? NEVER : Instant.parse(parts[1]).toString();
        return new Position(Integer.parseInt(parts[0]), due, UUID.fromString(parts[2]));
      } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException forged) {
        throw Cursor.refused();
      }
    }

    String text() {
      return impact + " " + due + " " + id;
    }
  }
}
