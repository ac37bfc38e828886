package care.andon.kernel;

import java.util.Optional;

/**
 * The short name of a request that people can say on the phone, such as {@code SR-20418}.
 *
 * @param number at least 1
 */
public record Reference(long number) {
  private static final String PREFIX = "SR-";

  public Reference {
    if (number < 1) {
      throw new IllegalArgumentException("A reference number is at least 1");
    }
  }

  /** Reads {@code SR-20418} in upper or lower case. Empty for any other text. */
  public static Optional<Reference> parse(String text) {
    if (!text.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) || text.length() > 21) {
      return Optional.empty();
    }
    var digits = text.substring(PREFIX.length());
    if (!digits.matches("[1-9][0-9]*")) {
      return Optional.empty();
    }
    return Optional.of(new Reference(Long.parseLong(digits)));
  }

  @Override
  public String toString() {
    return PREFIX + number;
  }
}
