package care.andon.metrics.wait;

import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads hand-made rows as the figures of waits do. */
public final class WaitsOfRows {
  private WaitsOfRows() {}

  /**
   * Requests with a memory of their own.
   *
   * @param now the time by the service's clock
   */
  static AskedRequests requests(DataSource database, Instant now) {
    return new AskedRequests(
        new AskedRequestRepository(database), new SettledTime(database, () -> now));
  }

  /** Figures of waits whose memory is empty. */
  public static WaitFigures figures(DataSource database, Instant now) {
    return new WaitFigures(requests(database, now), database);
  }

  /** Returns the group of each request of a scope. */
  public static List<@Nullable String> groups(
      DataSource database, FigureScope scope, Instant asOf) {
    var group = RequestGroups.by(scope.by(), database);
    var groups = new ArrayList<@Nullable String>();
    requests(database, asOf).read(scope, asOf, it -> groups.add(group.apply(it)));
    return groups;
  }
}
