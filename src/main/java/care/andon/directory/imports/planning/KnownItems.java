package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The things of one kind, by everything a line can name them by. */
final class KnownItems {
  private final ItemKind kind;
  private final String source;
  private final Map<UUID, DirectoryItem> byId = new HashMap<>();
  private final Map<String, DirectoryItem> byExternalId = new HashMap<>();
  private final Map<String, DirectoryItem> byCode = new HashMap<>();
  private final Set<String> mentioned = new HashSet<>();

  KnownItems(ItemKind kind, List<DirectoryItem> items, String source) {
    this.kind = kind;
    this.source = source;
    index(items);
  }

  private void index(List<DirectoryItem> items) {
    for (var item : items) {
      byId.put(item.id(), item);
      if (item.isOf(source) && item.externalId() != null) {
        byExternalId.put(item.externalId(), item);
      }
      if (kind.isNamed()) {
        byCode.put(item.code(), item);
      } else if (item.source() == null) {
        byCode.put(item.values().toString(), item);
      }
    }
  }

  /** From now on it is what the import makes of it that can be referred to. */
  void become(List<DirectoryItem> items) {
    byId.clear();
    byExternalId.clear();
    byCode.clear();
    index(items);
  }

  /** What a line is about: by its id in the source, or, while nobody has it, by its code. */
  Optional<DirectoryItem> find(String externalId, Supplier<String> code) {
    var known = byExternalId.get(externalId);
    return known == null
        ? byCode(code.get()).filter(item -> item.source() == null)
        : Optional.of(known);
  }

  Optional<DirectoryItem> byCode(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** A line speaks of it, whether or not it can be read. */
  void mention(@Nullable String externalId, @Nullable String code) {
    if (externalId != null) {
      mentioned.add(externalId);
    }
    if (code != null && byCode.containsKey(code)) {
      var externalIdOfCode = byCode.get(code).externalId();
      if (externalIdOfCode != null && externalId == null) {
        mentioned.add(externalIdOfCode);
      }
    }
  }

  boolean isMentioned(DirectoryItem item) {
    return mentioned.contains(item.externalId());
  }

  /** What has this code or external id; two when they differ. */
  List<DirectoryItem> named(String name) {
    var one = byCode.get(name);
    var other = byExternalId.get(name);
    if (one == null || other == null || one.id().equals(other.id())) {
      return one == null ? (other == null ? List.of() : List.of(other)) : List.of(one);
    }
    return List.of(one, other);
  }

  DirectoryItem get(String id) {
    return Objects.requireNonNull(byId.get(UUID.fromString(id)));
  }

  boolean isGone(UUID id) {
    var item = byId.get(id);
    return item == null || item.gone();
  }

  /** What one of them is called. */
  String what() {
    return kind.table();
  }
}
