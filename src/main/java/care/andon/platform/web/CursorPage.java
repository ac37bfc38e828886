package care.andon.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The items of one page of a list, and where the next page begins.
 *
 * @param cursor null on the last page
 */
public record CursorPage<T>(List<T> items, @Nullable String cursor) {

  /**
   * Makes a page of rows that were read with a limit of one more than the page has.
   *
   * @param filters what the cursor belongs to; see {@link Cursor#write}
   * @param position where the page after a row begins
   */
  public static <R, T> CursorPage<T> of(
      List<R> rows,
      PageLimit limit,
      Function<R, T> view,
      String filters,
      Function<R, String> position) {
    var shown = rows.stream().limit(limit.value()).toList();
    return new CursorPage<>(
        shown.stream().map(view).toList(),
        rows.size() > limit.value()
            ? Cursor.write(filters, position.apply(shown.getLast()))
            : null);
  }
}
