package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import java.util.List;
import java.util.Map;

/** What has to be written so that the directory becomes what was sent. */
public record ImportPlan(Map<ItemKind, Changes> changes) {

  /** The same thing before and after. */
  public record Changed(DirectoryItem before, DirectoryItem after) {}

  /**
   * What becomes of one kind.
   *
   * @param after all there is afterwards, also what is gone and stays readable
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

  /** All there is of a kind afterwards and is not gone. */
  public List<DirectoryItem> present(ItemKind kind) {
    return of(kind).after().stream().filter(item -> !item.gone()).toList();
  }
}
