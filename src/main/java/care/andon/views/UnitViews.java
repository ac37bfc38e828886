package care.andon.views;

import care.andon.directory.Directory;
import care.andon.directory.Named;
import care.andon.directory.Unit;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.request.query.VisibilityFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The board of a unit, and what its next shift must know. */
@ApplicationScoped
public class UnitViews {
  private static final Duration ANSWERED_FOR = Duration.ofHours(24);
  private static final int MOST = 100;

  private final ViewQueries queries;
  private final Directory directory;
  private final VisibilityFilter visibility;
  private final InstantSource time;

  UnitViews(
      ViewQueries queries, Directory directory, VisibilityFilter visibility, InstantSource time) {
    this.queries = queries;
    this.directory = directory;
    this.visibility = visibility;
    this.time = time;
  }

  /**
   * Returns the board of a unit.
   *
   * @throws Problem if there is no such unit
   */
  public UnitBoard board(Caller caller, String idOrCode) {
    var now = time.instant();
    var unit = directory.unit(idOrCode).orElseThrow(Problem::notFound);
    var viewer = visibility.onUnitBoard(caller);
    var lists = queries.board(unit.id(), viewer, now.minus(ANSWERED_FOR), MOST);
    var maker = new RowView.Maker(directory, viewer, now);
    return new UnitBoard(
        now,
        place(unit),
        ViewCoverage.of(viewer),
        ShortList.of(ListName.OPEN, lists, maker),
        ShortList.of(ListName.ANSWERED, lists, maker));
  }

  /**
   * @param sinceText null for the start of the shift that ends or has just ended
   * @throws Problem if there is no such unit, or if {@code sinceText} is not valid
   */
  UnitHandover handover(Caller caller, String idOrCode, @Nullable String sinceText) {
    var now = time.instant();
    var unit = directory.unit(idOrCode).orElseThrow(Problem::notFound);
    var zone = directory.facility(unit.facility()).orElseThrow().timeZone();
    var since =
        sinceText == null ? LookbackWindow.shift(now, zone) : LookbackWindow.parse(sinceText, now);
    var viewer = visibility.onUnitBoard(caller);
    var lists = queries.handover(unit.id(), viewer, since, MOST);
    var maker = new RowView.Maker(directory, viewer, now);
    return new UnitHandover(
        now,
        place(unit),
        ViewCoverage.of(viewer),
        since,
        ShortList.of(ListName.ASKED_BACK, lists, maker),
        ShortList.of(ListName.OPEN, lists, maker),
        ShortList.of(ListName.TO_CONFIRM, lists, maker));
  }

  private static Named place(Unit unit) {
    return new Named(unit.id().value(), unit.code(), unit.name());
  }
}
