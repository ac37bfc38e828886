package care.andon.directory.imports;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a thing, and where it is kept.
 *
 * @param title as uploads and reports call it
 * @param column where it is kept
 * @param type the column's, in PostgreSQL
 * @param refersTo the kind of thing whose id it is; null for what is no id
 */
record Field(String title, String column, String type, @Nullable Kind refersTo) {
  static Field text(String title, String column) {
    return new Field(title, column, "text", null);
  }

  static Field of(String title, String column, String type) {
    return new Field(title, column, type, null);
  }

  static Field id(String title, Kind refersTo) {
    return new Field(title, title + "_id", "uuid", refersTo);
  }
}
