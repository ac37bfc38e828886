package care.andon.versioned;

import org.jspecify.annotations.Nullable;

/** A document that is to be published; nothing is wrong with it by itself. */
public record ValidDraft<T>(String code, String name, T content) {

  /**
   * The draft, if nothing was refused.
   *
   * @param pointer where the document stands in the body; empty for the body itself
   * @param replaced code of the document that it replaces; null for a first version
   * @param content null if something was refused
   * @throws care.andon.platform.problem.Problem that names everything that was refused
   */
  public static <T> ValidDraft<T> read(
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
    return new ValidDraft<>(readCode, readName, content);
  }
}
