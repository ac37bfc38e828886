package care.andon.platform.idempotency;

import care.andon.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What makes a retry recognisable: the caller's own key for one POST.
 *
 * @param value 1 to 255 printable ASCII characters, without the quotes it may have come in
 */
public record IdempotencyKey(String value) {
  public static final String HEADER = "Idempotency-Key";
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final int MAX_LENGTH = 255;

  /** Reads the header, quoted or bare; null when there is none. */
  public static @Nullable IdempotencyKey parse(@Nullable String header) {
    if (header == null) {
      return null;
    }
    var bare = unquoted(header.strip());
    if (bare.isEmpty()
        || bare.length() > MAX_LENGTH
        || !bare.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw Problem.parameter(
          HEADER, "not_valid", "Send 1 to 255 printable ASCII characters, such as a UUID");
    }
    return new IdempotencyKey(bare);
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
