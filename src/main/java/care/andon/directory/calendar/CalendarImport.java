package care.andon.directory.calendar;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.calendar.CalendarShifts.EventShift;
import care.andon.directory.calendar.CalendarShifts.FileContents;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.Rosters;
import care.andon.directory.roster.Shift;
import care.andon.directory.roster.Shifts;
import care.andon.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Imports an iCalendar file into a roster: compares the two, and adds, changes and removes shifts.
 */
@ApplicationScoped
class CalendarImport {
  private final Rosters rosters;
  private final Shifts shifts;

  CalendarImport(Rosters rosters, Shifts shifts) {
    this.rosters = rosters;
    this.shifts = shifts;
  }

  /** A stored shift, and what it is from now on. */
  record ShiftUpdate(Shift before, EventShift after) {}

  /**
   * What a file changes in a roster. The past stays: a shift under way changes from now on, and one
   * that is over does not change.
   *
   * @param removed a shift under way ends now
   * @param unchanged number of shifts that are already as in the file
   * @param past number of shifts that are over and therefore left alone
   * @param skipped number of weekly duties and stand-ins in the file
   */
  record RosterDifference(
      boolean applied,
      List<EventShift> added,
      List<ShiftUpdate> changed,
      List<Shift> removed,
      int unchanged,
      int past,
      int skipped) {}

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
          var contents =
              CalendarShifts.read(file, change.snapshot, change.place, change.now, errors);
          var difference = compare(change, contents, apply);
          var people = new CalendarPeople(change.snapshot, change.place);
          after(difference)
              .forEach(it -> errors.collect(it.event(), () -> people.requirePresent(it)));
          errors.throwIfAny();
          requireNoOverlap(change, difference);
          if (apply) {
            apply(change, difference);
          }
          return difference;
        });
  }

  private static List<EventShift> after(RosterDifference difference) {
    return Stream.concat(
            difference.added().stream(), difference.changed().stream().map(ShiftUpdate::after))
        .toList();
  }

  private static void apply(Rosters.Change change, RosterDifference difference) {
    difference.removed().forEach(shift -> remove(shift, change));
    for (var update : difference.changed()) {
      var after = update.after().shift();
      if (after.id().equals(update.before().id())) {
        change.replace(after);
      } else {
        remove(update.before(), change);
        change.add(after);
      }
    }
    difference.added().forEach(it -> change.add(it.shift()));
  }

  private static void remove(Shift shift, Rosters.Change change) {
    timeline(change).past(shift).ifPresentOrElse(change::end, () -> change.remove(shift));
  }

  private static ShiftTimeline timeline(Rosters.Change change) {
    return new ShiftTimeline(change.now, CalendarShifts.source(change.place));
  }

  private void requireNoOverlap(Rosters.Change change, RosterDifference difference) {
    var after = after(difference).stream().map(EventShift::shift).toList();
    if (after.isEmpty()) {
      return;
    }
    var replaced =
        Stream.concat(
                difference.removed().stream(),
                difference.changed().stream().map(ShiftUpdate::before))
            .map(Shift::id)
            .collect(Collectors.toSet());
    var kept = new ArrayList<>(shifts.within(change.place, Shifts.span(after)));
    kept.removeIf(shift -> replaced.contains(shift.id()));
    shifts.requireNoOverlap(after, kept, change);
  }

  private RosterDifference compare(Rosters.Change change, FileContents contents, boolean apply) {
    var timeline = timeline(change);
    var stored = storedShifts(change.place, contents);
    var added = new ArrayList<EventShift>();
    var changed = new ArrayList<ShiftUpdate>();
    var removed = new ArrayList<Shift>();
    var unchanged = 0;
    var past = 0;
    for (var entry : contents.shifts().entrySet()) {
      var before = stored.remove(entry.getKey());
      var after = entry.getValue();
      if (after.shift().isOver(change.now) && (before == null || before.isOver(change.now))) {
        past++;
      } else if (before == null) {
        added.add(new EventShift(after.shift().notBefore(change.now), after.event()));
      } else if (timeline.isSame(before, after.shift())) {
        unchanged++;
      } else if (after.shift().isOver(change.now)) {
        removed.add(before);
      } else {
        changed.add(
            new ShiftUpdate(
                before, new EventShift(timeline.changed(before, after.shift()), after.event())));
      }
    }
    stored.entrySet().stream()
        .filter(entry -> isMentioned(entry.getKey(), contents))
        .map(Map.Entry::getValue)
        .filter(shift -> !shift.isOver(change.now))
        .forEach(removed::add);
    return new RosterDifference(
        apply, added, changed, removed, unchanged, past, contents.skipped());
  }

  /** The stored shifts that the file may mean, by the external id they would have in it. */
  private Map<String, Shift> storedShifts(RosterPlace place, FileContents contents) {
    var stored = new HashMap<String, Shift>();
    for (var shift : shifts.fromSource(place, CalendarShifts.source(place))) {
      stored.put(Objects.requireNonNull(shift.externalId()), shift);
    }
    for (var uid : contents.uids()) {
      CalendarExport.shiftOf(uid)
          .flatMap(id -> shifts.find(place, id))
          .ifPresent(shift -> stored.putIfAbsent(uid, shift));
    }
    return stored;
  }

  /** Whether the file has the event or the series that an external id belongs to. */
  private static boolean isMentioned(String externalId, FileContents contents) {
    var slash = externalId.lastIndexOf('/');
    return contents.uids().contains(externalId)
        || (slash >= 0 && contents.uids().contains(externalId.substring(0, slash)));
  }
}
