package care.andon.metrics.export;

import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Window;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an export, each as a JSON object, page by page. */
@ApplicationScoped
class ExportRepository {
  private static final String TIME =
      "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private static final String PROMISES =
      """
      select
        promise.counted_at as key_at,
        promise.request_id as key_request,
        promise.kind as key_kind,
        promise.cycle as key_number,
        (select row_to_json(line) from (select
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
        ) as line)::text as line
      from (:promises) as promise
      join support_request request on request.id = promise.request_id
      join facility on facility.id = request.facility_id
      join unit on unit.id = request.unit_id
      :past_request
      left join team on team.id = coalesce(
        promise.judged_team, case when past_of is null then request.team_id else past_team end)
      where :after
      order by 1, 2, promise.kind collate "C", 4
      limit :most
      """
          .formatted(at("request.asked_at"), at("promise.counted_at"))
          .replace(":past_request", PastRequest.JOIN);

  private static final String AFTER_PROMISE =
      "(promise.counted_at, promise.request_id, promise.kind collate \"C\", promise.cycle)"
          + " > (?, ?, ?, ?)";

  /** As of the instant: what has been replaced since is read from where it was kept. */
  private static final String REQUESTS =
      """
      select
        request.asked_at as key_at,
        request.id as key_request,
        '' as key_kind,
        0 as key_number,
        (select row_to_json(line) from (select
          request.id as "request",
          'SR-' || stored.reference as "reference",
          facility.code as "facility",
          unit.code as "unit",
          team.code as "team",
          request.category as "category",
          request.impact as "impact",
          request.visibility as "visibility",
          request.transfers as "transfers",
          %s as "askedAt",
          %s as "receivedAt",
          %s as "acknowledgedAt",
          %s as "answeredAt",
          %s as "resolvedAt",
          %s as "confirmedAt",
          %s as "withdrawnAt"
        ) as line)::text as line
      from (:asked_in_period) as request
      join support_request stored on stored.id = request.id
      join facility on facility.id = request.facility_id
      join unit on unit.id = request.unit_id
      left join team on team.id = request.team_id
      where :requests and :after
      order by 1, 2
      limit :most
      """
          .formatted(
              at("request.asked_at"),
              at("stored.received_at"),
              at("request.acknowledged_at"),
              at("coalesce(request.first_answered_at, request.resolved_at, request.declined_at)"),
              at("coalesce(request.first_resolved_at, request.resolved_at)"),
              at("request.first_confirmed_at"),
              at("request.withdrawn_at"))
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private static final String AFTER_REQUEST = "(request.asked_at, request.id) > (?, ?)";

  /** Only codes of the payload: it also holds words, and ids of people. */
  private static final String EVENTS =
      """
      select
        request.asked_at as key_at,
        request.id as key_request,
        '' as key_kind,
        event.seq as key_number,
        (select row_to_json(line) from (select
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
          case when event.type = 'messaged' then event.payload ->> 'audience' end as "audience",
          case when event.type = 'opened' then event.payload ->> 'impact' end as "impact",
          case when event.type = 'opened' then event.payload ->> 'category' end as "category",
          case when event.type = 'opened' then (event.payload ->> 'policyRevision')::bigint
          end as "policyRevision",
          case when event.type = 'impact_changed' then event.payload ->> 'to' end as "toImpact",
          case when event.type in ('promise_missed', 'promise_at_risk')
            then coalesce(event.payload ->> 'clock', event.payload ->> 'kind')
          end as "clock",
          case when event.type = 'escalated' then (event.payload ->> 'tier')::int end as "tier"
        ) as line)::text as line
      from (:asked_in_period) as request
      join request_event event on event.request_id = request.id
      left join team on team.id::text
        = coalesce(event.payload -> 'routed', event.payload) ->> 'team'
      where event.recorded_at <= :as_of and :requests and :after
      order by 1, 2, 4
      limit :most
      """
          .formatted(at("event.at"), at("event.recorded_at"))
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private static final String AFTER_EVENT = "(request.asked_at, request.id, event.seq) > (?, ?, ?)";

  private final DataSource database;

  ExportRepository(DataSource database) {
    this.database = database;
  }

  /**
   * A row of an export.
   *
   * @param json an object
   * @param key where the next page begins
   */
  record Row(String json, Key key) {}

  /** The place of a row in its export. */
  record Key(Instant at, UUID request, String kind, int number) {}

  /**
   * Reads the next rows of a part of an export: one statement.
   *
   * @param part a part of one of the scope's windows
   * @param after the place of the last row that was read; null to begin
   * @param most the most rows to read
   */
  List<Row> rows(
      ExportKind kind,
      FigureScope scope,
      Window part,
      Instant asOf,
      @Nullable Key after,
      int most) {
    var text =
        switch (kind) {
          case PROMISES -> promises(scope, part, asOf, after, most);
          case REQUESTS -> requests(scope, part, asOf, after, most);
          case EVENTS -> events(scope, part, asOf, after, most);
        };
    return text.query().rows(database, row -> row(new ResultRow(row)));
  }

  private static SqlText promises(
      FigureScope scope, Window part, Instant asOf, @Nullable Key after, int most) {
    var team = scope.team() == null ? null : scope.team().id();
    var promises =
        JudgedPromises.in(
            after == null ? part.from() : after.at(),
            part.to(),
            asOf,
            scope.requests().and(part.requests()),
            team);
    var rest =
        after == null
            ? SqlCondition.ALWAYS
            : SqlCondition.of(
                AFTER_PROMISE, after.at(), after.request(), after.kind(), after.number());
    return SqlText.of(
        PROMISES,
        Map.of(
            "promises",
            new SqlText(promises.sql(), promises.values()),
            "as_of",
            asOf,
            "after",
            rest,
            "most",
            most));
  }

  private static SqlText requests(
      FigureScope scope, Window part, Instant asOf, @Nullable Key after, int most) {
    var rest =
        after == null
            ? SqlCondition.ALWAYS
            : SqlCondition.of(AFTER_REQUEST, after.at(), after.request());
    return asked(REQUESTS, scope, part, asOf, after, rest, most);
  }

  private static SqlText events(
      FigureScope scope, Window part, Instant asOf, @Nullable Key after, int most) {
    var rest =
        after == null
            ? SqlCondition.ALWAYS
            : SqlCondition.of(AFTER_EVENT, after.at(), after.request(), after.number());
    return asked(EVENTS, scope, part, asOf, after, rest, most);
  }

  private static SqlText asked(
      String sql,
      FigureScope scope,
      Window part,
      Instant asOf,
      @Nullable Key after,
      SqlCondition rest,
      int most) {
    var from = after == null ? part.from() : after.at();
    var left = new Window(from, part.to(), part.facilities());
    return SqlText.of(
        sql,
        Map.of(
            "asked", left.during("request.asked_at"),
            "requests", scope.requestsOfTeam(),
            "as_of", asOf,
            "after", rest,
            "most", most));
  }

  private static String at(String column) {
    return TIME.formatted(column);
  }

  private static Row row(ResultRow row) throws SQLException {
    return new Row(
        row.text("line"),
        new Key(
            row.instant("key_at"),
            row.uuid("key_request"),
            row.text("key_kind"),
            row.number("key_number")));
  }
}
