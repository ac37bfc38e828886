package care.andon.request.query;

import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import care.andon.sla.engine.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** Counts the open requests of every facility. One statement, which reads the open requests. */
@ApplicationScoped
public class OpenRequestCounts {
  /** SQL with literals, so that the planner sees the partial index over open requests. */
  private static final String BY_FACILITY =
      """
      select facility.code,
        count(request.id)::int as open,
        (count(*) filter (where %s))::int as overdue,
        (count(*) filter (where unrouted and acknowledged_at is null))::int as unrouted
      from facility
      left join support_request request on request.facility_id = facility.id
        and request.status in ('open', 'acknowledged', 'waiting_for_caregiver')
      group by facility.code
      order by facility.code
      """
          .formatted(Deadline.hasPassedSql("due_order"));

  private final DataSource database;
  private final InstantSource time;

  OpenRequestCounts(DataSource database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * The open requests of one facility.
   *
   * @param facility its code
   * @param overdue those with a promise that has passed
   * @param unrouted those that no reachable person has and nobody acknowledged
   */
  public record OfFacility(String facility, int open, int overdue, int unrouted) {}

  /** All facilities by code, those without an open request too. */
  public List<OfFacility> byFacility() {
    return new SqlQuery()
        .add(BY_FACILITY, time.instant())
        .rows(
            database,
            it -> {
              var row = new ResultRow(it);
              return new OfFacility(
                  row.text("code"),
                  row.number("open"),
                  row.number("overdue"),
                  row.number("unrouted"));
            });
  }
}
