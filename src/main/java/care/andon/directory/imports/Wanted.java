package care.andon.directory.imports;

import java.util.ArrayList;
import java.util.Collection;
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

/** What the lines of a sheet make of one kind. */
final class Wanted {
  private final Kind kind;
  private final Map<String, Line> once = new HashMap<>();
  private final Map<UUID, Item> items = new LinkedHashMap<>();
  private final Map<UUID, Line> lines = new HashMap<>();
  private final Set<UUID> known = new HashSet<>();

  Wanted(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The line that had this name before; null for the first one. */
  @Nullable Line once(String name, Line line) {
    return once.putIfAbsent(name, line);
  }

  void add(@Nullable Item before, Item after, Line line) {
    items.put(after.id(), after);
    lines.put(after.id(), line);
    if (before != null) {
      known.add(before.id());
    }
  }

  /** Its line is rejected; it stays as it is. */
  void keep(Item before) {
    known.add(before.id());
  }

  Collection<Item> items() {
    return items.values();
  }

  Line line(Item item) {
    return Objects.requireNonNull(lines.get(item.id()));
  }

  @Nullable Line lineOf(UUID id) {
    return lines.get(id);
  }

  /** What becomes of something stored; null when no line is about it. */
  @Nullable Item after(UUID id) {
    return items.get(id);
  }

  /**
   * The difference to what is stored.
   *
   * @param isMissing whether something stored that no line is about is gone
   */
  Plan.Changes changes(List<Item> stored, Predicate<Item> isMissing) {
    var added = new ArrayList<Item>();
    var changed = new ArrayList<Plan.Changed>();
    var gone = new ArrayList<Item>();
    var after = new ArrayList<Item>();
    int unchanged = 0;
    for (var before : stored) {
      var now = items.get(before.id());
      if (now != null) {
        after.add(now);
        if (before.isLike(now)) {
          unchanged++;
        } else {
          changed.add(new Plan.Changed(before, now));
        }
      } else if (!before.gone() && !known.contains(before.id()) && isMissing.test(before)) {
        gone.add(before);
        if (kind.isNamed()) {
          after.add(before.goes());
        }
      } else {
        after.add(before);
      }
    }
    for (var item : items.values()) {
      if (!known.contains(item.id())) {
        added.add(item);
        after.add(item);
      }
    }
    return new Plan.Changes(added, changed, gone, unchanged, after);
  }
}
