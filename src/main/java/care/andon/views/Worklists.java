package care.andon.views;

import care.andon.directory.Directory;
import care.andon.directory.Team;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.CursorPage;
import care.andon.platform.web.PageLimit;
import care.andon.request.query.VisibilityFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Open requests with what has to be done about them, worst first, page by page. */
@ApplicationScoped
class Worklists {
  private final ViewQueries queries;
  private final Directory directory;
  private final VisibilityFilter visibility;
  private final InstantSource time;

  Worklists(
      ViewQueries queries, Directory directory, VisibilityFilter visibility, InstantSource time) {
    this.queries = queries;
    this.directory = directory;
    this.visibility = visibility;
    this.time = time;
  }

  /**
   * Returns a page of the caller's own worklist.
   *
   * @throws Problem if the caller is not in the directory
   */
  CursorPage<RowView> mine(Caller caller, @Nullable String cursor, PageLimit limit) {
    var viewer = visibility.ofPerson(caller);
    var filters = "worklist|me|" + caller.username();
    var after = WorklistPosition.parse(Cursor.read(filters, cursor));
    var rows = queries.worklist(viewer, new WorklistPage(after, limit.value() + 1));
    var maker = new RowView.Maker(directory, viewer, time.instant());
    return CursorPage.of(rows, limit, maker::mine, filters, row -> WorklistPosition.of(row).text());
  }

  /**
   * Returns a page of a team's worklist, with and without an assignee.
   *
   * @throws Problem if there is no such team
   */
  CursorPage<RowView> ofTeam(
      Caller caller, String idOrCode, @Nullable String cursor, PageLimit limit) {
    var team = directory.team(idOrCode).map(Team::id).orElseThrow(Problem::notFound);
    var viewer = visibility.inLists(caller);
    var filters = "worklist|team|" + team + "|" + caller.username();
    var after = WorklistPosition.parse(Cursor.read(filters, cursor));
    var rows = queries.teamWorklist(team, viewer, new WorklistPage(after, limit.value() + 1));
    var maker = new RowView.Maker(directory, viewer, time.instant());
    return CursorPage.of(rows, limit, maker::row, filters, row -> WorklistPosition.of(row).text());
  }
}
