package care.andon.platform.text;

import java.util.Optional;
import java.util.UUID;

/** Reads ids. */
public final class Uuids {
  private Uuids() {}

  /**
   * Reads an id as it is written, in capitals or not. The JDK also accepts {@code 1-1-1-1-1}.
   *
   * @return empty for any other text
   */
  public static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
