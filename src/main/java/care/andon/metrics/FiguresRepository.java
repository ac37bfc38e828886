package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.asof.PastRequest;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Reads the data of a figure from the database: one statement per question. */
@ApplicationScoped
class FiguresRepository {
  private static final String WAITS =
      """
      select
        request.impact,
        request.asked_at,
        request.acknowledged_at,
        coalesce(request.first_resolved_at, request.resolved_at) as resolved_at,
        coalesce(request.first_answered_at, request.resolved_at, request.declined_at)
          as answered_at,
        request.withdrawn_at
      from (:asked_in_period) as request
      where :narrowed
      order by request.asked_at, request.id
      """
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private static final String TRANSFERS =
      """
      select
        count(*) as n,
        percentile_disc(0.5) within group (order by request.transfers) as median,
        count(*) filter (where request.transfers > 2) as over_two,
        coalesce(bit_xor(('x' || encode(substr(sha256(
          uuid_send(request.id) || int4send(request.transfers)
        ), 1, 8), 'hex'))::bit(64)::bigint), 0) as fingerprint
      from (:asked_in_period) as request
      where :narrowed
      """
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private final DataSource database;

  FiguresRepository(DataSource database) {
    this.database = database;
  }

  /** Counts the promises of the scope's period, judged at {@code asOf}. */
  List<PromiseCount> promises(FigureScope scope, Instant asOf) {
    var period = scope.period();
    var team = scope.team() == null ? null : scope.team().id();
    return JudgedPromises.in(period.from(), period.to(), asOf, byPlace(scope), team)
        .counted(database);
  }

  /** Hands on the waits that began in the scope's period, in the order in which they began. */
  void waits(FigureScope scope, Instant asOf, Consumer<Wait> reader) {
    query(WAITS, scope, asOf).forEach(database, row -> wait(new ResultRow(row)), reader);
  }

  /** Counts the transfers of the requests that were asked in the scope's period. */
  TransferCounts transfers(FigureScope scope, Instant asOf) {
    return query(TRANSFERS, scope, asOf)
        .rows(database, row -> transferCounts(new ResultRow(row)))
        .getFirst();
  }

  private static SqlQuery query(String sql, FigureScope scope, Instant asOf) {
    return SqlText.of(sql, places(scope, asOf, narrowed(scope))).query();
  }

  /** The values of the places {@code :as_of}, {@code :from}, {@code :to} and {@code :narrowed}. */
  static Map<String, Object> places(FigureScope scope, Instant asOf, SqlCondition narrowed) {
    return Map.of(
        "as_of",
        asOf,
        "from",
        scope.period().from(),
        "to",
        scope.period().to(),
        "narrowed",
        narrowed);
  }

  static SqlCondition narrowed(FigureScope scope) {
    return scope.team() == null
        ? byPlace(scope)
        : byPlace(scope).and("request.team_id = ?", scope.team().id().value());
  }

  static SqlCondition byPlace(FigureScope scope) {
    var condition = SqlCondition.ALWAYS;
    if (scope.unit() != null) {
      condition = condition.and("request.unit_id = ?", scope.unit().id().value());
    }
    if (scope.category() != null) {
      condition = condition.and("request.category = ?", WireNames.of(scope.category()));
    }
    return condition;
  }

  private static Wait wait(ResultRow row) throws SQLException {
    return new Wait(
        row.constant("impact", Impact.class),
        row.instant("asked_at"),
        row.instantOrNull("acknowledged_at"),
        row.instantOrNull("resolved_at"),
        row.instantOrNull("answered_at"),
        row.instantOrNull("withdrawn_at"));
  }

  private static TransferCounts transferCounts(ResultRow row) throws SQLException {
    return new TransferCounts(
        row.bigNumber("n"),
        row.numberOrNull("median"),
        row.bigNumber("over_two"),
        row.bigNumber("fingerprint"));
  }
}
