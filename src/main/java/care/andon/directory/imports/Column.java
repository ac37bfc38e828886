package care.andon.directory.imports;

/**
 * A column of a sheet.
 *
 * @param title as the header has it, and the property in JSON
 */
record Column(String title, Form form, boolean isRequired) {
  static Column required(String title, Form form) {
    return new Column(title, form, true);
  }

  static Column optional(String title, Form form) {
    return new Column(title, form, false);
  }
}
