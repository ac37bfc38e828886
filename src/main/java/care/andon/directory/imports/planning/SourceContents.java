package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.imports.reading.Upload;
import java.util.List;

/**
 * What a source sends, and what was there before.
 *
 * @param whole whether what is missing of the source in a sheet that was sent is gone
 */
public record SourceContents(Upload upload, StoredDirectory stored, String source, boolean whole) {

  List<ImportLine> lines(ItemKind kind) {
    return upload.lines(kind.sheet());
  }

  List<DirectoryItem> stored(ItemKind kind) {
    return stored.of(kind);
  }

  /** Whether it would be gone if no line spoke of it. */
  boolean claimsAllOf(DirectoryItem item) {
    return whole && upload.hasAllOf(item.kind().sheet()) && item.isOf(source);
  }
}
