package care.andon.metrics.wait;

import care.andon.kernel.WireNames;
import care.andon.metrics.asof.PastRequest;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Reads requests by the time of asking. SQL, because a figure needs 100,000 of them: their values
 * come as bytes, those of a week in one row. To read each instant as a value of its own took ten
 * times as long.
 */
@ApplicationScoped
class AskedRequestRepository {
  private static final String REQUESTS =
      """
      select
        date_bin('7 days', request.asked_at, 'epoch') as week,
        string_agg(
          uuid_send(request.id)
            || uuid_send(request.facility_id)
            || uuid_send(request.unit_id)
            || uuid_send(coalesce(request.team_id, :no_team))
            || int4send(array_position(:categories, request.category) - 1)
            || int4send(array_position(:impacts, request.impact) - 1)
            || int4send((request.visibility = 'confidential')::int)
            || int4send(coalesce(request.minutes_lost, :no_estimate))
            || timestamptz_send(request.updated_at)
            || timestamptz_send(request.asked_at)
            || timestamptz_send(coalesce(request.acknowledged_at, 'infinity'))
            || timestamptz_send(coalesce(
              request.first_answered_at, request.resolved_at, request.declined_at, 'infinity'))
            || timestamptz_send(coalesce(
              request.first_resolved_at, request.resolved_at, 'infinity'))
            || timestamptz_send(coalesce(request.first_confirmed_at, 'infinity'))
            || timestamptz_send(coalesce(request.withdrawn_at, 'infinity')),
          '') as requests
      from (:asked_in_period) as request
      group by 1
      """
          .replace(":asked_in_period", PastRequest.ASKED_IN_PERIOD);

  private final DataSource database;

  AskedRequestRepository(DataSource database) {
    this.database = database;
  }

  /**
   * The requests of a week.
   *
   * @param begin see {@link AskedRequests#WEEK}
   */
  record Week(Instant begin, List<AskedRequest> requests) {}

  /**
   * Reads the requests of some weeks: one statement. Weeks without requests are left out.
   *
   * @param condition over {@code support_request}, named {@code request}
   * @param asOf the values are those of this instant
   */
  List<Week> weeks(SqlCondition condition, Instant asOf) {
    return SqlText.of(
            REQUESTS,
            Map.of(
                "asked",
                condition,
                "as_of",
                asOf,
                "no_team",
                AskedRequest.NO_TEAM,
                "no_estimate",
                AskedRequest.NO_ESTIMATE,
                "categories",
                names(AskedRequest.CATEGORIES),
                "impacts",
                names(AskedRequest.IMPACTS)))
        .query()
        .readingMany()
        .rows(database, row -> week(new ResultRow(row)));
  }

  private static SqlArray names(List<? extends Enum<?>> constants) {
    return new SqlArray("text", constants.stream().map(WireNames::of).toList());
  }

  private static Week week(ResultRow row) throws SQLException {
    return new Week(row.instant("week"), AskedRequest.read(row.bytes("requests")));
  }
}
