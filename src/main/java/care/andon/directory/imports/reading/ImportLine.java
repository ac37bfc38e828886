package care.andon.directory.imports.reading;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a sheet.
 *
 * @param number in the file, counted from 1; in JSON that of the line on which the object begins
 * @param pointer JSON pointer; null in a file
 * @param cells by title, as {@link CellType} reads them; what is empty or could not be read is
 *     absent
 * @param unread titles of the cells that could not be read, and have been rejected
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

  /** Whether every cell could be read, and those that must be there are. */
  public boolean isComplete() {
    return unread.isEmpty();
  }
}
