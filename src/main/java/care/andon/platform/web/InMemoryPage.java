package care.andon.platform.web;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a list in memory that is sorted by a unique name. The cursor is the name of the last
 * item.
 */
public record InMemoryPage<S>(List<S> all, Function<S, String> name) {

  /**
   * Answers with the whole list if the caller gave no limit. For lists that are short by nature.
   */
  public <T> RestResponse<Page<T>> whole(
      Function<S, T> view, @Nullable String limit, @Nullable String cursor, UriInfo uri) {
    return page(view, limit == null ? all.size() : PageLimit.parse(limit).value(), cursor, uri)
        .toResponse();
  }

  /** Answers with as many items as the caller asked for, or the default number. */
  public <T> RestResponse<Page<T>> paged(
      Function<S, T> view, @Nullable String limit, @Nullable String cursor, UriInfo uri) {
    return page(view, PageLimit.parse(limit).value(), cursor, uri).toResponse();
  }

  private <T> Page<T> page(Function<S, T> view, int size, @Nullable String cursor, UriInfo uri) {
    var after = Cursor.read(uri.getPath(), cursor);
    var rest =
        all.stream()
            .filter(item -> after == null || name.apply(item).compareTo(after) > 0)
            .limit(size + 1L)
            .toList();
    if (rest.size() <= size) {
      return Page.last(rest.stream().map(view).toList());
    }
    var shown = rest.subList(0, size);
    return Page.followedBy(
        shown.stream().map(view).toList(),
        uri,
        Cursor.write(uri.getPath(), name.apply(shown.getLast())));
  }
}
