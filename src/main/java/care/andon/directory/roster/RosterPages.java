package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.Interval;
import care.andon.directory.Named;
import care.andon.platform.Cursor;
import care.andon.platform.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rosters as they are shown. */
@ApplicationScoped
class RosterPages {
  private final RosterRepository repository;
  private final Directory directory;

  RosterPages(RosterRepository repository, Directory directory) {
    this.repository = repository;
    this.directory = directory;
  }

  RosterView roster(RosterPlace place, Interval window) {
    var snapshot = directory.snapshot();
    return new RosterView(
        Named.of(place.facility()),
        place.team() == null ? null : Named.of(place.team()),
        place.tier(),
        place.facility().timeZone().getId(),
        window.from(),
        window.to(),
        repository.weekly(place).stream()
            .map(duty -> RosterView.WeeklyView.of(duty, snapshot))
            .toList(),
        repository.shifts(place, window).stream()
            .map(shift -> RosterView.ShiftView.of(shift, snapshot))
            .toList(),
        repository.standIns(place, window).stream()
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

  /** What was changed, the latest first. */
  Changes changes(RosterPlace place, String path, @Nullable String cursor, Limit limit) {
    var snapshot = directory.snapshot();
    var position = Cursor.read(path, cursor);
    var found =
        repository.changes(
            place, position == null ? null : UUID.fromString(position), limit.value() + 1);
    var shown = found.subList(0, Math.min(found.size(), limit.value()));
    return new Changes(
        shown.stream().map(change -> RosterView.ChangeView.of(change, snapshot)).toList(),
        found.size() > shown.size() ? Cursor.write(path, shown.getLast().id().toString()) : null);
  }
}
