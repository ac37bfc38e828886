package care.andon.views;

import care.andon.directory.Directory;
import care.andon.directory.Named;
import care.andon.directory.Unit;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.request.query.VisibilityFilter;
import care.andon.request.query.VisibilityFilter.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a unit has asked and what became of it: on the wall, and for whoever comes on shift. */
@ApplicationScoped
class Board {
  private static final Duration ANSWERED_FOR = Duration.ofHours(24);
  private static final int MOST = 100;
  private static final String OPEN = "open";
  private static final String ANSWERED = "answered";
  private static final String TO_CONFIRM = "toConfirm";
  private static final String ASKED_BACK = "askedBack";
  private static final String LATEST_ANSWER_FIRST = ListQuery.ANSWERED_AT + " desc, id";

  private final DataSource database;
  private final Directory directory;
  private final VisibilityFilter sight;
  private final InstantSource time;

  Board(DataSource database, Directory directory, VisibilityFilter sight, InstantSource time) {
    this.database = database;
    this.directory = directory;
    this.sight = sight;
    this.time = time;
  }

  /** What hangs on the wall of a unit. */
  @Schema(name = "UnitBoard", description = "The requests of a unit: open and recently answered.")
  record OnTheWall(
      Instant asOf,
      Named unit,
      Covers covers,
      @Schema(description = "Open requests, worst first") ShortList open,
      @Schema(description = "Requests answered in the last 24 hours, latest first")
          ShortList answered) {

    /** What its tag covers; see {@link RowView#still}. */
    OnTheWall still() {
      return new OnTheWall(Instant.EPOCH, unit, covers, open.still(), answered.still());
    }
  }

  /** What whoever comes on shift must know. */
  @Schema(name = "UnitHandover", description = "The requests of a unit, for the next shift.")
  record ForTheNext(
      Instant asOf,
      Named unit,
      Covers covers,
      @Schema(description = "The start of the time covered by `toConfirm`") Instant since,
      @Schema(
              description =
                  "Requests that wait for the unit's answer: those whose wait ends first,"
                      + " then worst first")
          ShortList askedBack,
      @Schema(description = "Open requests, worst first") ShortList open,
      @Schema(
              description =
                  "Requests resolved since then and neither confirmed nor reopened, latest first")
          ShortList toConfirm) {

    /** What its tag covers; see {@link RowView#still}. */
    ForTheNext still() {
      return new ForTheNext(
          Instant.EPOCH, unit, covers, since, askedBack.still(), open.still(), toConfirm.still());
    }
  }

  /**
   * @throws Problem when there is no such unit
   */
  OnTheWall onTheWall(Caller caller, String idOrCode) {
    var now = time.instant();
    var unit = directory.unit(idOrCode).orElseThrow(Problem::notFound);
    var viewer = sight.onTheWall(caller);
    var lists =
        ListQuery.of(
                List.of(
                    of(unit, viewer, OPEN, ListPart.WORST_FIRST).where(ListPart.OPEN),
                    of(unit, viewer, ANSWERED, LATEST_ANSWER_FIRST)
                        .answeredSince(now.minus(ANSWERED_FOR))))
            .read(database);
    var maker = new RowView.Maker(directory, viewer, now);
    return new OnTheWall(
        now,
        place(unit),
        Covers.of(viewer),
        ShortList.of(lists.getOrDefault(OPEN, List.of()), maker),
        ShortList.of(lists.getOrDefault(ANSWERED, List.of()), maker));
  }

  /**
   * @param since null for the begin of the shift that ends or has just ended
   * @throws Problem when there is no such unit
   */
  ForTheNext forTheNext(Caller caller, String idOrCode, @Nullable String since) {
    var now = time.instant();
    var unit = directory.unit(idOrCode).orElseThrow(Problem::notFound);
    var zone = directory.facility(unit.facility()).orElseThrow().timeZone();
    var from = since == null ? LookbackWindow.shift(now, zone) : LookbackWindow.parse(since, now);
    var viewer = sight.onTheWall(caller);
    var lists =
        ListQuery.of(
                List.of(
                    of(
                            unit,
                            viewer,
                            ASKED_BACK,
                            "coalesce(wait_ends_at, 'infinity'), " + ListPart.WORST_FIRST)
                        .where("status = 'waiting_for_caregiver'"),
                    of(unit, viewer, OPEN, ListPart.WORST_FIRST)
                        .where("status in ('open', 'acknowledged')"),
                    of(unit, viewer, TO_CONFIRM, LATEST_ANSWER_FIRST)
                        .where(
                            "status = 'resolved' and updated_at >= ? and resolved_at >= ?",
                            from,
                            from)))
            .read(database);
    var maker = new RowView.Maker(directory, viewer, now);
    return new ForTheNext(
        now,
        place(unit),
        Covers.of(viewer),
        from,
        ShortList.of(lists.getOrDefault(ASKED_BACK, List.of()), maker),
        ShortList.of(lists.getOrDefault(OPEN, List.of()), maker),
        ShortList.of(lists.getOrDefault(TO_CONFIRM, List.of()), maker));
  }

  private static ListPart of(Unit unit, Viewer viewer, String name, String order) {
    return ListPart.of(name, order, MOST)
        .where(ListPart.OF_UNIT, unit.id().value())
        .where(viewer.condition(), viewer.values());
  }

  private static Named place(Unit unit) {
    return new Named(unit.id().value(), unit.code(), unit.name());
  }
}
