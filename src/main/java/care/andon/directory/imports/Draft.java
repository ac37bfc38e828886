package care.andon.directory.imports;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds for every line of an upload which stored thing it is about, and names what cannot be. Pure:
 * the same upload and the same directory make the same plan, but for the ids of what is new.
 *
 * <p>A thing is known by its id in the source, and by its code where the source has not been heard
 * of yet: then it is adopted. What a whole import of a source does not mention any more is gone;
 * what another source has, or nobody, is never touched.
 */
final class Draft {
  private final Upload upload;
  private final Stored stored;
  private final String source;
  private final boolean whole;
  private final Supplier<UUID> ids;
  private final RosterRules rosterRules;
  private final Map<Kind, Known> known = new EnumMap<>(Kind.class);
  private final Map<Kind, Plan.Changes> changes = new EnumMap<>(Kind.class);
  private final Set<String> members = new HashSet<>();

  /**
   * @param whole whether what is missing of the source in a sheet that was sent is gone
   * @param ids of what is new
   * @param rosterRules which duties cannot be, and which are over
   */
  Draft(
      Upload upload,
      Stored stored,
      String source,
      boolean whole,
      Supplier<UUID> ids,
      RosterRules rosterRules) {
    this.upload = upload;
    this.stored = stored;
    this.source = source;
    this.whole = whole;
    this.ids = ids;
    this.rosterRules = rosterRules;
  }

  /** What has to be written; what cannot be is rejected in the upload. */
  Plan plan() {
    named(Kind.FACILITIES);
    named(Kind.UNITS);
    named(Kind.TEAMS);
    requireFacilities();
    named(Kind.PEOPLE);
    memberships();
    rosters();
    owners();
    return new Plan(changes);
  }

  // --- Things with a name of their own ---

  private void named(Kind kind) {
    var things = new Known(kind, stored.of(kind), source);
    known.put(kind, things);
    var wanted = new Wanted(kind);
    for (var line : upload.lines(kind.sheet())) {
      var code = line.get(codeTitle(kind));
      var externalId = line.get("externalId") == null ? code : line.get("externalId");
      if (code == null || externalId == null) {
        things.mention(externalId, code);
        continue;
      }
      var before = things.find(externalId, () -> code);
      things.mention(externalId, code);
      if (!isOnce(wanted, line, externalId, code) || !mayBe(line, kind, before, code)) {
        before.ifPresent(wanted::keep);
        continue;
      }
      var values = values(kind, line);
      if (values.isEmpty() || !line.isComplete()) {
        before.ifPresent(wanted::keep);
        continue;
      }
      if (before.isPresent() && moves(before.get(), values.get())) {
        reject(
            line,
            "facility",
            "moved",
            "What is there does not move to another facility; send it under another code");
      }
      wanted.add(
          before.orElse(null),
          new Item(
              kind, before.map(Item::id).orElseGet(ids), source, externalId, false, values.get()),
          line);
    }
    requireFreeCodes(wanted, things);
    changes.put(kind, wanted.changes(stored.of(kind), item -> isMissing(item, things)));
    things.become(changes.get(kind).after());
  }

  private static String codeTitle(Kind kind) {
    return kind == Kind.PEOPLE ? "username" : "code";
  }

  private static boolean moves(Item before, List<@Nullable String> values) {
    return before.kind() != Kind.FACILITIES
        && before.kind() != Kind.PEOPLE
        && !before.text("facility").equals(values.get(before.kind().index("facility")));
  }

  private boolean isMissing(Item item, Known things) {
    return whole
        && upload.hasAllOf(item.kind().sheet())
        && item.isOf(source)
        && !things.isMentioned(item);
  }

  private boolean isOnce(Wanted wanted, Line line, String externalId, String code) {
    var title = codeTitle(wanted.kind());
    var sameId = wanted.once("id " + externalId, line);
    if (sameId != null) {
      reject(
          line,
          line.get("externalId") == null ? title : "externalId",
          "duplicate_external_id",
          "Line %d has the same; send each once".formatted(sameId.number()));
      return false;
    }
    var sameCode = wanted.once("code " + code, line);
    if (sameCode != null) {
      reject(
          line,
          title,
          "duplicate_code",
          "Line %d has the same; send each once".formatted(sameCode.number()));
      return false;
    }
    return true;
  }

  private boolean mayBe(Line line, Kind kind, Optional<Item> before, String code) {
    var holder = known(kind).byCode(code);
    if (holder.isEmpty() || before.filter(holder.get()::equals).isPresent()) {
      return true;
    }
    var other = holder.get();
    if (before.isEmpty() && other.source() != null && !other.isOf(source)) {
      reject(
          line,
          codeTitle(kind),
          "code_of_another_source",
          "It belongs to what the source '%s' has sent; choose another one"
              .formatted(other.source()));
      return false;
    }
    return true;
  }

  /** Nothing takes a code that something else keeps. */
  private void requireFreeCodes(Wanted wanted, Known things) {
    for (var item : wanted.items()) {
      var line = wanted.line(item);
      var holder = things.byCode(item.code());
      if (holder.isEmpty() || holder.get().id().equals(item.id())) {
        continue;
      }
      var becomes = wanted.after(holder.get().id());
      if (becomes == null || becomes.code().equals(item.code())) {
        reject(
            line,
            codeTitle(item.kind()),
            "code_taken",
            holder.get().gone()
                ? "It belongs to what is gone; choose another one"
                : "It belongs to something else that is there; choose another one");
      }
    }
  }

  private void requireFacilities() {
    for (var facility : changes(Kind.FACILITIES).gone()) {
      var stays =
          Stream.of(Kind.UNITS, Kind.TEAMS)
              .flatMap(kind -> changes(kind).after().stream())
              .anyMatch(item -> !item.gone() && item.uuid("facility").equals(facility.id()));
      if (stays) {
        upload.reject(
            Rejection.of(
                Sheet.FACILITIES,
                "still_in_use",
                "Facility "
                    + facility.code()
                    + " is missing, but units or teams of it stay; send units and teams without"
                    + " them, too"));
      }
    }
  }

  // --- What refers to them ---

  private Optional<List<@Nullable String>> values(Kind kind, Line line) {
    var values = new ArrayList<@Nullable String>();
    var isGood = true;
    for (var field : kind.fields()) {
      var cell = line.get(field.title());
      if (field.refersTo() != null && cell != null) {
        var id = refer(line, field.title(), field.refersTo(), cell);
        isGood &= id != null;
        values.add(id);
      } else {
        values.add(cell);
      }
    }
    return isGood ? Optional.of(values) : Optional.empty();
  }

  /** The id of what a cell names; null for what is not there, which is rejected. */
  private @Nullable String refer(Line line, String title, Kind kind, String name) {
    var found = known(kind).named(name);
    var what = known(kind).what();
    if (found.size() > 1) {
      reject(
          line,
          title,
          "ambiguous_reference",
          "It is the code of one and the external id of another; send what only one has");
      return null;
    }
    if (found.isEmpty()) {
      reject(
          line,
          title,
          "unknown_" + what,
          "Send the %s, or the external id, of a %s that is there or in this import"
              .formatted(kind == Kind.PEOPLE ? "username" : "code", what));
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

  private void memberships() {
    var wanted = new Wanted(Kind.MEMBERSHIPS);
    var before = new HashMap<UUID, Item>();
    stored.of(Kind.MEMBERSHIPS).forEach(item -> before.put(item.id(), item));
    for (var line : upload.lines(Sheet.MEMBERSHIPS)) {
      var values = values(Kind.MEMBERSHIPS, line);
      if (values.isEmpty() || !line.isComplete()) {
        continue;
      }
      var complete = new ArrayList<@Nullable String>(values.get());
      if (complete.get(2) == null) {
        complete.set(2, "false");
      }
      var id = key(complete.get(0), complete.get(1));
      var same = wanted.once(id.toString(), line);
      if (same != null) {
        reject(
            line,
            "person",
            "duplicate",
            "Line %d has the same person in the same team; send it once".formatted(same.number()));
        continue;
      }
      wanted.add(
          before.get(id), new Item(Kind.MEMBERSHIPS, id, source, null, false, complete), line);
    }
    changes.put(
        Kind.MEMBERSHIPS,
        wanted.changes(
            stored.of(Kind.MEMBERSHIPS),
            item ->
                isGone(Kind.TEAMS, item.text("team"))
                    || isGone(Kind.PEOPLE, item.text("person"))
                    || (whole && upload.hasAllOf(Sheet.MEMBERSHIPS) && item.isOf(source))));
    for (var item : changes(Kind.MEMBERSHIPS).after()) {
      if (!item.gone()) {
        members.add(item.text("team") + item.text("person"));
      }
    }
  }

  /** Memberships and owners have no id; one made of their key stands for it here. */
  static UUID key(@Nullable String one, @Nullable String other) {
    return UUID.nameUUIDFromBytes((one + " " + other).getBytes(StandardCharsets.UTF_8));
  }

  private boolean isGone(Kind kind, String id) {
    return known(kind).isGone(UUID.fromString(id));
  }

  // --- Rosters ---

  private void rosters() {
    var duties = new Wanted(Kind.DUTIES);
    var shifts = new Wanted(Kind.SHIFTS);
    var ofDuties = new Known(Kind.DUTIES, stored.of(Kind.DUTIES), source);
    var ofShifts = new Known(Kind.SHIFTS, stored.of(Kind.SHIFTS), source);
    for (var line : upload.lines(Sheet.ROSTERS)) {
      var isShift = line.has("starts") || line.has("ends");
      roster(line, isShift ? shifts : duties, isShift ? ofShifts : ofDuties);
    }
    changes.put(
        Kind.DUTIES, duties.changes(stored.of(Kind.DUTIES), item -> isMissing(item, ofDuties)));
    changes.put(
        Kind.SHIFTS,
        shifts.changes(
            stored.of(Kind.SHIFTS),
            item -> isMissing(item, ofShifts) && !rosterRules.isOver(item)));
    var usernames = usernames();
    new Exclusives(
            rosterRules.now(),
            id -> duties.lineOf(id) == null ? shifts.lineOf(id) : duties.lineOf(id),
            facility -> ZoneId.of(known(Kind.FACILITIES).get(facility).text("timeZone")),
            person -> usernames.getOrDefault(person, ""))
        .require(changes(Kind.DUTIES).after(), changes(Kind.SHIFTS).after(), upload::reject);
  }

  private Map<String, String> usernames() {
    var names = new HashMap<String, String>();
    stored.of(Kind.PEOPLE).forEach(person -> names.put(person.id().toString(), person.code()));
    return names;
  }

  private void roster(Line line, Wanted wanted, Known things) {
    things.mention(line.get("externalId"), null);
    if (!line.isComplete() || !rosterRules.isWhole(line, upload::reject)) {
      return;
    }
    var values = rosterValues(wanted.kind(), line);
    if (values == null) {
      return;
    }
    var externalId = line.get("externalId") == null ? ownName(values) : line.get("externalId");
    var same = wanted.once(externalId, line);
    if (same != null) {
      reject(
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
            wanted.kind(), before.map(Item::id).orElseGet(ids), source, externalId, false, values),
        line);
  }

  /** What has no id in the source is known by what it says. */
  private static String ownName(List<@Nullable String> values) {
    return "=" + key("roster", values.toString());
  }

  private @Nullable List<@Nullable String> rosterValues(Kind kind, Line line) {
    var found = values(kind, line);
    if (found.isEmpty()) {
      return null;
    }
    var values = found.get();
    var team = values.get(kind.index("team"));
    if (team != null) {
      var facility = known(Kind.TEAMS).get(team).text("facility");
      if (values.get(kind.index("facility")) != null
          && !facility.equals(values.get(kind.index("facility")))) {
        reject(line, "facility", "other_facility", "The team is of another facility");
        return null;
      }
      values.set(kind.index("facility"), facility);
      if (!members.contains(team + values.get(kind.index("person")))) {
        reject(
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
      values.set(
          kind.index("timeZone"),
          known(Kind.FACILITIES).get(String.valueOf(facility)).text("timeZone"));
    }
    return values;
  }

  // --- Owners ---

  private void owners() {
    var wanted = new Wanted(Kind.OWNERS);
    var before = new HashMap<UUID, Item>();
    stored.of(Kind.OWNERS).forEach(item -> before.put(item.id(), item));
    for (var line : upload.lines(Sheet.OWNERS)) {
      var values = ownerValues(line);
      if (values == null) {
        continue;
      }
      var id = key(values.get(0), values.get(1));
      var same = wanted.once(id.toString(), line);
      if (same != null) {
        reject(
            line,
            "category",
            "duplicate",
            "Line %d has the same category; a facility has one owner of each"
                .formatted(same.number()));
        continue;
      }
      wanted.add(before.get(id), new Item(Kind.OWNERS, id, source, null, false, values), line);
    }
    changes.put(
        Kind.OWNERS,
        wanted.changes(
            stored.of(Kind.OWNERS),
            item -> whole && upload.hasAllOf(Sheet.OWNERS) && item.isOf(source)));
  }

  private @Nullable List<@Nullable String> ownerValues(Line line) {
    var kind = Kind.OWNERS;
    var found = values(kind, line);
    if (found.isEmpty() || !line.isComplete()) {
      return null;
    }
    var values = found.get();
    var facility = String.valueOf(values.get(kind.index("facility")));
    var team = String.valueOf(values.get(kind.index("team")));
    if (!known(Kind.TEAMS).get(team).text("facility").equals(facility)) {
      reject(line, "team", "other_facility", "The team is of another facility");
      return null;
    }
    if (values.get(kind.index("waitsForBusinessDay")) == null) {
      values.set(kind.index("waitsForBusinessDay"), "false");
    }
    var backups = backups(line, facility, team);
    if (backups == null) {
      return null;
    }
    values.set(kind.index("backups"), backups);
    return values;
  }

  private @Nullable String backups(Line line, String facility, String owner) {
    var posts = new ArrayList<String>();
    for (var word :
        line.get("backups") == null
            ? new String[0]
            : Form.BLANKS.split(line.cells().get("backups"), -1)) {
      var post = backup(line, word, facility);
      if (post == null) {
        return null;
      }
      if (post.equals(owner) || posts.contains(post)) {
        reject(
            line,
            "backups",
            "cyclic_reference",
            "Nobody stands behind themselves: send each backup once, and not the owning team");
        return null;
      }
      posts.add(post);
    }
    return String.join(" ", posts);
  }

  private @Nullable String backup(Line line, String word, String facility) {
    if (word.startsWith("tier:")) {
      var tier = Form.TIER.read(word.substring("tier:".length()));
      if (tier.isEmpty()) {
        reject(line, "backups", "not_a_tier", Form.TIER.advice());
      }
      return tier.orElse(null);
    }
    var team = refer(line, "backups", Kind.TEAMS, word);
    if (team != null && !known(Kind.TEAMS).get(team).text("facility").equals(facility)) {
      reject(line, "backups", "other_facility", "The team is of another facility");
      return null;
    }
    return team;
  }

  private Known known(Kind kind) {
    return Objects.requireNonNull(known.get(kind));
  }

  private Plan.Changes changes(Kind kind) {
    return Objects.requireNonNull(changes.get(kind));
  }

  private void reject(Line line, @Nullable String title, String code, String reason) {
    upload.reject(Rejection.at(line, title == null ? null : line.sheet().get(title), code, reason));
  }
}
