package care.andon.metrics.conduct;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.engine.EdgeSpike;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import care.andon.sla.Promises;
import care.andon.versioned.VersionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the acts of teams from the history: one statement. The cost depends on the acts of the
 * period. Questions and transfers are read one by one, because SQL does not know the calendars that
 * say how much of a target was left.
 */
@ApplicationScoped
class IntegrityRepository {
  private static final int TENTHS = 10;

  /** The team an event gives a request to; null if it gives it to none. */
  private static final String TEAM = "(coalesce(payload -> 'routed', payload) ->> 'team')::uuid";

  private static final String ACTS =
      """
      select grouped, code, act, at, due_at, target, calendar, calendar_version, count(*) as n
      from (
        select
          :group as grouped,
          team.code,
          case
            when request.type = 'resolved' and undone then 'undone'
            when request.type = 'resolved' and request.elapsed * 10 between request.target * 9
              and request.target * 10 then 'before'
            when request.type = 'resolved' and request.elapsed > request.target
              and request.elapsed * 10 <= request.target * 11 then 'after'
            when request.type = 'declined' and request.at <= request.received_at + interval '1 minute'
              then 'instant'
            when request.type in ('resolved', 'declined', 'asked') then request.type
            else 'transferred'
          end as act,
          case when running.due_at >= request.at then request.at end as at,
          case when running.due_at >= request.at then running.due_at end as due_at,
          case when running.due_at >= request.at then running.target end as target,
          running.calendar,
          running.calendar_version
        from (
          select event.request_id, event.type, event.at,
            event.to_team,
            had.team_id,
            request.facility_id,
            request.unit_id,
            request.category,
            request.asked_at,
            request.received_at,
            case when past_of is null then request.impact else past_impact end as impact,
            stopped.elapsed,
            stopped.target,
            turned.why = 'not_fixed' as undone
          from (
            select *, case when type in :team_events then :team end as to_team
            from request_event
          ) as event
          join support_request request on request.id = event.request_id
          :past_request
          cross join lateral (
            select :team as team_id
            from request_event
            where request_id = event.request_id
              and seq < event.seq
              and type in ('opened', :team_event_names)
              and :team is not null
            order by seq desc
            limit 1
          ) as had
          left join lateral (
            select payload ->> 'why' as why
            from request_event
            where request_id = event.request_id
              and seq > event.seq
              and type in ('resolved', 'reopened')
              and recorded_at <= :as_of
            order by seq
            limit 1
          ) as turned on event.type = 'resolved'
          left join lateral (
            select elapsed, target
            from request_clock
            where request_id = event.request_id and kind = 'resolve' and stopped_at = event.at
            union all
            select elapsed, target
            from request_clock_past
            where request_id = event.request_id and kind = 'resolve' and stopped_at = event.at
            limit 1
          ) as stopped on event.type = 'resolved'
          where event.type in ('resolved', 'declined', 'asked', :team_event_names)
            and :during
            and event.recorded_at <= :as_of
            and :requests
            and (event.type not in :team_events or to_team <> had.team_id)
        ) as request
        join team on team.id = request.team_id
        :join
        left join lateral (
          select target, calendar, calendar_version,
            case
              when state = 'running' or stopped_at >= request.at then promised_at
              when state = 'paused' and resumes_at <= request.at then due_after_pause
            end as due_at
          from (
            select target, calendar, calendar_version, state, stopped_at, resumes_at, promised_at,
              due_after_pause, cycle, valid_from
            from request_clock
            where request_id = request.request_id and kind = 'resolve'
              and started_at <= request.at and valid_from < request.at
            union all
            select target, calendar, calendar_version, state, stopped_at, resumes_at, promised_at,
              due_after_pause, cycle, valid_from
            from request_clock_past
            where request_id = request.request_id and kind = 'resolve'
              and started_at <= request.at and valid_from < request.at
              and valid_until >= request.at
          ) as clock
          order by cycle desc, valid_from
          limit 1
        ) as running on request.type not in ('resolved', 'declined')
        where :of_team
      ) as act
      group by 1, 2, 3, 4, 5, 6, 7, 8
      """
          .replace(":team_events", "(:team_event_names)")
          .replace(
              ":team_event_names",
              "'routed_again', 'assigned', 'taken', 'given_back', 'handed_over'")
          .replace(":team end", TEAM + " end")
          .replace("select :team as", "select " + TEAM + " as")
          .replace("and :team is", "and " + TEAM + " is")
          .replace(":past_request", PastRequest.JOIN);

  private static final Columns OF_ACT =
      new Columns("request.at", "request.team_id", "request.impact");

  private final DataSource database;
  private final Promises promises;

  IntegrityRepository(DataSource database, Promises promises) {
    this.database = database;
    this.promises = promises;
  }

  /** What a team did; several acts of one kind, or a question or transfer while a promise ran. */
  private enum Act {
    RESOLVED,
    UNDONE,
    BEFORE,
    AFTER,
    ASKED,
    LATE_ASKED,
    TRANSFERRED,
    LATE_TRANSFERRED,
    DECLINED,
    INSTANT
  }

  private record Acts(@Nullable String group, String team, Act act, long n) {}

  private record Key(@Nullable String group, String team) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return comparing(Key::group, nullsLast(naturalOrder()))
          .thenComparing(Key::team)
          .compare(this, other);
    }
  }

  /** Counts the acts of the scope's period, by group and team. */
  List<IntegrityFigure> teams(FigureScope scope, Instant asOf) {
    var teams = new TreeMap<Key, Map<Act, Long>>();
    SqlText.of(
            ACTS,
            Map.of(
                "as_of", asOf,
                "during", scope.during("event.recorded_at"),
                "requests", scope.requests(),
                "of_team", ofTeam(scope),
                "join", scope.groupJoin(OF_ACT),
                "group", scope.group(OF_ACT)))
        .query()
        .forEach(
            database,
            row -> acts(new ResultRow(row)),
            it ->
                teams
                    .computeIfAbsent(new Key(it.group(), it.team()), _ -> new EnumMap<>(Act.class))
                    .merge(it.act(), it.n(), Long::sum));
    return teams.entrySet().stream().map(it -> figure(it.getKey(), it.getValue())).toList();
  }

  private static SqlCondition ofTeam(FigureScope scope) {
    return scope.team() == null
        ? SqlCondition.ALWAYS
        : SqlCondition.of("team.id = ?", scope.team().id().value());
  }

  private Acts acts(ResultRow row) throws SQLException {
    var act = row.constant("act", Act.class);
    return new Acts(
        row.textOrNull("grouped"),
        row.text("code"),
        isLate(row) ? late(act) : act,
        row.bigNumber("n"));
  }

  private static Act late(Act act) {
    return act == Act.ASKED ? Act.LATE_ASKED : Act.LATE_TRANSFERRED;
  }

  /** Whether the promise was running with at most a tenth of its target left. */
  private boolean isLate(ResultRow row) throws SQLException {
    var due = row.instantOrNull("due_at");
    return due != null
        && !promises
            .calendar(new VersionRef(row.text("calendar"), row.number("calendar_version")))
            .openBetween(row.instant("at"), due)
            .multipliedBy(TENTHS)
            .minus(Duration.of(row.bigNumber("target"), ChronoUnit.MICROS))
            .isPositive();
  }

  private static IntegrityFigure figure(Key key, Map<Act, Long> acts) {
    var before = acts.getOrDefault(Act.BEFORE, 0L);
    var after = acts.getOrDefault(Act.AFTER, 0L);
    return new IntegrityFigure(
        key.group(),
        key.team(),
        sum(acts, Act.RESOLVED, Act.UNDONE, Act.BEFORE, Act.AFTER),
        sum(acts, Act.UNDONE),
        new IntegrityFigure.Edge(before, after, new EdgeSpike(after, before).isFlagged()),
        sum(acts, Act.ASKED, Act.LATE_ASKED),
        sum(acts, Act.LATE_ASKED),
        sum(acts, Act.TRANSFERRED, Act.LATE_TRANSFERRED),
        sum(acts, Act.LATE_TRANSFERRED),
        sum(acts, Act.DECLINED, Act.INSTANT),
        sum(acts, Act.INSTANT));
  }

  private static long sum(Map<Act, Long> acts, Act... which) {
    return List.of(which).stream().mapToLong(it -> acts.getOrDefault(it, 0L)).sum();
  }
}
