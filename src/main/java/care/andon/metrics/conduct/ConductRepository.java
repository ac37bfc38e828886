package care.andon.metrics.conduct;

import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Reads what became of requests, and how many were asked: one statement per question. The cost
 * depends on the requests filed in the period.
 */
@ApplicationScoped
class ConductRepository {
  /** Of several askers, the colleague for whom the request was filed is the one. */
  private static final String VOICE =
      """
      select
        :group as grouped,
        count(*) as requests,
        count(*) filter (where request.visibility = 'anonymous') as anonymous,
        count(*) filter (where request.visibility = 'named') as named,
        count(asker.person_id) as known,
        count(distinct asker.person_id) as askers
      from (:asked_in_period) as request
      left join lateral (
        select person_id
        from request_asker
        where request_asker.request_id = request.id and request.visibility = 'named'
        order by on_behalf desc, number
        limit 1
      ) as asker on true
      :join
      where :requests
      group by 1
      order by (:group) collate "C" nulls last
      """
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private static final String HANDLING =
      """
      select
        :group as grouped,
        count(*) as requests,
        count(*) filter (where resolved) as resolved,
        count(*) filter (where resolved and confirmed) as confirmed,
        count(*) filter (where resolved and not_fixed) as not_fixed,
        count(*) filter (where resolved and came_back) as came_back,
        count(*) filter (where request.resolved_at <= :month_before) as watched,
        count(*) filter (where request.resolved_at <= :month_before and exists (
          select
          from support_request again
          where again.unit_id = request.unit_id
            and again.asked_at > request.resolved_at
            and again.asked_at <= request.resolved_at + interval '720 hours'
            and again.category = request.category
            and (again.visibility <> 'confidential' or request.visibility = 'confidential')
            and again.received_at <= :as_of
        )) as recurred,
        count(*) filter (where tier1) as tier1,
        count(*) filter (where tier2) as tier2,
        count(*) filter (where tier3) as tier3,
        count(*) filter (where tier4) as tier4,
        count(*) filter (where raised) as raised,
        count(*) filter (where lowered) as lowered,
        count(*) filter (where assessed) as assessed,
        coalesce(sum(answered), 0) as answered,
        coalesce(sum(ran_out), 0) as ran_out,
        coalesce(sum(settled), 0) as settled,
        coalesce(sum(waiting), 0) as waiting
      from (:asked_in_period) as request
      :join
      left join lateral (
        select
          bool_or(type = 'resolved') as resolved,
          bool_or(type = 'confirmed') as confirmed,
          bool_or(type = 'reopened' and payload ->> 'why' = 'not_fixed') as not_fixed,
          bool_or(type = 'reopened' and payload ->> 'why' = 'came_back') as came_back,
          bool_or(type = 'escalated' and payload ->> 'tier' = '1') as tier1,
          bool_or(type = 'escalated' and payload ->> 'tier' = '2') as tier2,
          bool_or(type = 'escalated' and payload ->> 'tier' = '3') as tier3,
          bool_or(type = 'escalated' and payload ->> 'tier' = '4') as tier4,
          bool_or(type = 'impact_changed' and
            array_position(:impacts, payload ->> 'to') < array_position(:impacts, payload ->> 'from'))
            as raised,
          bool_or(type = 'impact_changed' and
            array_position(:impacts, payload ->> 'to') > array_position(:impacts, payload ->> 'from'))
            as lowered,
          bool_or(type = 'assessed') as assessed
        from request_event event
        where event.request_id = request.id
          and event.recorded_at <= :as_of
          and type in ('resolved', 'confirmed', 'reopened', 'escalated', 'impact_changed',
            'assessed')
      ) as happened on true
      left join lateral (
        select
          sum(minutes) filter (where ended = 'answered') as answered,
          sum(minutes) filter (where ended = 'wait_ended') as ran_out,
          sum(minutes) filter (where ended in ('resolved', 'declined', 'withdrawn')) as settled,
          sum(minutes) filter (where ended is null) as waiting
        from (
          select ended.type as ended,
            extract(epoch from least(coalesce(ended.at, :as_of), :as_of) - asked.at) / 60 as minutes
          from request_event asked
          left join lateral (
            select later.type, later.at
            from request_event later
            where later.request_id = asked.request_id
              and later.seq > asked.seq
              and later.recorded_at <= :as_of
              and later.type in ('answered', 'wait_ended', 'resolved', 'declined', 'withdrawn')
            order by later.seq
            limit 1
          ) as ended on true
          where asked.request_id = request.id
            and asked.type = 'asked'
            and asked.recorded_at <= :as_of
        ) as wait
      ) as paused on true
      where :requests
      group by 1
      order by (:group) collate "C" nulls last
      """
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD)
          .replace(
              ":impacts",
              "array['patient_waiting', 'this_shift', 'slows_care', 'improvement']::text[]");

  private final DataSource database;

  ConductRepository(DataSource database) {
    this.database = database;
  }

  /** Counts the requests of the scope's period and their askers, by group. */
  List<VoiceFigure.Counts> voice(FigureScope scope, Instant asOf) {
    return query(VOICE, scope, asOf).rows(database, row -> voice(new ResultRow(row)));
  }

  /** Counts what became of the requests of the scope's period, by group. */
  List<HandlingFigure> handling(FigureScope scope, Instant asOf) {
    return query(HANDLING, scope, asOf).rows(database, row -> handling(new ResultRow(row)));
  }

  private static SqlQuery query(String sql, FigureScope scope, Instant asOf) {
    return SqlText.of(
            sql,
            Map.of(
                "as_of", asOf,
                "month_before", asOf.minus(HandlingFigure.RECURRENCE),
                "asked", scope.during("request.asked_at"),
                "requests", scope.requestsOfTeam(),
                "join", scope.groupJoin(Columns.OF_REQUEST),
                "group", scope.group(Columns.OF_REQUEST)))
        .query();
  }

  private static VoiceFigure.Counts voice(ResultRow row) throws SQLException {
    return new VoiceFigure.Counts(
        row.textOrNull("grouped"),
        row.bigNumber("requests"),
        row.bigNumber("anonymous"),
        row.bigNumber("named"),
        row.bigNumber("known"),
        row.number("askers"));
  }

  private static HandlingFigure handling(ResultRow row) throws SQLException {
    var resolved = row.bigNumber("resolved");
    return new HandlingFigure(
        row.textOrNull("grouped"),
        row.bigNumber("requests"),
        resolved,
        HandlingFigure.Share.of(row.bigNumber("confirmed"), resolved),
        HandlingFigure.Share.of(row.bigNumber("not_fixed"), resolved),
        HandlingFigure.Share.of(row.bigNumber("came_back"), resolved),
        HandlingFigure.Share.of(row.bigNumber("recurred"), row.bigNumber("watched")),
        new HandlingFigure.Escalated(
            row.bigNumber("tier1"),
            row.bigNumber("tier2"),
            row.bigNumber("tier3"),
            row.bigNumber("tier4")),
        new HandlingFigure.Regraded(
            row.bigNumber("raised"), row.bigNumber("lowered"), row.bigNumber("assessed")),
        new HandlingFigure.PausedMinutes(
            row.fraction("answered"),
            row.fraction("ran_out"),
            row.fraction("settled"),
            row.fraction("waiting")));
  }
}
