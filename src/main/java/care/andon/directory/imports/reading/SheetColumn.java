package care.andon.directory.imports.reading;

/**
 * A column of a sheet.
 *
 * @param title name in the CSV header, and of the JSON property
 */
public record SheetColumn(String title, CellType type, boolean isRequired) {
  static SheetColumn required(String title, CellType form) {
    return new SheetColumn(title, form, true);
  }

  static SheetColumn optional(String title, CellType form) {
    return new SheetColumn(title, form, false);
  }
}
