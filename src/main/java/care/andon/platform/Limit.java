package care.andon.platform;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many items a page has.
 *
 * @param value 1 to {@value #MOST}
 */
public record Limit(int value) {
  public static final int DEFAULT = 50;
  public static final int MOST = 200;

  public Limit {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException("A page has 1 to " + MOST + " items");
    }
  }

  /** Reads the parameter {@code limit}: absent is the default, over the most is the most. */
  public static Limit parse(@Nullable String text) {
    if (text == null) {
      return new Limit(DEFAULT);
    }
    if (!text.matches("0*[1-9][0-9]*")) {
      throw Problem.parameter("limit", "not_valid", "Send a whole number from 1 to " + MOST);
    }
    return new Limit(new BigInteger(text).min(BigInteger.valueOf(MOST)).intValue());
  }
}
