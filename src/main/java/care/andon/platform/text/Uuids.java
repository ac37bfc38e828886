package care.andon.platform.text;

import java.util.Optional;
import java.util.UUID;

/** Reads ids. */
public final class Uuids {
  private static final int LENGTH = 36;

  private Uuids() {}

  /**
   * Reads an id in its full form of 36 characters: the JDK also accepts {@code 1-1-1-1-1}.
   *
   * @return empty for any other text
   */
  public static Optional<UUID> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
