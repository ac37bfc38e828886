package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.imports.reading.Upload;
import java.util.List;

/**
 * The upload of a source, and the stored directory.
 *
 * @param whole whether items of the source that are missing in an uploaded sheet are gone
 */
public record SourceContents(Upload upload, StoredDirectory stored, String source, boolean whole) {

  List<ImportLine> lines(ItemKind kind) {
    return upload.lines(kind.sheet());
  }

  List<DirectoryItem> stored(ItemKind kind) {
    return stored.of(kind);
  }

  /** Whether the item is gone if no line names it. */
  boolean claimsAllOf(DirectoryItem item) {
    return whole && upload.hasAllOf(item.kind().sheet()) && item.isFromSource(source);
  }
}
