package care.andon.directory.calendar;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.calendar.CalendarShifts.OnLine;
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

  /** A shift that the file would have otherwise than it is. */
  record Moved(Shift before, OnLine after) {}

  /**
   * What a file changes. Shifts that are over stay as they are, and none is added.
   *
   * @param weekly duties of every week that are on the roster no longer and come back
   * @param standIns stand-ins that do
   * @param unchanged how many shifts are as the file has them
   * @param past how many are over, and are therefore neither added nor changed
   */
  record Outcome(
      boolean applied,
      List<OnLine> added,
      List<Moved> changed,
      List<Shift> removed,
      List<WeeklyDuty> weekly,
      List<StoredStandIn> standIns,
      int unchanged,
      int past) {}

  /**
   * Reads a calendar into a roster: all of it or, where anything is wrong, none.
   *
   * @param apply whether to change the roster, or only to say how it would change
   */
  Outcome read(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, byte[] file, boolean apply) {
    return rosters.change(
        caller,
        find,
        change -> {
          var refusals = new CalendarRefusals();
          var calendar = new CalendarShifts(change.snapshot, change.place, change.now, refusals);
          var said = calendar.read(file);
          var missing = missing(change.place, said.other(), refusals);
          var restore =
              new CalendarRestore(change.place, change.now, caller.username(), calendar, refusals);
          var outcome =
              compare(change, said, restore.weekly(missing), restore.standIns(missing), apply);
          outcome.added().forEach(it -> calendar.requirePresent(it.shift().person(), it.event()));
          outcome
              .changed()
              .forEach(
                  it -> calendar.requirePresent(it.after().shift().person(), it.after().event()));
          refusals.orThrow();
          requireNoOverlap(change, outcome);
          if (apply) {
            apply(change, outcome);
          }
          return outcome;
        });
  }

  private static void apply(Rosters.Change change, Outcome outcome) {
    outcome.added().forEach(it -> change.add(it.shift()));
    outcome.changed().forEach(it -> change.replace(it.after().shift()));
    outcome.removed().forEach(change::remove);
    outcome.weekly().forEach(duty -> change.add(duty, null));
    outcome
        .standIns()
        .forEach(
            it ->
                change.add(
                    it.swap() == null ? RosterChange.Act.STAND_IN : RosterChange.Act.SWAP, it));
  }

  /** Duties of every week and stand-ins that were exported here and are not there. */
  private List<CalendarEvent> missing(
      RosterPlace place, List<CalendarEvent> events, CalendarRefusals refusals) {
    var posts =
        rosters.postsOf(
            events.stream().map(event -> CalendarExport.idOf(event.uid())).distinct().toList());
    var missing = new LinkedHashMap<UUID, CalendarEvent>();
    for (var event : events) {
      var id = CalendarExport.idOf(event.uid());
      var post = posts.get(id);
      if (post != null && !post.equals(place.post())) {
        refusals.add(event.line(), "no_such_duty", "Send only what is of this roster");
      } else if (post != null && event.isCancelled()) {
        refusals.add(
            event.line(),
            "not_supported",
            "Duties of every week and stand-ins are ended here, not by a calendar");
      } else if (post == null && !event.isCancelled() && missing.putIfAbsent(id, event) != null) {
        refusals.add(event.line(), "duplicate_uid", "Send every UID once");
      }
    }
    return List.copyOf(missing.values());
  }

  private void requireNoOverlap(Rosters.Change change, Outcome outcome) {
    var after = new ArrayList<Shift>();
    outcome.added().forEach(it -> after.add(it.shift()));
    outcome.changed().forEach(it -> after.add(it.after().shift()));
    weeklyDuties.requireNoOverlap(outcome.weekly(), after, change);
    if (after.isEmpty()) {
      return;
    }
    var replaced = new ArrayList<>(outcome.removed());
    outcome.changed().forEach(it -> replaced.add(it.before()));
    var kept = new ArrayList<>(shifts.within(change.place, Shifts.span(after)));
    kept.removeIf(shift -> replaced.stream().anyMatch(it -> it.id().equals(shift.id())));
    shifts.requireNoOverlap(after, kept, change);
  }

  private Outcome compare(
      Rosters.Change change,
      CalendarShifts.Said said,
      List<WeeklyDuty> weekly,
      List<StoredStandIn> standIns,
      boolean apply) {
    var there = there(change.place, said);
    var added = new ArrayList<OnLine>();
    var changed = new ArrayList<Moved>();
    var unchanged = 0;
    var past = 0;
    for (var entry : said.shifts().entrySet()) {
      var before = there.remove(entry.getKey());
      var after = entry.getValue();
      if (before != null && isAs(before, after.shift())) {
        unchanged++;
      } else if (isOver(after.shift(), change) || (before != null && isOver(before, change))) {
        past++;
      } else if (before == null) {
        added.add(after);
      } else {
        changed.add(new Moved(before, new OnLine(as(before, after.shift()), after.event())));
      }
    }
    var removed =
        there.entrySet().stream()
            .filter(entry -> said.uids().contains(uid(entry.getKey(), said)))
            .map(Map.Entry::getValue)
            .filter(shift -> !hasBegun(shift, change))
            .toList();
    var zone = change.place.facility().timeZone();
    var weeklyToCome =
        weekly.stream().filter(it -> it.times().next(change.now, zone).isPresent()).toList();
    var standInsToCome =
        standIns.stream()
            .filter(it -> it.when().to().isAfter(change.now))
            .map(it -> it.notBefore(change.now))
            .toList();
    past += weekly.size() - weeklyToCome.size() + standIns.size() - standInsToCome.size();
    return new Outcome(
        apply, added, changed, removed, weeklyToCome, standInsToCome, unchanged, past);
  }

  /** The shifts a file may speak of, by the id they would have in it. */
  private Map<String, Shift> there(RosterPlace place, CalendarShifts.Said said) {
    var there = new HashMap<String, Shift>();
    for (var shift : shifts.fromSource(place, CalendarShifts.source(place))) {
      there.put(java.util.Objects.requireNonNull(shift.externalId()), shift);
    }
    for (var uid : said.uids()) {
      CalendarExport.shiftOf(uid)
          .flatMap(id -> shifts.find(place, id))
          .ifPresent(shift -> there.put(uid, shift));
    }
    return there;
  }

  /** The event a shift is of: itself, or the series. */
  private static @Nullable String uid(String externalId, CalendarShifts.Said said) {
    if (said.uids().contains(externalId)) {
      return externalId;
    }
    var slash = externalId.lastIndexOf('/');
    return slash < 0 ? null : externalId.substring(0, slash);
  }

  private static boolean isAs(Shift before, Shift after) {
    return before.saysTheSameAs(after) && before.exclusive() == after.exclusive();
  }

  private static Shift as(Shift before, Shift after) {
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
