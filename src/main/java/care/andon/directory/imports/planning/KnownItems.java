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

/** The items of one kind, indexed by everything a line may name them by. */
final class KnownItems {
  private final ItemKind kind;
  private final String source;
  private final Map<UUID, DirectoryItem> byId = new HashMap<>();
  private final Map<String, DirectoryItem> byExternalId = new HashMap<>();
  private final Map<String, DirectoryItem> byCode = new HashMap<>();
  private final Map<String, DirectoryItem> byAnySpelling = new HashMap<>();
  private final Set<String> mentioned = new HashSet<>();
  private List<DirectoryItem> items;

  /** Duties and shifts by their values. Made when a line needs it: there are 100,000 shifts. */
  private @Nullable Map<String, DirectoryItem> byValues;

  KnownItems(ItemKind kind, List<DirectoryItem> items, String source) {
    this.kind = kind;
    this.source = source;
    this.items = items;
    index();
  }

  private void index() {
    for (var item : items) {
      if (item.isFromSource(source) && item.externalId() != null) {
        byExternalId.put(item.externalId(), item);
      }
      if (kind.isNamed()) {
        byId.put(item.id(), item);
        byCode.put(item.code(), item);
        byAnySpelling.merge(
            kind.codeKey(item.code()), item, (one, other) -> one.gone() ? other : one);
      }
    }
  }

  /** From now on, references mean the items as they are after the import. */
  void replaceWith(List<DirectoryItem> items) {
    byId.clear();
    byExternalId.clear();
    byCode.clear();
    byAnySpelling.clear();
    byValues = null;
    this.items = items;
    index();
  }

  /** The item of a line: by its id in the source, or by its code if it has no source yet. */
  Optional<DirectoryItem> find(String externalId, Supplier<String> code) {
    var known = byExternalId.get(externalId);
    return known == null
        ? byCode(code.get()).filter(item -> item.source() == null)
        : Optional.of(known);
  }

  /** The item of a line without an id in the source: the code is the id, in any capitals. */
  Optional<DirectoryItem> findByCode(String code) {
    return find(code, () -> code)
        .or(
            () ->
                byCode(code)
                    .filter(
                        item ->
                            item.isFromSource(source)
                                && kind.codeKey(item.code())
                                    .equals(kind.codeKey(String.valueOf(item.externalId())))));
  }

  /** The item with this code. Capitals of a username count only where two people differ in them. */
  Optional<DirectoryItem> byCode(String code) {
    if (!kind.isNamed()) {
      return Optional.ofNullable(byValues().get(code));
    }
    var exact = byCode.get(code);
    return Optional.ofNullable(exact != null ? exact : byAnySpelling.get(kind.codeKey(code)));
  }

  /** Those without a source, which a line of the same values adopts. */
  private Map<String, DirectoryItem> byValues() {
    var known = byValues;
    if (known == null) {
      known = new HashMap<>();
      for (var item : items) {
        if (item.source() == null) {
          known.put(item.values().toString(), item);
        }
      }
      byValues = known;
    }
    return known;
  }

  /** Records that a line names an item, although the line may be invalid. */
  void mention(@Nullable String externalId) {
    if (externalId != null) {
      mentioned.add(externalId);
    }
  }

  boolean isMentioned(DirectoryItem item) {
    return mentioned.contains(item.externalId());
  }

  /** The items with this code or external id; two if they are different items. */
  List<DirectoryItem> named(String name) {
    var one = byCode(name).orElse(null);
    var other = byExternalId.get(name);
    if (one == null || other == null || one.id().equals(other.id())) {
      return one == null ? (other == null ? List.of() : List.of(other)) : List.of(one);
    }
    return List.of(one, other);
  }

  Optional<DirectoryItem> byId(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  DirectoryItem get(String id) {
    return Objects.requireNonNull(byId.get(UUID.fromString(id)));
  }

  boolean isGone(UUID id) {
    var item = byId.get(id);
    return item == null || item.gone();
  }

  /** The name of the kind, singular. */
  String what() {
    return kind.table();
  }
}
