package care.andon.metrics;

import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Window;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Reads unrouted minutes from the history. Events that opened an unrouted request have an index of
 * their own, so the cost depends on how many of them there are and not on how many requests.
 */
@ApplicationScoped
class UnroutedRepository {
  /** Requests with the team and impact that they had then. */
  private static final String AS_IT_WAS =
      """
      select
        request.id,
        request.asked_at,
        request.facility_id,
        request.unit_id,
        request.category,
        request.visibility,
        case when past_of is null then request.team_id else past_team end as team_id,
        case when past_of is null then request.impact else past_impact end as impact
      from support_request request
      """
          + PastRequest.JOIN;

  private static final String MINUTES =
      """
      with span as (
        select opened.request_id, opened.at as began,
          (select min(later.at)
           from request_event later
           where later.request_id = opened.request_id
             and later.seq > 1
             and later.recorded_at <= :as_of
             and (later.type in ('routed_again', 'acknowledged', 'asked', 'resolved', 'declined',
                                 'withdrawn')
               or (later.type = 'assigned' and later.payload ->> 'team' is not null))) as ended
        from request_event opened
        where opened.type = 'opened'
          and (opened.payload -> 'routed' ->> 'unrouted') = 'true'
          and opened.at < :last
          and opened.recorded_at <= :as_of
      ), counted as (
        select :group as grouped, facility.code,
          span.ended is null or span.ended > :as_of as still,
          extract(epoch from
            least(coalesce(span.ended, :as_of), period.ends) - greatest(span.began, period.begins))
            / 60.0 as minutes
        from span
        join (:as_it_was) as request on request.id = span.request_id
        join facility on facility.id = request.facility_id
        :join
        cross join lateral (select :begins as begins, least(:ends, :as_of) as ends) as period
        where coalesce(span.ended, :as_of) > period.begins
          and :requests
      )
      select
        grouped,
        code,
        count(*)::int as requests,
        (count(*) filter (where still))::int as still,
        round(sum(minutes)::numeric, 4)::float8 as minutes,
        round(max(minutes)::numeric, 4)::float8 as longest
      from counted
      where minutes > 0
      group by grouped, code
      order by grouped collate "C" nulls last, code collate "C"
      """
          .replace(":as_it_was", AS_IT_WAS);

  private static final Columns OF_SPAN =
      new Columns("span.began", "request.team_id", "request.impact");

  private final DataSource database;

  UnroutedRepository(DataSource database) {
    this.database = database;
  }

  /** Returns the minutes within the scope's period, by group and facility. */
  List<UnroutedFigure> minutes(FigureScope scope, Instant asOf) {
    var end = scope.period().to();
    return SqlText.of(
            MINUTES,
            Map.of(
                "as_of", asOf,
                "last", end.isBefore(asOf) ? end : asOf,
                "begins", choice(scope, Window::from),
                "ends", choice(scope, Window::to),
                "requests", scope.requestsOfTeam(),
                "join", scope.groupJoin(OF_SPAN),
                "group", scope.group(OF_SPAN)))
        .query()
        .rows(database, row -> figure(new ResultRow(row)));
  }

  /** The instant of the window to which the facility of a request belongs. */
  private static SqlText choice(FigureScope scope, Function<Window, Instant> instant) {
    var sql = new StringBuilder("case");
    var values = new ArrayList<Object>();
    for (var window : scope.windows()) {
      sql.append(" when ").append(window.requests().sql()).append(" then ?::timestamptz");
      values.addAll(window.requests().values());
      values.add(instant.apply(window));
    }
    return new SqlText(sql.append(" end").toString(), values);
  }

  private static UnroutedFigure figure(ResultRow row) throws SQLException {
    return new UnroutedFigure(
        row.textOrNull("grouped"),
        row.text("code"),
        row.number("requests"),
        row.number("still"),
        row.fraction("minutes"),
        row.fraction("longest"));
  }
}
