package care.andon.directory.imports;

import java.util.List;

/**
 * What a source sends, and what was there before.
 *
 * @param whole whether what is missing of the source in a sheet that was sent is gone
 */
record Sending(Upload upload, Stored stored, String source, boolean whole) {

  List<Line> lines(Kind kind) {
    return upload.lines(kind.sheet());
  }

  List<Item> stored(Kind kind) {
    return stored.of(kind);
  }

  /** Whether it would be gone if no line spoke of it. */
  boolean claimsAllOf(Item item) {
    return whole && upload.hasAllOf(item.kind().sheet()) && item.isOf(source);
  }
}
