package care.andon.views;

import care.andon.directory.Directory;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.request.query.VisibilityFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes the sheet of a huddle, in two statements: its lists, and its promises. */
@ApplicationScoped
public class Huddles {
  /** The number of rows in each list of a sheet. */
  static final int MOST = 7;

  private final ViewQueries queries;
  private final Directory directory;
  private final VisibilityFilter visibility;
  private final InstantSource time;

  Huddles(
      ViewQueries queries, Directory directory, VisibilityFilter visibility, InstantSource time) {
    this.queries = queries;
    this.directory = directory;
    this.visibility = visibility;
    this.time = time;
  }

  /**
   * Returns the sheet of a tier.
   *
   * @param tierText 1 to 4
   * @param sinceText null for the same time yesterday
   * @throws Problem if there is no such tier, if the tier does not meet about that, or if {@code
   *     sinceText} is not valid
   */
  public Huddle huddle(
      Caller caller,
      String tierText,
      HuddleScope.HuddleParameters asked,
      @Nullable String sinceText) {
    var now = time.instant();
    if (!tierText.matches("[1-4]")) {
      throw Problem.notFound();
    }
    var tier = Integer.parseInt(tierText);
    var scope = HuddleScope.of(tier, asked, directory);
    var since = sinceText == null ? null : LookbackWindow.parse(sinceText, now);
    var periods = HuddlePeriods.of(scope.facilities(), since, now);
    var viewer = visibility.inLists(caller);
    var lists = queries.huddle(tier, scope, viewer, periods, MOST);
    var promises = queries.promises(scope, viewer, periods);
    var maker = new RowView.Maker(directory, viewer, now);
    return new Huddle(
        tier,
        periods.first(),
        now,
        periods.zone() == null ? null : periods.zone().getId(),
        periods.facilities().stream().map(Huddle.Period::of).toList(),
        ViewCoverage.of(viewer),
        ShortList.of(ListName.NEEDS_THIS_TIER, lists, maker),
        ShortList.of(ListName.MISSED, lists, maker),
        ShortList.of(ListName.ASKED, lists, maker),
        ShortList.of(ListName.OLDEST, lists, maker),
        ShortList.of(ListName.SILENT_LONGEST, lists, maker),
        PromiseCount.complete(promises).stream().map(Huddle.Kept::of).toList());
  }
}
