package care.andon.metrics;

import care.andon.metrics.asof.PastRequest;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureGroup.Columns;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.metrics.promise.PromiseCount;
import care.andon.metrics.promise.PromiseCounting;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the data of a figure from the database: one statement per question. */
@ApplicationScoped
class FiguresRepository {
  private static final String TRANSFERS =
      """
      select
        :group as grouped,
        count(*) as n,
        percentile_disc(0.5) within group (order by request.transfers) as median,
        count(*) filter (where request.transfers > 2) as over_two,
        coalesce(bit_xor(('x' || encode(substr(sha256(
          uuid_send(request.id) || int4send(request.transfers)
        ), 1, 8), 'hex'))::bit(64)::bigint), 0) as fingerprint
      from (:asked_in_period) as request
      :join
      where :requests
      group by 1
      order by (:group) collate "C" nulls last
      """
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private final DataSource database;

  FiguresRepository(DataSource database) {
    this.database = database;
  }

  /** Counts the promises of the scope's period, judged at {@code asOf}, by group. */
  List<PromiseCount> promises(FigureScope scope, Instant asOf) {
    return PromiseCounting.byGroup(judged(scope, asOf), database, scope);
  }

  /** Counts the same by band and category; see {@link PromiseCounting#SEPARATOR}. */
  List<PromiseCount> promisesByBand(FigureScope scope, Instant asOf) {
    return PromiseCounting.byBand(judged(scope, asOf), database, scope.by(FigureGroup.BAND));
  }

  private static JudgedPromises judged(FigureScope scope, Instant asOf) {
    var team = scope.team() == null ? null : scope.team().id();
    return JudgedPromises.in(scope.windows(), asOf, scope.requests(), team);
  }

  /** Counts the transfers of the requests that were asked in the scope's period, by group. */
  List<TransferFigure.Counts> transfers(FigureScope scope, Instant asOf) {
    return query(TRANSFERS, scope, asOf).rows(database, row -> transferCounts(new ResultRow(row)));
  }

  private static SqlQuery query(String sql, FigureScope scope, Instant asOf) {
    return SqlText.of(
            sql,
            Map.of(
                "as_of", asOf,
                "asked", scope.during("request.asked_at"),
                "requests", scope.requestsOfTeam(),
                "join", scope.groupJoin(Columns.OF_REQUEST),
                "group", scope.group(Columns.OF_REQUEST)))
        .query();
  }

  private static TransferFigure.Counts transferCounts(ResultRow row) throws SQLException {
    return new TransferFigure.Counts(
        row.textOrNull("grouped"),
        row.bigNumber("n"),
        row.numberOrNull("median"),
        row.bigNumber("over_two"),
        row.bigNumber("fingerprint"));
  }
}
