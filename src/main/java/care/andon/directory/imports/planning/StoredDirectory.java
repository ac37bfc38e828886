package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.oncall.StandIn;
import java.util.List;
import java.util.Map;

/**
 * What the directory is before an import.
 *
 * @param version which state of places, people and weekly duties this is
 * @param roster which state of shifts and stand-ins this is
 * @param items also those who are gone
 */
public record StoredDirectory(
    long version, long roster, Map<ItemKind, List<DirectoryItem>> items, List<StandIn> standIns) {

  public List<DirectoryItem> of(ItemKind kind) {
    return items.getOrDefault(kind, List.of());
  }
}
