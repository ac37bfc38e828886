package care.andon.metrics;

import care.andon.directory.Facility;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Unrouted minutes, from the history: what was opened without anybody has an index of its own, so
 * this costs what there was of that, however many requests there were.
 */
@ApplicationScoped
class UnroutedRepository {
  private static final String SPANS =
      """
      with span as (
        select opened.request_id, opened.at as began,
          (select min(later.at)
           from request_event later
           where later.request_id = opened.request_id
             and later.seq > 1
             and (later.type in ('routed_again', 'acknowledged', 'asked', 'resolved', 'declined',
                                 'withdrawn')
               or (later.type = 'assigned' and later.payload ->> 'team' is not null))) as ended
        from request_event opened
        where opened.type = 'opened'
          and (opened.payload -> 'routed' ->> 'unrouted') = 'true'
          and opened.at < ?
      ), counted as (
        select facility.code, span.ended is null or span.ended > ? as still,
          extract(epoch from least(coalesce(span.ended, ?), ?) - greatest(span.began, ?))
            / 60.0 as minutes
        from span
        join support_request request on request.id = span.request_id
        join facility on facility.id = request.facility_id
        where coalesce(span.ended, ?) > ?
      """;

  private static final String BY_FACILITY =
      """
      )
      select code, count(*)::int, (count(*) filter (where still))::int,
        round(sum(minutes)::numeric, 4)::float8, round(max(minutes)::numeric, 4)::float8
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
   * The minutes of a period.
   *
   * @param facility null for all
   */
  List<UnroutedFigures.OfFacility> minutes(
      Period period, @Nullable Facility facility, Instant asOf) {
    var end = period.to().isBefore(asOf) ? period.to() : asOf;
    var query = new SqlQuery().add(SPANS, end, asOf, asOf, end, period.from(), asOf, period.from());
    if (facility != null) {
      query = query.add("and request.facility_id = ?", facility.id().value());
    }
    return query
        .add(BY_FACILITY)
        .rows(
            database,
            row ->
                new UnroutedFigures.OfFacility(
                    row.getString(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getDouble(4),
                    row.getDouble(5)));
  }
}
