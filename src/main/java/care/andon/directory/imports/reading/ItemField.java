package care.andon.directory.imports.reading;

import org.jspecify.annotations.Nullable;

/**
 * A field of an item, and its database column.
 *
 * @param title name in uploads and reports
 * @param column name in the database
 * @param type type in PostgreSQL
 * @param refersTo the kind that an id refers to; null if the field is not an id
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
