package care.andon.metrics;

import care.andon.history.RequestEvent.DeclineReason;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
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
        reason,
        count(*) as n,
        count(*) filter (where alternative) as with_alternative,
        bit_xor(('x' || encode(substr(sha256(uuid_send(request_id) || int4send(seq)), 1, 8),
          'hex'))::bit(64)::bigint) as fingerprint
      from (
        select
          event.request_id,
          event.seq,
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
          request.category
        from request_event event
        join support_request request on request.id = event.request_id
        where event.type = 'declined'
          and event.at >= :from
          and event.at < :to
          and event.recorded_at <= :as_of
      ) as request
      where :narrowed
      group by reason
      """
          .replace(":team_events", TEAM_EVENTS)
          .replace(":team", TEAM);

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
        where request.asked_at >= :from
          and request.asked_at < :to
          and :narrowed
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
      select team.code, count(distinct request_id) as requests,
        (extract(epoch from sum(time)) * 1000000)::bigint as micros,
        (extract(epoch from max(of_request)) * 1000000)::bigint as longest
      from (
        select *, sum(time) over (partition by request_id, team) as of_request
        from held
      ) as held
      join team on team.id = held.team
      where :of_team
      group by team.code
      order by team.code
      """
          .replace(":team_events", TEAM_EVENTS)
          .replace(":team end", TEAM.replace("payload", "event.payload") + " end");

  private final DataSource database;

  HandlingRepository(DataSource database) {
    this.database = database;
  }

  /** Counts what was declined in the scope's period, by reason. */
  List<DeclineFigures.Declines> declines(FigureScope scope, Instant asOf) {
    return SqlText.of(
            DECLINES, FiguresRepository.places(scope, asOf, FiguresRepository.narrowed(scope)))
        .query()
        .rows(database, row -> declines(new ResultRow(row)));
  }

  /** Sums for how long each team held the requests that were asked in the scope's period. */
  List<HeldFigures.OfTeam> held(FigureScope scope, Instant asOf) {
    var places =
        new HashMap<>(FiguresRepository.places(scope, asOf, FiguresRepository.byPlace(scope)));
    places.put(
        "of_team",
        scope.team() == null
            ? SqlCondition.ALWAYS
            : SqlCondition.of("team.id = ?", scope.team().id().value()));
    return SqlText.of(HELD, places).query().rows(database, row -> held(new ResultRow(row)));
  }

  private static DeclineFigures.Declines declines(ResultRow row) throws SQLException {
    return new DeclineFigures.Declines(
        row.constant("reason", DeclineReason.class),
        row.bigNumber("n"),
        row.bigNumber("with_alternative"),
        row.bigNumber("fingerprint"));
  }

  private static HeldFigures.OfTeam held(ResultRow row) throws SQLException {
    return new HeldFigures.OfTeam(
        row.text("code"),
        row.bigNumber("requests"),
        Duration.of(row.bigNumber("micros"), ChronoUnit.MICROS),
        Duration.of(row.bigNumber("longest"), ChronoUnit.MICROS));
  }
}
