package care.andon.metrics;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.Reference;
import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Reads silences: each message to the caregiver ends an update clock and starts the next. The cost
 * depends on the requests asked in the period.
 */
@ApplicationScoped
class SilenceRepository {
  static final int MOST = 50;

  private static final String FIRST =
      """
      select *
      from (
        select
          :group as grouped,
          stored.reference,
          unit.code as unit,
          team.code as team,
          request.category,
          request.impact,
          request.asked_at,
          clock.started_at,
          case when clock.stopped_at <= :as_of then clock.stopped_at end as ended_at,
          row_number() over (
            partition by :group
            order by :first, stored.reference, clock.cycle) as place
        from (:asked_in_period) as request
        join support_request stored on stored.id = request.id
        join request_clock clock on clock.request_id = request.id and clock.kind = 'update'
        join unit on unit.id = request.unit_id
        left join team on team.id = request.team_id
        :join
        where :requests
          and clock.started_at <= :as_of
          and :counts
      ) as silence
      where place <= :most
      order by grouped collate "C" nulls last, place
      """
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private static final String LONGEST =
      FIRST
          .replace(
              ":first", "least(coalesce(clock.stopped_at, :as_of), :as_of) - clock.started_at desc")
          .replace(":counts", "true");

  /** The last silence of an open request has not ended. */
  private static final String OLDEST =
      FIRST
          .replace(":first", "request.asked_at")
          .replace(":counts", "(clock.stopped_at is null or clock.stopped_at > :as_of)");

  private final DataSource database;

  SilenceRepository(DataSource database) {
    this.database = database;
  }

  /** Returns silences about requests asked in the scope's period, by group. */
  List<SilenceFigure> first(FigureScope scope, SilenceFigure.Order order, Instant asOf) {
    return SqlText.of(
            order == SilenceFigure.Order.LONGEST ? LONGEST : OLDEST,
            Map.of(
                "as_of", asOf,
                "asked", scope.during("request.asked_at"),
                "requests", scope.requestsOfTeam(),
                "join", scope.groupJoin(Columns.OF_REQUEST),
                "group", scope.group(Columns.OF_REQUEST),
                "most", MOST))
        .query()
        .rows(database, row -> silence(new ResultRow(row), asOf));
  }

  private static SilenceFigure silence(ResultRow row, Instant asOf) throws SQLException {
    var since = row.instant("started_at");
    var until = row.instantOrNull("ended_at");
    return new SilenceFigure(
        row.textOrNull("grouped"),
        new Reference(row.bigNumber("reference")).toString(),
        row.text("unit"),
        row.textOrNull("team"),
        row.constant("category", Category.class),
        row.constant("impact", Impact.class),
        row.instant("asked_at"),
        since,
        until,
        Duration.between(since, until == null ? asOf : until));
  }
}
