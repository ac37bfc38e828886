package care.andon.directory;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Finds something by its id or by the short name people use for it. */
final class Lookup {
  private static final int UUID_LENGTH = 36;

  private Lookup() {}

  static <K, V> Optional<V> find(
      String idOrName, Function<UUID, K> id, Map<K, V> byId, Map<String, V> byName) {
    return uuid(idOrName)
        .flatMap(uuid -> Optional.ofNullable(byId.get(id.apply(uuid))))
        .or(() -> Optional.ofNullable(byName.get(idOrName)));
  }

  /** Only the full form of 36 characters: the JDK also reads "1-1-1-1-1", which is nobody's id. */
  private static Optional<UUID> uuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
