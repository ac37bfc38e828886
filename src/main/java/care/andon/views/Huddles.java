package care.andon.views;

import static java.util.stream.Collectors.toMap;

import care.andon.directory.Directory;
import care.andon.metrics.JudgedPromises;
import care.andon.metrics.PromiseCount;
import care.andon.metrics.engine.KeptCounts;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.request.query.VisibilityFilter;
import care.andon.request.query.VisibilityFilter.Viewer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts a huddle's sheet together: one statement for its lists, one for whether promises were kept.
 */
@ApplicationScoped
class Huddles {
  /** What fits on a sheet. */
  static final int MOST = 7;

  private static final String NEEDS_THIS_TIER = "needsThisTier";
  private static final String MISSED = "missed";
  private static final String ASKED = "asked";
  private static final String OLDEST = "oldest";
  private static final String SILENT = "silentLongest";

  private static final String FIRST_TO_ANSWER =
      """
      (select min(answer_by) from request_escalation
        where request_id = support_request.id and state = 'open'), id
      """;

  private static final String PROMISE_MISSED =
      """
      id in (
        select request_id from (%s) as promise where verdict in ('missed', 'missed_open')
      )
      """;

  private final DataSource database;
  private final Directory directory;
  private final VisibilityFilter sight;
  private final InstantSource time;

  Huddles(DataSource database, Directory directory, VisibilityFilter sight, InstantSource time) {
    this.database = database;
    this.directory = directory;
    this.sight = sight;
    this.time = time;
  }

  /**
   * The sheet of a tier.
   *
   * @param tierText 1 to 4; any other does not exist
   * @param sinceText null for the same time yesterday
   * @throws Problem when the tier is none, or does not meet about that
   */
  Huddle sheet(Caller caller, String tierText, Scope.Asked asked, @Nullable String sinceText) {
    var now = time.instant();
    if (!tierText.matches("[1-4]")) {
      throw Problem.notFound();
    }
    var tier = Integer.parseInt(tierText);
    var scope = Scope.of(tier, asked, directory);
    var since =
        sinceText == null
            ? LookbackWindow.yesterday(now, scope.zone())
            : LookbackWindow.parse(sinceText, now);
    var viewer = sight.inLists(caller);
    var lists = ListQuery.of(parts(tier, scope, viewer, since, now)).read(database);
    var maker = new RowView.Maker(directory, viewer, now);
    return new Huddle(
        tier,
        since,
        now,
        scope.zone().getId(),
        Covers.of(viewer),
        list(NEEDS_THIS_TIER, lists, maker),
        list(MISSED, lists, maker),
        list(ASKED, lists, maker),
        list(OLDEST, lists, maker),
        list(SILENT, lists, maker),
        Huddle.promises(promises(scope, viewer, since, now)));
  }

  private static ShortList list(
      String name, Map<String, List<RequestRow>> lists, RowView.Maker maker) {
    return ShortList.of(lists.getOrDefault(name, List.of()), maker);
  }

  private static List<ListPart> parts(
      int tier, Scope scope, Viewer viewer, Instant since, Instant now) {
    var fallenDue = JudgedPromises.in(since, now, now, List.of(), List.of());
    return List.of(
        part(NEEDS_THIS_TIER, FIRST_TO_ANSWER, scope, viewer)
            .where(
                "id in (select request_id from request_escalation"
                    + " where state = 'open' and tier = ?)",
                tier),
        part(MISSED, ListPart.WORST_FIRST, scope, viewer)
            .where(PROMISE_MISSED.formatted(fallenDue.sql()), fallenDue.values()),
        part(ASKED, ListPart.IMPACT + ", asked_at, id", scope, viewer)
            .where("asked_at >= ?", since),
        part(OLDEST, "asked_at, id", scope, viewer).where(ListPart.OPEN),
        part(SILENT, ListQuery.SILENT_SINCE + ", id", scope, viewer).where(ListPart.OPEN));
  }

  private static ListPart part(String name, String order, Scope scope, Viewer viewer) {
    return scope.narrow(ListPart.of(name, order, MOST).where(viewer.condition(), viewer.values()));
  }

  private Map<Huddle.Cell, KeptCounts> promises(
      Scope scope, Viewer viewer, Instant since, Instant now) {
    var seen = part("", "", scope, viewer);
    return JudgedPromises.in(since, now, now, seen.conditions(), seen.values())
        .counted(database)
        .stream()
        .collect(toMap(it -> new Huddle.Cell(it.clock(), it.impact()), PromiseCount::counts));
  }
}
