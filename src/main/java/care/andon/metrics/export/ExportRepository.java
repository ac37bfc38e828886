package care.andon.metrics.export;

import care.andon.metrics.JudgedPromises;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Window;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the rows of an export, each as a JSON object, for a part of its period. */
@ApplicationScoped
class ExportRepository {
  private static final String TIME =
      "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private static final String PROMISES =
      """
      select row_to_json(line)::text
      from (
        select
          promise.request_id as "request",
          promise.kind as "clock",
          promise.cycle as "cycle",
          promise.impact as "impact",
          facility.code as "facility",
          unit.code as "unit",
          team.code as "team",
          request.category as "category",
          %s as "askedAt",
          %s as "countedAt",
          promise.verdict as "verdict",
          nullif(promise.word, '') as "word",
          promise.withdrawn as "withdrawn"
        from (:promises) as promise
        join support_request request on request.id = promise.request_id
        join facility on facility.id = request.facility_id
        join unit on unit.id = request.unit_id
        left join team on team.id = coalesce(promise.judged_team, request.team_id)
        order by promise.counted_at, promise.request_id, promise.kind, promise.cycle
      ) as line
      """
          .formatted(at("request.asked_at"), at("promise.counted_at"));

  private static final String REQUESTS =
      """
      select row_to_json(line)::text
      from (
        select
          request.id as "request",
          'SR-' || request.reference as "reference",
          facility.code as "facility",
          unit.code as "unit",
          team.code as "team",
          request.category as "category",
          request.impact as "impact",
          request.visibility as "visibility",
          request.status as "status",
          request.transfers as "transfers",
          %s as "askedAt",
          %s as "receivedAt",
          %s as "acknowledgedAt",
          %s as "resolvedAt",
          %s as "statusSince"
        from support_request request
        join facility on facility.id = request.facility_id
        join unit on unit.id = request.unit_id
        left join team on team.id = request.team_id
        where :asked
          and request.received_at <= :as_of
          and :requests
        order by request.asked_at, request.id
      ) as line
      """
          .formatted(
              at("request.asked_at"),
              at("request.received_at"),
              at("request.acknowledged_at"),
              at("request.resolved_at"),
              at("request.status_since"));

  /** Only codes of the payload: it also holds words, and ids of people. */
  private static final String EVENTS =
      """
      select row_to_json(line)::text
      from (
        select
          event.request_id as "request",
          event.seq as "seq",
          event.type as "type",
          %s as "at",
          %s as "recordedAt",
          event.actor_id is not null as "byDepartment",
          event.asker is not null as "byAsker",
          team.code as "team",
          case when event.type = 'declined' then event.payload ->> 'reason' end as "reason",
          case when event.type = 'reopened' then event.payload ->> 'why' end as "why",
          case when event.type = 'opened' then event.payload ->> 'impact' end as "impact",
          case when event.type = 'opened' then event.payload ->> 'category' end as "category",
          case when event.type = 'impact_changed' then event.payload ->> 'to' end as "toImpact",
          case when event.type in ('promise_missed', 'promise_at_risk')
            then coalesce(event.payload ->> 'clock', event.payload ->> 'kind')
          end as "clock"
        from support_request request
        join request_event event on event.request_id = request.id
        left join team on team.id::text
          = coalesce(event.payload -> 'routed', event.payload) ->> 'team'
        where :asked
          and request.received_at <= :as_of
          and event.recorded_at <= :as_of
          and :requests
        order by request.asked_at, request.id, event.seq
      ) as line
      """
          .formatted(at("event.at"), at("event.recorded_at"));

  private final DataSource database;

  ExportRepository(DataSource database) {
    this.database = database;
  }

  /**
   * Reads the rows of a part of an export.
   *
   * @param part a part of one of the scope's windows
   */
  List<String> rows(ExportKind kind, FigureScope scope, Window part, Instant asOf) {
    return (kind == ExportKind.PROMISES
            ? promises(scope, part, asOf)
            : requests(kind == ExportKind.REQUESTS ? REQUESTS : EVENTS, scope, part, asOf))
        .query()
        .rows(database, row -> String.valueOf(new ResultRow(row).textOrNull()));
  }

  private static SqlText promises(FigureScope scope, Window part, Instant asOf) {
    var team = scope.team() == null ? null : scope.team().id();
    var promises =
        JudgedPromises.in(
            part.from(), part.to(), asOf, scope.requests().and(part.facilities()), team);
    return SqlText.of(PROMISES, Map.of("promises", new SqlText(promises.sql(), promises.values())));
  }

  private static SqlText requests(String sql, FigureScope scope, Window part, Instant asOf) {
    return SqlText.of(
        sql,
        Map.of(
            "asked", FigureScope.during(part, "request.asked_at"),
            "requests", scope.requestsOfTeam(),
            "as_of", asOf));
  }

  private static String at(String column) {
    return TIME.formatted(column);
  }
}
