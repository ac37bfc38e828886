package care.andon.platform.text;

/** What counts as text that can be stored and shown. */
public final class Text {
  /** Text that has something to read and no NUL, as a pattern of JSON Schema. */
  public static final String WORDS = "^[^\\u0000]*[^\\u0000-\\u0020][^\\u0000]*$";

  /** Text without NUL, as a pattern of JSON Schema. */
  public static final String ANY = "^[^\\u0000]*$";

  /** Letters and a symbol by their kind, that show nothing: of Hangul, and Braille's blank. */
  private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

  private Text() {}

  /** No NUL (PostgreSQL cannot keep it) and every surrogate is half of a pair. */
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
   * Whether there is anything to read: not only blanks, of whatever script, and not only what is
   * invisible, as zero-width characters, fillers, or marks without a letter to stand on.
   */
  public static boolean hasWords(String text) {
    return text.codePoints().anyMatch(Text::isVisible);
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
