package care.andon.views;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The first rows of a list, and how many more it has. */
@Schema(
    name = "ViewShortList",
    description = "The first rows of a list, and the number of the rest.")
public record ShortList(
    List<RowView> items, @Schema(description = "Number of rows that are left out") long more) {

  static ShortList of(ListName name, Map<ListName, List<RequestRow>> lists, RowView.Maker maker) {
    var rows = lists.getOrDefault(name, List.of());
    var total = rows.isEmpty() ? 0 : rows.getFirst().total();
    return new ShortList(rows.stream().map(maker::row).toList(), total - rows.size());
  }

  /** See {@link RowView#withoutElapsedTimes}. */
  ShortList withoutElapsedTimes() {
    return new ShortList(items.stream().map(RowView::withoutElapsedTimes).toList(), more);
  }
}
