package care.andon.versioned;

import org.jspecify.annotations.Nullable;

/** What is to be published, read and found to be in order by itself. */
public record Draft<T>(String code, String name, T content) {

  /**
   * What was read; everything that was refused is answered at once.
   *
   * @param pointer where the document stands in the body; empty for the body itself
   * @param replaced code of what it is the next version of; null for a first version
   * @param content null where something was refused
   */
  public static <T> Draft<T> read(
      BodyReader reader,
      String pointer,
      @Nullable String code,
      @Nullable String name,
      @Nullable String replaced,
      @Nullable T content) {
    var readCode = reader.code(code, "/code");
    var readName = reader.name(name, "/name");
    if (readCode != null && replaced != null && !replaced.equals(readCode)) {
      reader.refuse("/code", "other_code", "A code never changes; send the one in the address");
    }
    reader.orThrow(pointer);
    if (readCode == null || readName == null || content == null) {
      throw new IllegalStateException("What cannot be read was refused");
    }
    return new Draft<>(readCode, readName, content);
  }
}
