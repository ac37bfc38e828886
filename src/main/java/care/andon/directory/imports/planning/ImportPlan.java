package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import java.util.List;
import java.util.Map;

/** The changes that turn the stored directory into the uploaded one. */
public record ImportPlan(Map<ItemKind, Changes> changes) {

  /** An item before and after. */
  public record Changed(DirectoryItem before, DirectoryItem after) {}

  /**
   * The changes of one kind.
   *
   * @param after all items afterwards, also those that are gone
   */
  public record Changes(
      List<DirectoryItem> added,
      List<Changed> changed,
      List<DirectoryItem> gone,
      int unchanged,
      List<DirectoryItem> after) {
    public boolean isEmpty() {
      return added.isEmpty() && changed.isEmpty() && gone.isEmpty();
    }
  }

  public Changes of(ItemKind kind) {
    return changes.getOrDefault(kind, new Changes(List.of(), List.of(), List.of(), 0, List.of()));
  }

  public boolean isEmpty() {
    return changes.values().stream().allMatch(Changes::isEmpty);
  }

  /** All items of a kind afterwards, without those that are gone. */
  public List<DirectoryItem> present(ItemKind kind) {
    return of(kind).after().stream().filter(item -> !item.gone()).toList();
  }
}
