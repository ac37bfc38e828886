package care.andon.platform.text;

import java.util.regex.Pattern;

/** Codes: short names that stand in addresses and files and are easy to say. */
public final class Codes {
  /** Codes of policies, calendars and rules: small letters and digits, in groups with hyphens. */
  public static final String PUBLISHED = "^[a-z0-9]+(-[a-z0-9]+)*$";

  public static final int LONGEST_PUBLISHED = 60;

  /** Codes of facilities, units and teams, which may come from other systems. */
  public static final String DIRECTORY = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

  private static final Pattern PUBLISHED_CODE = Pattern.compile(PUBLISHED);

  private Codes() {}

  /** Whether a policy, calendar or rule can have this code. */
  public static boolean isPublished(String text) {
    return text.length() <= LONGEST_PUBLISHED && PUBLISHED_CODE.matcher(text).matches();
  }
}
