package care.andon.kernel;

import java.util.Optional;

/**
 * What a person can say on the phone to name a request, such as {@code SR-20418}.
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

  /** Reads {@code SR-20418}, in any case; empty for anything else. */
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
