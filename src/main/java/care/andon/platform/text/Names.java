package care.andon.platform.text;

/** Names of people, places, teams and published documents. */
public final class Names {
  /** In characters, an emoji counted as one. */
  public static final int LONGEST = 200;

  private Names() {}

  /** Whether the text is 1 to {@link #LONGEST} characters long and can be read. */
  public static boolean isName(String text) {
    return Text.isAtMost(LONGEST, text) && Text.hasWords(text);
  }
}
