package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The largest number of items on a page.
 *
 * @param value 1 to {@value #MOST}
 */
public record PageLimit(int value) {
  public static final int DEFAULT = 50;
  public static final int MOST = 200;

  public PageLimit {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException("A page has 1 to " + MOST + " items");
    }
  }

  /**
   * Parses the parameter {@code limit}. Absent means {@value #DEFAULT}; larger values mean {@value
   * #MOST}.
   */
  public static PageLimit parse(@Nullable String text) {
    if (text == null) {
      return new PageLimit(DEFAULT);
    }
    if (!text.matches("0*[1-9][0-9]*")) {
      throw Problem.parameter("limit", "not_valid", "Send a whole number from 1 to " + MOST);
    }
    return new PageLimit(new BigInteger(text).min(BigInteger.valueOf(MOST)).intValue());
  }
}
