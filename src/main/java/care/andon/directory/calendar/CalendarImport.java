package care.andon.directory.calendar;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.calendar.CalendarShifts.EventShift;
import care.andon.directory.roster.RosterChange;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.Rosters;
import care.andon.directory.roster.Shift;
import care.andon.directory.roster.Shifts;
import care.andon.directory.roster.StoredStandIn;
import care.andon.directory.roster.WeeklyDuties;
import care.andon.directory.roster.WeeklyDuty;
import care.andon.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Imports an iCalendar file into a roster: compares the two, and adds, changes and removes shifts.
 */
@ApplicationScoped
class CalendarImport {
  private final Rosters rosters;
  private final WeeklyDuties weeklyDuties;
  private final Shifts shifts;

  CalendarImport(Rosters rosters, WeeklyDuties weeklyDuties, Shifts shifts) {
    this.rosters = rosters;
    this.weeklyDuties = weeklyDuties;
    this.shifts = shifts;
  }

  /** A stored shift, and what it is in the file. */
  record ShiftUpdate(Shift before, EventShift after) {}

  /**
   * What a file changes in a roster. Shifts that are over are neither added nor changed.
   *
   * @param weekly weekly duties that were exported here, are not on the roster any more and come
   *     back
   * @param standIns stand-ins for which the same holds
   * @param unchanged number of shifts that are already as in the file
   * @param past number of shifts that are over and therefore left alone
   */
  record RosterDifference(
      boolean applied,
      List<EventShift> added,
      List<ShiftUpdate> changed,
      List<Shift> removed,
      List<WeeklyDuty> weekly,
      List<StoredStandIn> standIns,
      int unchanged,
      int past) {}

  /**
   * Imports a file completely or, if anything is wrong, not at all.
   *
   * @param apply false for a dry run
   */
  RosterDifference read(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, byte[] file, boolean apply) {
    return rosters.change(
        caller,
        find,
        change -> {
          var errors = new CalendarErrors();
          var calendar = new CalendarShifts(change.snapshot, change.place, change.now, errors);
          var contents = calendar.read(file);
          var missing = missing(change.place, contents.other(), errors);
          var restore =
              new CalendarRestore(change.place, change.now, caller.username(), calendar, errors);
          var difference =
              compare(change, contents, restore.weekly(missing), restore.standIns(missing), apply);
          difference
              .added()
              .forEach(it -> calendar.requirePresent(it.shift().person(), it.event()));
          difference
              .changed()
              .forEach(
                  it -> calendar.requirePresent(it.after().shift().person(), it.after().event()));
          errors.throwIfAny();
          requireNoOverlap(change, difference);
          if (apply) {
            apply(change, difference);
          }
          return difference;
        });
  }

  private static void apply(Rosters.Change change, RosterDifference difference) {
    difference.added().forEach(it -> change.add(it.shift()));
    difference.changed().forEach(it -> change.replace(it.after().shift()));
    difference.removed().forEach(change::remove);
    difference.weekly().forEach(duty -> change.add(duty, null));
    difference
        .standIns()
        .forEach(
            it ->
                change.add(
                    it.swap() == null ? RosterChange.Act.STAND_IN : RosterChange.Act.SWAP, it));
  }

  /** Events of weekly duties and stand-ins that were exported here and are not stored any more. */
  private List<CalendarEvent> missing(
      RosterPlace place, List<CalendarEvent> events, CalendarErrors errors) {
    var posts =
        rosters.postsOf(
            events.stream().map(event -> CalendarExport.idOf(event.uid())).distinct().toList());
    var missing = new LinkedHashMap<UUID, CalendarEvent>();
    for (var event : events) {
      var id = CalendarExport.idOf(event.uid());
      var post = posts.get(id);
      if (post != null && !post.equals(place.post())) {
        errors.add(event.line(), "no_such_duty", "Send only duties and stand-ins of this roster");
      } else if (post != null && event.isCancelled()) {
        errors.add(
            event.line(),
            "not_supported",
            "Duties of every week and stand-ins are ended here, not by a calendar");
      } else if (post == null && !event.isCancelled() && missing.putIfAbsent(id, event) != null) {
        errors.add(event.line(), "duplicate_uid", "Send every UID once");
      }
    }
    return List.copyOf(missing.values());
  }

  private void requireNoOverlap(Rosters.Change change, RosterDifference difference) {
    var after = new ArrayList<Shift>();
    difference.added().forEach(it -> after.add(it.shift()));
    difference.changed().forEach(it -> after.add(it.after().shift()));
    weeklyDuties.requireNoOverlap(difference.weekly(), after, change);
    if (after.isEmpty()) {
      return;
    }
    var replaced = new ArrayList<>(difference.removed());
    difference.changed().forEach(it -> replaced.add(it.before()));
    var kept = new ArrayList<>(shifts.within(change.place, Shifts.span(after)));
    kept.removeIf(shift -> replaced.stream().anyMatch(it -> it.id().equals(shift.id())));
    shifts.requireNoOverlap(after, kept, change);
  }

  private RosterDifference compare(
      Rosters.Change change,
      CalendarShifts.FileContents contents,
      List<WeeklyDuty> weekly,
      List<StoredStandIn> standIns,
      boolean apply) {
    var stored = storedShifts(change.place, contents);
    var added = new ArrayList<EventShift>();
    var changed = new ArrayList<ShiftUpdate>();
    var unchanged = 0;
    var past = 0;
    for (var entry : contents.shifts().entrySet()) {
      var before = stored.remove(entry.getKey());
      var after = entry.getValue();
      if (before != null && isUnchanged(before, after.shift())) {
        unchanged++;
      } else if (isOver(after.shift(), change) || (before != null && isOver(before, change))) {
        past++;
      } else if (before == null) {
        added.add(after);
      } else {
        changed.add(
            new ShiftUpdate(
                before, new EventShift(withIdOf(before, after.shift()), after.event())));
      }
    }
    var removed =
        stored.entrySet().stream()
            .filter(entry -> contents.uids().contains(uid(entry.getKey(), contents)))
            .map(Map.Entry::getValue)
            .filter(shift -> !hasBegun(shift, change))
            .toList();
    var zone = change.place.facility().timeZone();
    var weeklyToCome =
        weekly.stream().filter(it -> it.times().nextTurn(change.now, zone).isPresent()).toList();
    var standInsToCome =
        standIns.stream()
            .filter(it -> it.when().to().isAfter(change.now))
            .map(it -> it.notBefore(change.now))
            .toList();
    past += weekly.size() - weeklyToCome.size() + standIns.size() - standInsToCome.size();
    return new RosterDifference(
        apply, added, changed, removed, weeklyToCome, standInsToCome, unchanged, past);
  }

  /** The stored shifts that the file may mean, by the external id they would have in it. */
  private Map<String, Shift> storedShifts(RosterPlace place, CalendarShifts.FileContents contents) {
    var stored = new HashMap<String, Shift>();
    for (var shift : shifts.fromSource(place, CalendarShifts.source(place))) {
      stored.put(Objects.requireNonNull(shift.externalId()), shift);
    }
    for (var uid : contents.uids()) {
      CalendarExport.shiftOf(uid)
          .flatMap(id -> shifts.find(place, id))
          .ifPresent(shift -> stored.put(uid, shift));
    }
    return stored;
  }

  /** The UID of the event or series that an external id belongs to. */
  private static @Nullable String uid(String externalId, CalendarShifts.FileContents contents) {
    if (contents.uids().contains(externalId)) {
      return externalId;
    }
    var slash = externalId.lastIndexOf('/');
    return slash < 0 ? null : externalId.substring(0, slash);
  }

  private static boolean isUnchanged(Shift before, Shift after) {
    return before.hasSamePersonAndTimes(after) && before.exclusive() == after.exclusive();
  }

  private static Shift withIdOf(Shift before, Shift after) {
    return new Shift(
        before.id(),
        after.person(),
        after.times(),
        after.exclusive(),
        before.source(),
        before.externalId());
  }

  private static boolean isOver(Shift shift, Rosters.Change change) {
    return shift.span().filter(when -> when.to().isAfter(change.now)).isEmpty();
  }

  private static boolean hasBegun(Shift shift, Rosters.Change change) {
    return shift.span().filter(when -> when.from().isAfter(change.now)).isEmpty();
  }
}
