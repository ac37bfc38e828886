package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Named;
import care.andon.directory.oncall.Interval;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.PageLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rosters and their change log. */
@ApplicationScoped
public class RosterQueries {
  private final RosterChangeRepository changes;
  private final ShiftRepository shifts;
  private final WeeklyDutyRepository weekly;
  private final StandInRepository standIns;
  private final Directory directory;
  private final InstantSource time;

  RosterQueries(
      RosterChangeRepository changes,
      ShiftRepository shifts,
      WeeklyDutyRepository weekly,
      StandInRepository standIns,
      Directory directory,
      InstantSource time) {
    this.changes = changes;
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

  /**
   * The stored entries of one roster.
   *
   * @param weekly all weekly duties
   * @param shifts the shifts of a window
   * @param standIns the stand-ins of the same window, also those that were called off
   */
  public record Entries(
      List<WeeklyDuty> weekly, List<Shift> shifts, List<StoredStandIn> standIns) {}

  /** The entries of a roster: all weekly duties, and the shifts and stand-ins in the window. */
  public Entries entries(RosterPlace place, Interval window) {
    return new Entries(
        weekly.of(place), shifts.within(place, window), standIns.within(place, window));
  }

  private RosterView roster(RosterPlace place, Interval window, DirectorySnapshot snapshot) {
    var entries = entries(place, window);
    return new RosterView(
        Named.of(place.facility()),
        place.team() == null ? null : Named.of(place.team()),
        place.tier(),
        place.facility().timeZone().getId(),
        window.from(),
        window.to(),
        entries.weekly().stream().map(duty -> RosterView.WeeklyView.of(duty, snapshot)).toList(),
        entries.shifts().stream().map(shift -> RosterView.ShiftView.of(shift, snapshot)).toList(),
        entries.standIns().stream()
            .map(standIn -> RosterView.StandInView.of(standIn, snapshot))
            .toList(),
        snapshot.gaps(place.post(), window.from(), window.to()).stream()
            .map(RosterView.GapView::of)
            .toList());
  }

  /**
   * A page of changes.
   *
   * @param cursor where the next page begins; null on the last page
   */
  record Changes(List<RosterView.ChangeView> items, @Nullable String cursor) {}

  /**
   * The changes of a roster, the latest first.
   *
   * @param path of the list; a cursor is valid for one list only
   */
  Changes changes(
      RosterAddress address, String path, @Nullable String limit, @Nullable String cursor) {
    var snapshot = directory.snapshot();
    var place = address.find(snapshot);
    var most = PageLimit.parse(limit).value();
    var position = Cursor.read(path, cursor);
    var found =
        changes.before(place, position == null ? null : UUID.fromString(position), most + 1);
    var shown = found.subList(0, Math.min(found.size(), most));
    return new Changes(
        shown.stream().map(change -> RosterView.ChangeView.of(change, snapshot)).toList(),
        found.size() > shown.size() ? Cursor.write(path, shown.getLast().id().toString()) : null);
  }
}
