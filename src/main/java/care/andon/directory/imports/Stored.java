package care.andon.directory.imports;

import care.andon.directory.StandIn;
import java.util.List;
import java.util.Map;

/**
 * What the directory is before an import.
 *
 * @param version which state of places, people and weekly duties this is
 * @param roster which state of shifts and stand-ins this is
 * @param items also those who are gone
 */
record Stored(long version, long roster, Map<Kind, List<Item>> items, List<StandIn> standIns) {

  List<Item> of(Kind kind) {
    return items.getOrDefault(kind, List.of());
  }
}
