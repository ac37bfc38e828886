package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ItemKind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Matches memberships or owners, which have no id, by their first two fields. A line that repeats
 * what another source has sent is accepted only without a difference.
 */
public final class NaturalKeyMatcher {
  private final ItemKind kind;
  private final SourceContents sending;
  private final ReferenceResolver references;
  private final WantedItems wanted;
  private final Map<UUID, DirectoryItem> before = new HashMap<>();

  NaturalKeyMatcher(ItemKind kind, SourceContents sending, ReferenceResolver references) {
    this.kind = kind;
    this.sending = sending;
    this.references = references;
    this.wanted = new WantedItems(kind);
    sending.stored(kind).forEach(item -> before.put(item.id(), item));
  }

  /** A UUID derived from the key, used as id. */
  public static UUID key(@Nullable String one, @Nullable String other) {
    return UUID.nameUUIDFromBytes((one + " " + other).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a line.
   *
   * @param title the column to name in a rejection
   * @param twice the message for a repeated key, with %d for the first line
   */
  void add(ImportLine line, List<@Nullable String> values, String title, String twice) {
    var id = key(values.get(0), values.get(1));
    var same = wanted.firstWith(id.toString(), line);
    if (same != null) {
      references.reject(line, title, "duplicate", twice.formatted(same.number()));
      return;
    }
    var stored = before.get(id);
    var item = new DirectoryItem(kind, id, sending.source(), null, false, values);
    if (stored == null || !isOthers(stored)) {
      wanted.add(stored, item, line);
    } else if (stored.values().equals(values)) {
      wanted.add(stored, stored, line);
    } else {
      wanted.leaveAsIs(stored);
      references.reject(
          line,
          title,
          "of_another_source",
          "The source '%s' has sent it, and otherwise; change it there".formatted(stored.source()));
    }
  }

  private boolean isOthers(DirectoryItem stored) {
    return !stored.gone() && stored.source() != null && !stored.isFromSource(sending.source());
  }

  /**
   * The difference to the stored items.
   *
   * @param isGone whether an item is gone because of something else
   */
  ImportPlan.Changes changes(Predicate<DirectoryItem> isGone) {
    return wanted.changes(
        sending.stored(kind), item -> isGone.test(item) || sending.claimsAllOf(item));
  }
}
