package care.andon.directory.imports.reading;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a thing, and where it is kept.
 *
 * @param title as uploads and reports call it
 * @param column where it is kept
 * @param type the column's, in PostgreSQL
 * @param refersTo the kind of thing whose id it is; null for what is no id
 */
public record ItemField(String title, String column, String type, @Nullable ItemKind refersTo) {
  static ItemField text(String title, String column) {
    return new ItemField(title, column, "text", null);
  }

  static ItemField of(String title, String column, String type) {
    return new ItemField(title, column, type, null);
  }

  static ItemField id(String title, ItemKind refersTo) {
    return new ItemField(title, title + "_id", "uuid", refersTo);
  }
}
