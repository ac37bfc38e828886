package care.andon.platform.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks whether text can be stored and shown. */
public final class Text {
  /** JSON Schema pattern for text with a visible character and without NUL. */
  public static final String WORDS = "^[^\\u0000]*[^\\u0000-\\u0020][^\\u0000]*$";

  /** JSON Schema pattern for text without NUL. */
  public static final String ANY = "^[^\\u0000]*$";

  /**
   * Invisible characters that Unicode classifies as letters or symbols: the Hangul fillers and the
   * blank Braille pattern.
   */
  private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

  private Text() {}

  /** Whether the bytes are UTF-8, without overlong forms and surrogates (RFC 3629). */
  public static boolean isUtf8(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }

  /** Whether the text has no NUL, which PostgreSQL cannot store, and no lone surrogate. */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Whether the text has at least one visible character. Blanks of any script, zero-width
   * characters, fillers and combining marks alone are invisible.
   */
  public static boolean hasWords(String text) {
    return text.codePoints().anyMatch(Text::isVisible);
  }

  /** Whether a text has at most so many characters, an emoji counted as one. */
  public static boolean isAtMost(int most, String text) {
    return text.length() <= most || text.codePointCount(0, text.length()) <= most;
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> FILLERS.indexOf(character) < 0;
    };
  }
}
