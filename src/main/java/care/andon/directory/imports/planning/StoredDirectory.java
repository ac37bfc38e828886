package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.oncall.StandIn;
import java.util.List;
import java.util.Map;

/**
 * The directory before an import.
 *
 * @param version version of places, people and weekly duties
 * @param roster version of shifts and stand-ins
 * @param items also those that are gone
 */
public record StoredDirectory(
    long version, long roster, Map<ItemKind, List<DirectoryItem>> items, List<StandIn> standIns) {

  public List<DirectoryItem> of(ItemKind kind) {
    return items.getOrDefault(kind, List.of());
  }
}
