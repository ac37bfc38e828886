package care.andon.directory.imports;

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
 * What the lines of rosters come to: duties of every week, and shifts.
 *
 * @param members ids of a team and a person, for each membership there will be
 * @param ids of what is new
 */
record RosterLines(
    Sending sending,
    References references,
    RosterRules rules,
    Set<String> members,
    Supplier<UUID> ids) {

  /** What has to be written of both kinds. */
  Map<Kind, Plan.Changes> changes() {
    var duties = new Wanted(Kind.DUTIES);
    var shifts = new Wanted(Kind.SHIFTS);
    var ofDuties = known(Kind.DUTIES);
    var ofShifts = known(Kind.SHIFTS);
    for (var line : sending.lines(Kind.DUTIES)) {
      var isShift = line.has("starts") || line.has("ends");
      roster(line, isShift ? shifts : duties, isShift ? ofShifts : ofDuties);
    }
    var changes = new EnumMap<Kind, Plan.Changes>(Kind.class);
    changes.put(
        Kind.DUTIES,
        duties.changes(sending.stored(Kind.DUTIES), item -> isMissing(item, ofDuties)));
    changes.put(
        Kind.SHIFTS,
        shifts.changes(
            sending.stored(Kind.SHIFTS), item -> isMissing(item, ofShifts) && !rules.isOver(item)));
    exclusives(changes, id -> duties.lineOf(id) == null ? shifts.lineOf(id) : duties.lineOf(id));
    return changes;
  }

  private Known known(Kind kind) {
    return new Known(kind, sending.stored(kind), sending.source());
  }

  private boolean isMissing(Item item, Known things) {
    return sending.claimsAllOf(item) && !things.isMentioned(item);
  }

  private void exclusives(Map<Kind, Plan.Changes> changes, Function<UUID, @Nullable Line> line) {
    var usernames = usernames();
    new Exclusives(
            rules.now(),
            line,
            facility -> ZoneId.of(timeZone(facility)),
            person -> usernames.getOrDefault(person, ""))
        .require(
            Objects.requireNonNull(changes.get(Kind.DUTIES)).after(),
            Objects.requireNonNull(changes.get(Kind.SHIFTS)).after(),
            sending.upload()::reject);
  }

  private String timeZone(String facility) {
    return references.known(Kind.FACILITIES).get(facility).text("timeZone");
  }

  private Map<String, String> usernames() {
    var names = new HashMap<String, String>();
    sending.stored(Kind.PEOPLE).forEach(person -> names.put(person.id().toString(), person.code()));
    return names;
  }

  private void roster(Line line, Wanted wanted, Known things) {
    things.mention(line.get("externalId"), null);
    if (!line.isComplete() || !rules.isWhole(line, sending.upload()::reject)) {
      return;
    }
    var values = rosterValues(wanted.kind(), line);
    if (values == null) {
      return;
    }
    var externalId = line.get("externalId") == null ? ownName(values) : line.get("externalId");
    var same = wanted.once(externalId, line);
    if (same != null) {
      references.reject(
          line,
          line.get("externalId") == null ? null : "externalId",
          "duplicate_external_id",
          "Line %d has the same; send each once".formatted(same.number()));
      return;
    }
    var before = things.find(externalId, values::toString);
    things.mention(externalId, null);
    wanted.add(
        before.orElse(null),
        new Item(
            wanted.kind(),
            before.map(Item::id).orElseGet(ids),
            sending.source(),
            externalId,
            false,
            values),
        line);
  }

  /** What has no id in the source is known by what it says. */
  private static String ownName(List<@Nullable String> values) {
    return "=" + Keyed.key("roster", values.toString());
  }

  private @Nullable List<@Nullable String> rosterValues(Kind kind, Line line) {
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
            "Whoever is on call for a team is its member; send the membership, too");
        return null;
      }
    }
    if (values.get(kind.index("exclusive")) == null) {
      values.set(kind.index("exclusive"), "false");
    }
    if (kind == Kind.SHIFTS && values.get(kind.index("timeZone")) == null) {
      var facility = values.get(kind.index("facility"));
      values.set(kind.index("timeZone"), timeZone(String.valueOf(facility)));
    }
    return values;
  }
}
