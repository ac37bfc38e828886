package care.andon.metrics;

import care.andon.history.RequestEvent.DeclineReason;
import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads from the history what departments did with requests: declined them, and held them. */
@ApplicationScoped
class HandlingRepository {
  /** The team an event gives a request to; null if it gives it to none. */
  private static final String TEAM = "(coalesce(payload -> 'routed', payload) ->> 'team')::uuid";

  private static final String TEAM_EVENTS =
      "('opened', 'routed_again', 'assigned', 'taken', 'given_back', 'handed_over')";

  private static final String DECLINES =
      """
      select
        :group as grouped,
        reason,
        count(*) as n,
        count(*) filter (where alternative) as with_alternative,
        bit_xor(('x' || encode(substr(sha256(uuid_send(request_id) || int4send(seq)), 1, 8),
          'hex'))::bit(64)::bigint) as fingerprint
      from (
        select
          event.request_id,
          event.seq,
          event.at,
          event.payload ->> 'reason' as reason,
          event.payload ->> 'alternative' is not null as alternative,
          (
            select :team
            from request_event had
            where had.request_id = event.request_id
              and had.seq < event.seq
              and had.type in :team_events
              and :team is not null
            order by had.seq desc
            limit 1
          ) as team_id,
          request.unit_id,
          request.facility_id,
          request.category,
          case when past_of is null then request.impact else past_impact end as impact,
          request.asked_at
        from request_event event
        join support_request request on request.id = event.request_id
        :past_request
        where event.type = 'declined'
          and :during
          and :requests
          and event.recorded_at <= :as_of
      ) as request
      :join
      where :of_team
      group by 1, 2
      """
          .replace(":team_events", TEAM_EVENTS)
          .replace("select :team\n", "select " + TEAM + "\n")
          .replace("and :team is", "and " + TEAM + " is")
          .replace(":past_request", PastRequest.JOIN);

  /**
   * A request is held from when a team gets it until it is settled, and again from when it is
   * reopened. A settling that was undone never happened.
   */
  private static final String HELD =
      """
      with event as (
        select event.request_id, event.seq, event.at,
          case when event.type in :team_events then :team end as team,
          case
            when event.type in ('resolved', 'declined', 'withdrawn') then 'settled'
            when event.type = 'reopened' then coalesce(event.payload ->> 'why', 'reopened')
          end as turn
        from support_request request
        join request_event event on event.request_id = request.id
        where :asked
          and :requests
          and event.recorded_at <= :as_of
          and (event.type in :team_events
            or event.type in ('resolved', 'declined', 'withdrawn', 'reopened'))
      ), turned as (
        select *,
          lead(turn) over (partition by request_id, turn is not null order by seq) as next_turn
        from event
      ), stretch as (
        select request_id, seq, at,
          lead(at) over history as until,
          count(team) over history as teams,
          team,
          sum(case
            when turn = 'settled' and next_turn is distinct from 'not_fixed' then 1
            when turn <> 'settled' and turn <> 'not_fixed' then -1
            else 0
          end) over history as settled
        from turned
        window history as (partition by request_id order by seq)
      ), held as (
        select request_id,
          first_value(team) over (partition by request_id, teams order by seq) as team,
          greatest(interval '0', least(coalesce(until, :as_of), :as_of) - at) as time
        from stretch
        where settled = 0
      )
      select :group as grouped, team.code, count(distinct request_id) as requests,
        (extract(epoch from sum(time)) * 1000000)::bigint as micros,
        (extract(epoch from max(of_request)) * 1000000)::bigint as longest
      from (
        select *, sum(time) over (partition by request_id, team) as of_request
        from held
      ) as held
      join team on team.id = held.team
      :join
      where :of_team
      group by 1, 2
      order by (:group) collate "C" nulls last, team.code collate "C"
      """
          .replace(":team_events", TEAM_EVENTS)
          .replace(":team end", TEAM.replace("payload", "event.payload") + " end");

  /** A decline counts when it happened, for the team that declined. */
  private static final Columns OF_DECLINE =
      new Columns("request.at", "request.team_id", "request.impact");

  private static final Columns OF_TEAM =
      new Columns(
          "request.asked_at",
          "held.team",
          "case when past_of is null then request.impact else past_impact end");

  private static final String OF_REQUEST =
      "join support_request request on request.id = held.request_id\n" + PastRequest.JOIN;

  private final DataSource database;

  HandlingRepository(DataSource database) {
    this.database = database;
  }

  /** Counts what was declined in the scope's period, by group and reason. */
  List<DeclineFigure.Declines> declines(FigureScope scope, Instant asOf) {
    return SqlText.of(
            DECLINES,
            Map.of(
                "as_of", asOf,
                "during", scope.during("event.at"),
                "requests", scope.requests(),
                "of_team", ofTeam("request.team_id", scope),
                "join", scope.groupJoin(OF_DECLINE),
                "group", scope.group(OF_DECLINE)))
        .query()
        .rows(database, row -> declines(new ResultRow(row)));
  }

  /** Sums for how long each team held the requests that were asked in the scope's period. */
  List<HeldFigure> held(FigureScope scope, Instant asOf) {
    var groups = scope.groupJoin(OF_TEAM);
    var join =
        scope.by() == null ? groups : SqlText.of(OF_REQUEST + groups.sql(), Map.of("as_of", asOf));
    return SqlText.of(
            HELD,
            Map.of(
                "as_of", asOf,
                "asked", scope.during("request.asked_at"),
                "requests", scope.requests(),
                "of_team", ofTeam("team.id", scope),
                "join", join,
                "group", scope.group(OF_TEAM)))
        .query()
        .rows(database, row -> held(new ResultRow(row)));
  }

  private static SqlCondition ofTeam(String column, FigureScope scope) {
    return scope.team() == null
        ? SqlCondition.ALWAYS
        : SqlCondition.of(column + " = ?", scope.team().id().value());
  }

  private static DeclineFigure.Declines declines(ResultRow row) throws SQLException {
    return new DeclineFigure.Declines(
        row.textOrNull("grouped"),
        row.constant("reason", DeclineReason.class),
        row.bigNumber("n"),
        row.bigNumber("with_alternative"),
        row.bigNumber("fingerprint"));
  }

  private static HeldFigure held(ResultRow row) throws SQLException {
    return new HeldFigure(
        row.textOrNull("grouped"),
        row.text("code"),
        row.bigNumber("requests"),
        Duration.of(row.bigNumber("micros"), ChronoUnit.MICROS),
        Duration.of(row.bigNumber("longest"), ChronoUnit.MICROS));
  }
}
