package care.andon.directory;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Finds an entry by its id or by its code or username. */
final class Lookup {
  private static final int UUID_LENGTH = 36;

  private Lookup() {}

  static <K, V> Optional<V> find(
      String idOrName, Function<UUID, K> id, Map<K, V> byId, Map<String, V> byName) {
    return find(idOrName, id, byId).or(() -> Optional.ofNullable(byName.get(idOrName)));
  }

  static <K, V> Optional<V> find(String text, Function<UUID, K> id, Map<K, V> byId) {
    return uuid(text).flatMap(uuid -> Optional.ofNullable(byId.get(id.apply(uuid))));
  }

  /** Reads the full form of 36 characters only: the JDK also accepts "1-1-1-1-1". */
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
