package care.andon.directory;

import care.andon.platform.text.Uuids;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Finds an entry by its id or by its code or username. */
final class Lookup {
  private Lookup() {}

  static <K, V> Optional<V> find(
      String idOrName, Function<UUID, K> id, Map<K, V> byId, Map<String, V> byName) {
    return find(idOrName, id, byId).or(() -> Optional.ofNullable(byName.get(idOrName)));
  }

  static <K, V> Optional<V> find(String text, Function<UUID, K> id, Map<K, V> byId) {
    return Uuids.parse(text).flatMap(uuid -> Optional.ofNullable(byId.get(id.apply(uuid))));
  }
}
