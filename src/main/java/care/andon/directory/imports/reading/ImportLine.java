package care.andon.directory.imports.reading;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a sheet.
 *
 * @param number line number in the file, from 1; in JSON, of the line on which the object begins
 * @param pointer JSON pointer; null for CSV
 * @param row the valid cells; the others are null
 * @param unread titles of the invalid cells, which have been rejected
 */
public record ImportLine(
    ImportSheet sheet, int number, @Nullable String pointer, Record row, Set<String> unread) {

  /** A valid cell as PostgreSQL writes it. */
  @Nullable
  public String get(String title) {
    return PostgresText.of(sheet.get(title).value(row));
  }

  /** The words of a valid cell with a list. */
  public List<String> words(String title) {
    return sheet.get(title).value(row) instanceof List<?> words
        ? words.stream().map(String::valueOf).toList()
        : List.of();
  }

  public boolean has(String title) {
    return unread.contains(title) || sheet.get(title).value(row) != null;
  }

  /** Whether all cells are valid and no required one is missing. */
  public boolean isComplete() {
    return unread.isEmpty();
  }
}
