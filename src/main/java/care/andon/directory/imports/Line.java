package care.andon.directory.imports;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a sheet.
 *
 * @param number in the file, counted from 1; in JSON that of the line on which the object begins
 * @param pointer JSON pointer; null in a file
 * @param cells by title, as {@link Form} reads them; what is empty or could not be read is absent
 * @param unread titles of the cells that could not be read, and have been rejected
 */
record Line(
    Sheet sheet,
    int number,
    @Nullable String pointer,
    Map<String, String> cells,
    Set<String> unread) {

  @Nullable String get(String title) {
    return cells.get(title);
  }

  boolean has(String title) {
    return cells.containsKey(title) || unread.contains(title);
  }

  /** Whether every cell could be read, and those that must be there are. */
  boolean isComplete() {
    return unread.isEmpty();
  }
}
