package care.andon.metrics;

import care.andon.directory.Facility;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads unrouted minutes from the history. Events that opened an unrouted request have an index of
 * their own, so the cost depends on how many of them there are and not on how many requests.
 */
@ApplicationScoped
class UnroutedRepository {
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
          and opened.at < :end
          and opened.recorded_at <= :as_of
      ), counted as (
        select facility.code, span.ended is null or span.ended > :as_of as still,
          extract(epoch from least(coalesce(span.ended, :as_of), :end) - greatest(span.began, :begin))
            / 60.0 as minutes
        from span
        join support_request request on request.id = span.request_id
        join facility on facility.id = request.facility_id
        where coalesce(span.ended, :as_of) > :begin
          and :facility
      )
      select
        code,
        count(*)::int as requests,
        (count(*) filter (where still))::int as still,
        round(sum(minutes)::numeric, 4)::float8 as minutes,
        round(max(minutes)::numeric, 4)::float8 as longest
      from counted
      where minutes > 0
      group by code
      order by code
      """;

  private final DataSource database;

  UnroutedRepository(DataSource database) {
    this.database = database;
  }

  /**
   * Returns the minutes of a period by facility.
   *
   * @param facility null for all facilities
   */
  List<UnroutedFigures.OfFacility> minutes(
      Period period, @Nullable Facility facility, Instant asOf) {
    var ofFacility =
        facility == null
            ? SqlCondition.ALWAYS
            : SqlCondition.of("request.facility_id = ?", facility.id().value());
    var end = period.to().isBefore(asOf) ? period.to() : asOf;
    return SqlText.of(
            MINUTES,
            Map.of("as_of", asOf, "begin", period.from(), "end", end, "facility", ofFacility))
        .query()
        .rows(database, row -> ofFacility(new ResultRow(row)));
  }

  private static UnroutedFigures.OfFacility ofFacility(ResultRow row) throws SQLException {
    return new UnroutedFigures.OfFacility(
        row.text("code"),
        row.number("requests"),
        row.number("still"),
        row.fraction("minutes"),
        row.fraction("longest"));
  }
}
