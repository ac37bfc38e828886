package care.andon.directory.imports.reading;

/**
 * A column of a sheet.
 *
 * @param title as the header has it, and the property in JSON
 */
public record SheetColumn(String title, CellType form, boolean isRequired) {
  static SheetColumn required(String title, CellType form) {
    return new SheetColumn(title, form, true);
  }

  static SheetColumn optional(String title, CellType form) {
    return new SheetColumn(title, form, false);
  }
}
