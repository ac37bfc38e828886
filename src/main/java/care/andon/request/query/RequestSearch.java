package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.platform.identity.Caller;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.PageLimit;
import care.andon.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lists of requests: one statement each, however long the history. What a caller may not see is
 * left out by the statement, not afterwards, so that pages are full and nothing shows by its
 * absence.
 */
@ApplicationScoped
public class RequestSearch {
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
   * @param moving whether the cursor of the same page is another one each time
   */
  public record Found(List<RequestView> items, @Nullable String cursor, boolean moving) {}

  public Found find(
      Caller caller, RequestParameters parameters, @Nullable String cursor, PageLimit limit) {
    var now = time.instant();
    var actor = requests.actor(caller);
    var filter = new RequestFilter.Reader(directory, actor).read(parameters);
    var fingerprint = caller.username() + "|" + filter.fingerprint();
    var selection = new RequestSelection();
    selection.filter(filter, actor, now);
    selection.onlyWhatIsVisibleTo(actor);
    var sort = filter.sort();
    var after = ListPosition.parse(Cursor.read(fingerprint, cursor), sort.isMoving());
    var listed = selection.page(database, sort, after, limit.value() + 1);
    var items =
        listed.stream()
            .limit(limit.value())
            .map(it -> RequestView.row(it.request(), actor, now, directory))
            .toList();
    return new Found(
        items,
        listed.size() > limit.value()
            ? Cursor.write(fingerprint, listed.get(limit.value() - 1).position().text())
            : null,
        sort.isMoving());
  }
}
