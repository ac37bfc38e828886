package care.andon.platform.text;

import java.util.Locale;

/** Compares usernames. Capitals do not count, because sign-in systems do not keep them apart. */
public final class Usernames {
  private Usernames() {}

  /** The form in which all spellings of one username are equal. */
  public static String key(String username) {
    return username.toLowerCase(Locale.ROOT);
  }
}
