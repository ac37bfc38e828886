package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.imports.reading.Rejection;
import care.andon.directory.imports.reading.Upload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Resolves references in lines to items, as they are after the import. */
final class ReferenceResolver {
  private final Upload upload;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<ItemKind, KnownItems> known = new EnumMap<>(ItemKind.class);

  ReferenceResolver(Upload upload) {
    this.upload = upload;
  }

  void register(ItemKind kind, KnownItems things) {
    known.put(kind, things);
  }

  KnownItems known(ItemKind kind) {
    return Objects.requireNonNull(known.get(kind));
  }

  boolean isGone(ItemKind kind, String id) {
    return known(kind).isGone(UUID.fromString(id));
  }

  /** The id of the facility of a team. */
  String facilityOf(String team) {
    return known(ItemKind.TEAMS).get(team).text("facility");
  }

  /**
   * The values of a line, with ids instead of names; empty if a name is unknown, which is rejected.
   */
  Optional<List<@Nullable String>> values(ItemKind kind, ImportLine line) {
    var values = new ArrayList<@Nullable String>();
    var isGood = true;
    for (var field : kind.fields()) {
      var cell = line.get(field.title());
      if (field.refersTo() != null && cell != null) {
        var id = resolve(line, field.title(), field.refersTo(), cell);
        isGood &= id != null;
        values.add(shared(id));
      } else {
        values.add(shared(cell));
      }
    }
    return isGood ? Optional.of(values) : Optional.empty();
  }

  /** Shares equal texts: a year of shifts repeats the same few people. */
  private @Nullable String shared(@Nullable String text) {
    return text == null ? null : texts.computeIfAbsent(text, it -> it);
  }

  /** The id of the item that a cell names; null if there is none, which is rejected. */
  @Nullable String resolve(ImportLine line, String title, ItemKind kind, String name) {
    var found = known(kind).named(name);
    var what = known(kind).what();
    if (found.size() > 1) {
      reject(
          line,
          title,
          "ambiguous_reference",
          "It is the code of one entry and the external id of another; send one that is unique");
      return null;
    }
    if (found.isEmpty()) {
      reject(
          line,
          title,
          "unknown_" + what,
          "Send the %s, or the external id, of a %s that is there or in this import"
              .formatted(kind == ItemKind.PEOPLE ? "username" : "code", what));
      return null;
    }
    if (found.getFirst().gone()) {
      reject(
          line,
          title,
          what + "_is_gone",
          "That %s is gone; name one that is there".formatted(what));
      return null;
    }
    return found.getFirst().id().toString();
  }

  void reject(ImportLine line, @Nullable String title, String code, String reason) {
    upload.reject(Rejection.at(line, title, code, reason));
  }
}
