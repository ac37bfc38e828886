package care.andon.directory.imports;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Memberships or owners: they have no id in any system, and are known by the first two things they
 * name. What another source has sent may be sent again, and not otherwise.
 */
final class Keyed {
  private final Kind kind;
  private final Sending sending;
  private final References references;
  private final Wanted wanted;
  private final Map<UUID, Item> before = new HashMap<>();

  Keyed(Kind kind, Sending sending, References references) {
    this.kind = kind;
    this.sending = sending;
    this.references = references;
    this.wanted = new Wanted(kind);
    sending.stored(kind).forEach(item -> before.put(item.id(), item));
  }

  /** Stands for the key where there is an id otherwise. */
  static UUID key(@Nullable String one, @Nullable String other) {
    return UUID.nameUUIDFromBytes((one + " " + other).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds what a line says.
   *
   * @param title of the column to name where it cannot be
   * @param twice what to say about a line whose key another one has, with %d for that
   */
  void add(Line line, List<@Nullable String> values, String title, String twice) {
    var id = key(values.get(0), values.get(1));
    var same = wanted.once(id.toString(), line);
    if (same != null) {
      references.reject(line, title, "duplicate", twice.formatted(same.number()));
      return;
    }
    var there = before.get(id);
    var item = new Item(kind, id, sending.source(), null, false, values);
    if (there == null || !isOthers(there)) {
      wanted.add(there, item, line);
    } else if (there.values().equals(values)) {
      wanted.add(there, there, line);
    } else {
      wanted.keep(there);
      references.reject(
          line,
          title,
          "of_another_source",
          "The source '%s' has sent it, and otherwise; change it there".formatted(there.source()));
    }
  }

  private boolean isOthers(Item there) {
    return !there.gone() && there.source() != null && !there.isOf(sending.source());
  }

  /**
   * The difference to what is stored.
   *
   * @param isGone what is gone even if nobody says so
   */
  Plan.Changes changes(Predicate<Item> isGone) {
    return wanted.changes(
        sending.stored(kind), item -> isGone.test(item) || sending.claimsAllOf(item));
  }
}
