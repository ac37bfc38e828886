package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.platform.identity.Caller;
import care.andon.platform.sql.EntityRows;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.CursorPage;
import care.andon.platform.web.PageLimit;
import care.andon.request.Requests;
import care.andon.request.SupportRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lists of requests. A page is one statement and costs the same however long the history is. The
 * statement leaves out what the caller may not see, so pages are full and no gap shows that
 * something is hidden.
 */
@ApplicationScoped
public class RequestSearch {
  private final DataSource database;
  private final EntityRows<SupportRequest> rows;
  private final Directory directory;
  private final Requests requests;
  private final InstantSource time;

  RequestSearch(
      DataSource database,
      SessionFactory sessions,
      Directory directory,
      Requests requests,
      InstantSource time) {
    this.database = database;
    this.rows = new EntityRows<>(sessions, SupportRequest.class);
    this.directory = directory;
    this.requests = requests;
    this.time = time;
  }

  /**
   * A page of requests.
   *
   * @param moving whether the list has an order in which requests move as they change; then each
   *     answer for the same page has another cursor
   */
  public record Found(CursorPage<RequestView> page, boolean moving) {
    public List<RequestView> items() {
      return page.items();
    }

    /** Where the next page begins; null on the last page. */
    public @Nullable String cursor() {
      return page.cursor();
    }
  }

  public Found find(
      Caller caller, RequestParameters parameters, @Nullable String cursor, PageLimit limit) {
    var now = time.instant();
    var actor = requests.actor(caller);
    var filter = new RequestFilter.Reader(directory, actor).read(parameters);
    var sort = filter.sort();
    var filters = caller.username() + "|" + filter.fingerprint();
    var listed =
        new RequestListQuery(
                RequestListQuery.matching(filter, actor, now),
                sort,
                ListPosition.parse(Cursor.read(filters, cursor), sort.isMoving()),
                limit.value() + 1)
            .read(database, rows);
    return new Found(
        CursorPage.of(
            listed,
            limit,
            it -> RequestView.row(it.request(), actor, now, directory, it.nextWordDueAt()),
            filters,
            it -> it.position().text()),
        sort.isMoving());
  }
}
