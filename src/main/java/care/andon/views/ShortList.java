package care.andon.views;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A list with room for a few rows. */
@Schema(
    name = "ViewShortList",
    description = "The first rows of a list, and the number of the rest.")
record ShortList(
    List<RowView> items, @Schema(description = "Number of rows that are left out") long more) {

  static ShortList of(List<RequestRow> rows, RowView.Maker maker) {
    var total = rows.isEmpty() ? 0 : rows.getFirst().total();
    return new ShortList(rows.stream().map(maker::row).toList(), total - rows.size());
  }

  /** See {@link RowView#still}. */
  ShortList still() {
    return new ShortList(items.stream().map(RowView::still).toList(), more);
  }
}
