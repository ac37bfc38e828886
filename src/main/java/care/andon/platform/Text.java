package care.andon.platform;

/** What counts as text that can be stored and shown. */
public final class Text {
  /** Text that has something to read and no NUL, as a pattern of JSON Schema. */
  public static final String WORDS = "^[^\\u0000]*[^\\u0000-\\u0020][^\\u0000]*$";

  /** Text without NUL, as a pattern of JSON Schema. */
  static final String ANY = "^[^\\u0000]*$";

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

  /** Whether there is more than blanks and control characters, as {@code @NotBlank} sees it. */
  public static boolean hasWords(String text) {
    return !text.trim().isEmpty();
  }
}
