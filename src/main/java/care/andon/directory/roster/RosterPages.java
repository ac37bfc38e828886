package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Named;
import care.andon.directory.calendar.CalendarExport;
import care.andon.directory.oncall.Interval;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.PageLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rosters as they are shown. */
@ApplicationScoped
class RosterPages {
  private final RosterRepository repository;
  private final ShiftRepository shifts;
  private final WeeklyDutyRepository weekly;
  private final StandInRepository standIns;
  private final Directory directory;
  private final InstantSource time;

  RosterPages(
      RosterRepository repository,
      ShiftRepository shifts,
      WeeklyDutyRepository weekly,
      StandInRepository standIns,
      Directory directory,
      InstantSource time) {
    this.repository = repository;
    this.shifts = shifts;
    this.weekly = weekly;
    this.standIns = standIns;
    this.directory = directory;
    this.time = time;
  }

  RosterView roster(RosterAddress address, RosterWindow window) {
    var snapshot = directory.snapshot();
    return roster(address.find(snapshot), window.at(time.instant()), snapshot);
  }

  /** The same as a calendar. */
  String calendar(RosterAddress address, RosterWindow window) {
    var now = time.instant();
    var snapshot = directory.snapshot();
    var place = address.find(snapshot);
    var when = window.at(now);
    var content =
        new CalendarExport.Content(
            weekly.weekly(place), shifts.shifts(place, when), standIns.standIns(place, when));
    return CalendarExport.write(snapshot, place, when, content, now);
  }

  private RosterView roster(RosterPlace place, Interval window, DirectorySnapshot snapshot) {
    return new RosterView(
        Named.of(place.facility()),
        place.team() == null ? null : Named.of(place.team()),
        place.tier(),
        place.facility().timeZone().getId(),
        window.from(),
        window.to(),
        weekly.weekly(place).stream()
            .map(duty -> RosterView.WeeklyView.of(duty, snapshot))
            .toList(),
        shifts.shifts(place, window).stream()
            .map(shift -> RosterView.ShiftView.of(shift, snapshot))
            .toList(),
        standIns.standIns(place, window).stream()
            .map(standIn -> RosterView.StandInView.of(standIn, snapshot))
            .toList(),
        snapshot.gaps(place.post(), window.from(), window.to()).stream()
            .map(RosterView.GapView::of)
            .toList());
  }

  /**
   * Some of what was changed.
   *
   * @param cursor where the next page begins; null on the last one
   */
  record Changes(List<RosterView.ChangeView> items, @Nullable String cursor) {}

  /**
   * What was changed, the latest first.
   *
   * @param path of the list; a cursor is good for one list only
   */
  Changes changes(
      RosterAddress address, String path, @Nullable String limit, @Nullable String cursor) {
    var snapshot = directory.snapshot();
    var place = address.find(snapshot);
    var most = PageLimit.parse(limit).value();
    var position = Cursor.read(path, cursor);
    var found =
        repository.changes(place, position == null ? null : UUID.fromString(position), most + 1);
    var shown = found.subList(0, Math.min(found.size(), most));
    return new Changes(
        shown.stream().map(change -> RosterView.ChangeView.of(change, snapshot)).toList(),
        found.size() > shown.size() ? Cursor.write(path, shown.getLast().id().toString()) : null);
  }
}
