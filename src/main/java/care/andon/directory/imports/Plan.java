package care.andon.directory.imports;

import java.util.List;
import java.util.Map;

/** What has to be written so that the directory becomes what was sent. */
record Plan(Map<Kind, Changes> changes) {

  /** The same thing before and after. */
  record Changed(Item before, Item after) {}

  /**
   * What becomes of one kind.
   *
   * @param after all there is afterwards, also what is gone and stays readable
   */
  record Changes(
      List<Item> added, List<Changed> changed, List<Item> gone, int unchanged, List<Item> after) {
    boolean isEmpty() {
      return added.isEmpty() && changed.isEmpty() && gone.isEmpty();
    }
  }

  Changes of(Kind kind) {
    return changes.getOrDefault(kind, new Changes(List.of(), List.of(), List.of(), 0, List.of()));
  }

  boolean isEmpty() {
    return changes.values().stream().allMatch(Changes::isEmpty);
  }

  /** All there is of a kind afterwards and is not gone. */
  List<Item> present(Kind kind) {
    return of(kind).after().stream().filter(item -> !item.gone()).toList();
  }
}
