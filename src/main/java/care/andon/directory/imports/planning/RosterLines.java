package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ItemKind;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans the weekly duties and shifts of the roster lines.
 *
 * @param members team id and person id of each membership after the import
 * @param ids generates ids of new items
 */
record RosterLines(
    SourceContents sending,
    ReferenceResolver references,
    RosterRules rules,
    Set<String> members,
    Supplier<UUID> ids) {

  /** The changes of weekly duties and shifts. */
  Map<ItemKind, ImportPlan.Changes> changes() {
    var duties = new WantedItems(ItemKind.DUTIES);
    var shifts = new WantedItems(ItemKind.SHIFTS);
    var ofDuties = known(ItemKind.DUTIES);
    var ofShifts = known(ItemKind.SHIFTS);
    for (var line : sending.lines(ItemKind.DUTIES)) {
      var isShift = line.has("starts") || line.has("ends");
      var things = isShift ? ofShifts : ofDuties;
      if (!isWanted(line, isShift ? shifts : duties, things)) {
        things.mention(line.get("externalId"));
      }
    }
    var changes = new EnumMap<ItemKind, ImportPlan.Changes>(ItemKind.class);
    changes.put(
        ItemKind.DUTIES,
        duties.changes(sending.stored(ItemKind.DUTIES), item -> isMissing(item, ofDuties)));
    changes.put(
        ItemKind.SHIFTS,
        shifts.changes(
            sending.stored(ItemKind.SHIFTS),
            item -> isMissing(item, ofShifts) && !rules.isOver(item)));
    exclusives(changes, id -> duties.lineOf(id) == null ? shifts.lineOf(id) : duties.lineOf(id));
    return changes;
  }

  private KnownItems known(ItemKind kind) {
    return new KnownItems(kind, sending.stored(kind), sending.source());
  }

  private boolean isMissing(DirectoryItem item, KnownItems things) {
    return sending.claimsAllOf(item) && !things.isMentioned(item);
  }

  private void exclusives(
      Map<ItemKind, ImportPlan.Changes> changes, Function<UUID, @Nullable ImportLine> line) {
    var usernames = usernames();
    new ExclusiveTimes(
            rules.now(),
            line,
            facility -> ZoneId.of(timeZone(facility)),
            person -> usernames.getOrDefault(person, ""))
        .require(
            Objects.requireNonNull(changes.get(ItemKind.DUTIES)).after(),
            Objects.requireNonNull(changes.get(ItemKind.SHIFTS)).after(),
            sending.upload()::reject);
  }

  private String timeZone(String facility) {
    return references.known(ItemKind.FACILITIES).get(facility).text("timeZone");
  }

  private Map<String, String> usernames() {
    var names = new HashMap<String, String>();
    sending
        .stored(ItemKind.PEOPLE)
        .forEach(person -> names.put(person.id().toString(), person.code()));
    return names;
  }

  /** Whether a line is valid; then its duty or shift is wanted. */
  private boolean isWanted(ImportLine line, WantedItems wanted, KnownItems things) {
    var values = line.isComplete() ? rosterValues(wanted.kind(), line) : null;
    if (values == null) {
      return false;
    }
    var externalId = line.get("externalId") == null ? ownName(values) : line.get("externalId");
    var same = wanted.firstWith(externalId, line);
    if (same != null) {
      references.reject(
          line,
          line.get("externalId") == null ? null : "externalId",
          "duplicate_external_id",
          "Line %d has the same; send each once".formatted(same.number()));
      return false;
    }
    var before = things.find(externalId, values::toString);
    wanted.add(
        before.orElse(null),
        new DirectoryItem(
            wanted.kind(),
            before.map(DirectoryItem::id).orElseGet(ids),
            sending.source(),
            externalId,
            false,
            values),
        line);
    return true;
  }

  /** A line without an id in the source is known by its contents. */
  private static String ownName(List<@Nullable String> values) {
    return "=" + NaturalKeyMatcher.key("roster", values.toString());
  }

  private @Nullable List<@Nullable String> rosterValues(ItemKind kind, ImportLine line) {
    var found = references.values(kind, line);
    if (found.isEmpty()) {
      return null;
    }
    var values = found.get();
    var team = values.get(kind.index("team"));
    if (team != null) {
      var facility = references.facilityOf(team);
      if (values.get(kind.index("facility")) != null
          && !facility.equals(values.get(kind.index("facility")))) {
        references.reject(line, "facility", "other_facility", "The team is of another facility");
        return null;
      }
      values.set(kind.index("facility"), facility);
      if (!members.contains(team + values.get(kind.index("person")))) {
        references.reject(
            line,
            "person",
            "not_a_member",
            "The person is not a member of the team; send the membership, too");
        return null;
      }
    }
    if (values.get(kind.index("exclusive")) == null) {
      values.set(kind.index("exclusive"), "false");
    }
    if (kind == ItemKind.SHIFTS && values.get(kind.index("timeZone")) == null) {
      var facility = values.get(kind.index("facility"));
      values.set(kind.index("timeZone"), timeZone(String.valueOf(facility)));
    }
    return values;
  }
}
