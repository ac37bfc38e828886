package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ItemKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items that the lines of a sheet describe, for one kind. */
final class WantedItems {
  private final ItemKind kind;
  private final Map<String, ImportLine> firstWith = new HashMap<>();
  private final Map<UUID, WantedItem> items = new LinkedHashMap<>();
  private final Set<UUID> kept = new HashSet<>();

  /** An item that a line describes, and whether it changes a stored one. */
  private record WantedItem(DirectoryItem item, ImportLine line, boolean isStored) {}

  WantedItems(ItemKind kind) {
    this.kind = kind;
  }

  ItemKind kind() {
    return kind;
  }

  /** The line that used this name first; null if this line is the first one. */
  @Nullable ImportLine firstWith(String name, ImportLine line) {
    return firstWith.putIfAbsent(name, line);
  }

  void add(@Nullable DirectoryItem before, DirectoryItem after, ImportLine line) {
    items.put(after.id(), new WantedItem(after, line, before != null));
  }

  /** Keeps a stored item as it is, because its line is rejected. */
  void leaveAsIs(DirectoryItem before) {
    kept.add(before.id());
  }

  /** Takes an item back, because its line is rejected; a stored one stays as it is. */
  void withdraw(DirectoryItem item) {
    var wanted = items.remove(item.id());
    if (wanted != null && wanted.isStored()) {
      kept.add(item.id());
    }
  }

  List<DirectoryItem> items() {
    return items.values().stream().map(WantedItem::item).toList();
  }

  ImportLine line(DirectoryItem item) {
    return Objects.requireNonNull(lineOf(item.id()));
  }

  /** The line that describes an item; null if no line does. */
  @Nullable ImportLine lineOf(UUID id) {
    var wanted = items.get(id);
    return wanted == null ? null : wanted.line();
  }

  /** The item as the upload wants it; null if no line names it. */
  @Nullable DirectoryItem after(UUID id) {
    var wanted = items.get(id);
    return wanted == null ? null : wanted.item();
  }

  /**
   * The difference to the stored items.
   *
   * @param isMissing whether a stored item without a line is gone
   */
  ImportPlan.Changes changes(List<DirectoryItem> stored, Predicate<DirectoryItem> isMissing) {
    var added = new ArrayList<DirectoryItem>();
    var changed = new ArrayList<ImportPlan.Changed>();
    var gone = new ArrayList<DirectoryItem>();
    var after = new ArrayList<DirectoryItem>();
    int unchanged = 0;
    for (var before : stored) {
      var now = after(before.id());
      if (now != null) {
        after.add(now);
        if (before.isSameAs(now)) {
          unchanged++;
        } else {
          changed.add(new ImportPlan.Changed(before, now));
        }
      } else if (!before.gone() && !kept.contains(before.id()) && isMissing.test(before)) {
        gone.add(before);
        if (kind.isNamed()) {
          after.add(before.asGone());
        }
      } else {
        after.add(before);
      }
    }
    for (var wanted : items.values()) {
      if (!wanted.isStored()) {
        added.add(wanted.item());
        after.add(wanted.item());
      }
    }
    return new ImportPlan.Changes(added, changed, gone, unchanged, after);
  }
}
