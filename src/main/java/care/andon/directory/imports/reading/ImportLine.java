package care.andon.directory.imports.reading;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a sheet.
 *
 * @param number line number in the file, from 1; in JSON, of the line on which the object begins
 * @param pointer JSON pointer; null for CSV
 * @param cells values by column title, as {@link CellType} reads them, without empty and invalid
 *     ones
 * @param unread titles of the invalid cells, which have been rejected
 */
public record ImportLine(
    ImportSheet sheet,
    int number,
    @Nullable String pointer,
    Map<String, String> cells,
    Set<String> unread) {

  @Nullable
  public String get(String title) {
    return cells.get(title);
  }

  public boolean has(String title) {
    return cells.containsKey(title) || unread.contains(title);
  }

  /** Whether all cells are valid and no required one is missing. */
  public boolean isComplete() {
    return unread.isEmpty();
  }
}
