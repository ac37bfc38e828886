package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.imports.reading.Rejection;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares an upload with the stored directory: finds the stored item of every line, plans the
 * changes and rejects what is impossible. Pure: the same input gives the same plan, except for new
 * ids.
 *
 * <p>An item is known by its id in the source. If the source has not sent it before, it is known by
 * its code, and taken over from then on. A whole import removes items of its source that are
 * missing. Items of other sources, or without a source, are never changed.
 */
public final class ImportPlanner {
  private final SourceContents sending;
  private final Supplier<UUID> ids;
  private final RosterRules rosterRules;
  private final ReferenceResolver references;
  private final Map<ItemKind, ImportPlan.Changes> changes = new EnumMap<>(ItemKind.class);

  /**
   * @param ids generates ids of new items
   * @param rosterRules tells which duties are valid, and which are over
   */
  public ImportPlanner(SourceContents sending, Supplier<UUID> ids, RosterRules rosterRules) {
    this.sending = sending;
    this.ids = ids;
    this.rosterRules = rosterRules;
    this.references = new ReferenceResolver(sending.upload());
  }

  /** The plan. Impossible lines are rejected in the upload. */
  public ImportPlan plan() {
    named(ItemKind.FACILITIES);
    named(ItemKind.UNITS);
    named(ItemKind.TEAMS);
    requireFacilities();
    named(ItemKind.PEOPLE);
    memberships();
    changes.putAll(new RosterLines(sending, references, rosterRules, members(), ids).changes());
    changes.put(ItemKind.OWNERS, new OwnerLines(sending, references).changes());
    return new ImportPlan(changes);
  }

  // --- Items with a code: facilities, units, teams, people ---

  private void named(ItemKind kind) {
    var things = new KnownItems(kind, sending.stored(kind), sending.source());
    references.register(kind, things);
    var wanted = new WantedItems(kind);
    for (var line : sending.lines(kind)) {
      var code = line.get(codeTitle(kind));
      var sentId = line.get("externalId");
      if (code == null) {
        things.mention(sentId);
        continue;
      }
      var before = sentId == null ? things.findByCode(code) : things.find(sentId, () -> code);
      var externalId = sentId == null ? before.map(DirectoryItem::externalId).orElse(code) : sentId;
      things.mention(externalId);
      if (!isOnce(wanted, line, externalId, code) || !mayBe(line, kind, before, code)) {
        before.ifPresent(wanted::leaveAsIs);
        continue;
      }
      var values = references.values(kind, line);
      if (values.isEmpty() || !line.isComplete()) {
        before.ifPresent(wanted::leaveAsIs);
        continue;
      }
      if (before.isPresent() && moves(before.get(), values.get())) {
        references.reject(
            line,
            "facility",
            "moved",
            "An entry cannot move to another facility; send it under another code");
      }
      wanted.add(
          before.orElse(null),
          new DirectoryItem(
              kind,
              before.map(DirectoryItem::id).orElseGet(ids),
              sending.source(),
              externalId,
              false,
              values.get()),
          line);
    }
    requireFreeCodes(wanted, things);
    changes.put(kind, wanted.changes(sending.stored(kind), item -> isMissing(item, things)));
    things.replaceWith(changes.get(kind).after());
  }

  private static String codeTitle(ItemKind kind) {
    return kind == ItemKind.PEOPLE ? "username" : "code";
  }

  private static boolean moves(DirectoryItem before, List<@Nullable String> values) {
    return before.kind() != ItemKind.FACILITIES
        && before.kind() != ItemKind.PEOPLE
        && !before.text("facility").equals(values.get(before.kind().index("facility")));
  }

  private boolean isMissing(DirectoryItem item, KnownItems things) {
    return sending.claimsAllOf(item) && !things.isMentioned(item);
  }

  private boolean isOnce(WantedItems wanted, ImportLine line, String externalId, String code) {
    var title = codeTitle(wanted.kind());
    var sameId = wanted.firstWith("id " + externalId, line);
    if (sameId != null) {
      references.reject(
          line,
          line.get("externalId") == null ? title : "externalId",
          "duplicate_external_id",
          "Line %d has the same; send each once".formatted(sameId.number()));
      return false;
    }
    var sameCode = wanted.firstWith("code " + wanted.kind().codeKey(code), line);
    if (sameCode != null) {
      references.reject(
          line,
          title,
          "duplicate_code",
          "Line %d has the same; send each once".formatted(sameCode.number()));
      return false;
    }
    return true;
  }

  private boolean mayBe(
      ImportLine line, ItemKind kind, Optional<DirectoryItem> before, String code) {
    var holder = references.known(kind).byCode(code);
    if (holder.isEmpty() || before.filter(holder.get()::equals).isPresent()) {
      return true;
    }
    var other = holder.get();
    if (before.isEmpty() && other.source() != null && !other.isFromSource(sending.source())) {
      references.reject(
          line,
          codeTitle(kind),
          "code_of_another_source",
          "It belongs to what the source '%s' has sent; choose another one"
              .formatted(other.source()));
      return false;
    }
    return true;
  }

  /**
   * Rejects items whose code another item keeps. A rejected item keeps its own code, so the item
   * that wants that one is looked at again.
   */
  private void requireFreeCodes(WantedItems wanted, KnownItems things) {
    var byCode = new HashMap<String, DirectoryItem>();
    wanted.items().forEach(item -> byCode.put(item.kind().codeKey(item.code()), item));
    var unchecked = new ArrayDeque<>(wanted.items());
    while (!unchecked.isEmpty()) {
      var item = unchecked.remove();
      var holder = things.byCode(item.code()).filter(it -> keepsCode(it, item, wanted));
      if (holder.isPresent() && wanted.after(item.id()) != null) {
        references.reject(
            wanted.line(item), codeTitle(item.kind()), "code_taken", taken(holder.get()));
        wanted.leaveAsIs(holder.get());
        wanted.withdraw(item);
        things
            .byId(item.id())
            .map(before -> byCode.get(item.kind().codeKey(before.code())))
            .ifPresent(unchecked::add);
      }
    }
  }

  private static boolean keepsCode(DirectoryItem holder, DirectoryItem item, WantedItems wanted) {
    var becomes = wanted.after(holder.id());
    return !holder.id().equals(item.id())
        && (becomes == null
            || item.kind().codeKey(becomes.code()).equals(item.kind().codeKey(item.code())));
  }

  private String taken(DirectoryItem holder) {
    if (holder.gone()) {
      return "It belongs to an entry that is gone; choose another one";
    }
    return holder.isFromSource(sending.source())
        ? "This source has sent it under another externalId; send that one, with its zeros"
        : "It belongs to another entry; choose another one";
  }

  private void requireFacilities() {
    for (var facility : changes(ItemKind.FACILITIES).gone()) {
      var stays =
          Stream.of(ItemKind.UNITS, ItemKind.TEAMS)
              .flatMap(kind -> changes(kind).after().stream())
              .anyMatch(item -> !item.gone() && item.uuid("facility").equals(facility.id()));
      if (stays) {
        sending
            .upload()
            .reject(
                Rejection.of(
                    ImportSheet.FACILITIES,
                    "still_in_use",
                    "Facility "
                        + facility.code()
                        + " is missing, but units or teams of it stay; send units and teams without"
                        + " them, too"));
      }
    }
  }

  // --- Items that refer to them ---

  private void memberships() {
    var kind = ItemKind.MEMBERSHIPS;
    var memberships = new NaturalKeyMatcher(kind, sending, references);
    for (var line : sending.lines(kind)) {
      var values = references.values(kind, line);
      if (values.isPresent() && line.isComplete()) {
        if (values.get().get(kind.index("lead")) == null) {
          values.get().set(kind.index("lead"), "false");
        }
        memberships.add(
            line,
            values.get(),
            "person",
            "Line %d has the same person in the same team; send it once");
      }
    }
    changes.put(
        kind,
        memberships.changes(
            item ->
                references.isGone(ItemKind.TEAMS, item.text("team"))
                    || references.isGone(ItemKind.PEOPLE, item.text("person"))));
  }

  private Set<String> members() {
    return changes(ItemKind.MEMBERSHIPS).after().stream()
        .filter(item -> !item.gone())
        .map(item -> item.text("team") + item.text("person"))
        .collect(Collectors.toSet());
  }

  private ImportPlan.Changes changes(ItemKind kind) {
    return Objects.requireNonNull(changes.get(kind));
  }
}
