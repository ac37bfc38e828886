package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.engine.KeptCounts;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The promises that count in a period, and what has become of each, in SQL: the one definition for
 * everything that counts promises or looks for those that were missed.
 *
 * <p>A promise counts where it falls due; one that can never fall due counts where it was made, and
 * a request that was promised nothing where it was received.
 *
 * <p>The verdict is about instants only, so it is the same however late the heartbeat runs: a clock
 * that still says 'running' after its due instant has missed it, and a clock that still says
 * 'paused' after its pause had to end has been running since, and falls due (and counts) when it
 * was written to when the pause began. For clocks paused before that was written (V7), which all
 * ran on the first calendar, around the clock, that is the time left after the pause.
 *
 * @param sql a query with the columns {@code request_id, kind, cycle, impact, counted_at, verdict};
 *     a verdict is {@code met}, {@code missed}, {@code missed_open}, {@code not_yet_due} or {@code
 *     not_measured}
 * @param values what it binds, in order
 */
public record JudgedPromises(String sql, List<Object> values) {
  /** A phone's ask may be so much older than its arrival; the index is by the ask. */
  private static final Duration LONGEST_OFFLINE = Duration.ofDays(3);

  /** Only a narrowed question asks for the request; the others cost what their period holds. */
  private static final String REQUESTS =
      "join support_request request on request.id = clock.request_id";

  private static final String PROMISES =
      """
      select
        clock.request_id,
        clock.kind,
        clock.cycle,
        clock.impact,
        coalesce(clock.due_since_pause, clock.promised_at, clock.started_at) as counted_at,
        case
          when clock.cancelled then 'not_measured'
          when clock.breached_at is not null and clock.stopped_at is null then 'missed_open'
          when clock.breached_at is not null then 'missed'
          when clock.state = 'paused' and (clock.resumes_at is null or clock.promised_at is null)
            then 'not_yet_due'
          when clock.promised_at is null then 'not_measured'
          when coalesce(clock.due_since_pause, clock.promised_at) >= ? then 'not_yet_due'
          when clock.state = 'stopped' then 'met'
          when clock.state = 'running' or clock.due_since_pause is not null then 'missed_open'
          when clock.due_after_pause is null
            and (clock.calendar, clock.calendar_version) = ('around-the-clock', 1)
            and clock.resumes_at + (clock.target - clock.elapsed) * interval '1 microsecond' < ?
            then 'missed_open'
          else 'not_yet_due'
        end as verdict
      from (
        select
          clock.*,
          case when clock.state = 'paused' and clock.breached_at is null and clock.resumes_at <= ?
            then clock.due_after_pause
          end as due_since_pause
        from request_clock clock
        :requests
        where (
          clock.promised_at >= ? and clock.promised_at < ?
          or clock.promised_at is null and clock.started_at >= ? and clock.started_at < ?
          or clock.state = 'paused' and clock.due_after_pause >= ? and clock.due_after_pause < ?
        )
        :narrowed
      ) as clock
      where coalesce(clock.due_since_pause, clock.promised_at, clock.started_at) >= ?
        and coalesce(clock.due_since_pause, clock.promised_at, clock.started_at) < ?
      union all
      select
        request.id,
        clock.kind,
        0 as cycle,
        request.impact,
        request.received_at as counted_at,
        'not_measured' as verdict
      from support_request request
      cross join (values ('acknowledge'), ('update'), ('resolve')) as clock (kind)
      where request.asked_at >= ?
        and request.asked_at < ?
        and request.received_at >= ?
        and request.received_at < ?
        and not exists (
          select
          from request_clock promised
          where promised.request_id = request.id and promised.kind = clock.kind
        )
        :narrowed
      """;

  private static final String COUNTED =
      """
      select
        kind,
        impact,
        count(*) filter (where verdict = 'met') as met,
        count(*) filter (where verdict = 'missed') as missed,
        count(*) filter (where verdict = 'missed_open') as missed_open,
        count(*) filter (where verdict = 'not_yet_due') as not_yet_due,
        count(*) filter (where verdict = 'not_measured') as not_measured,
        bit_xor(('x' || encode(substr(sha256(
          uuid_send(request_id) || convert_to(kind, 'UTF8') || int4send(cycle)
            || timestamptz_send(counted_at) || convert_to(verdict, 'UTF8')
        ), 1, 8), 'hex'))::bit(64)::bigint) as fingerprint
      from (:promises) as promise
      group by kind, impact
      """;

  public JudgedPromises {
    values = List.copyOf(values);
  }

  /**
   * Those that count from {@code from} on and before {@code to}, judged at {@code asOf}.
   *
   * @param conditions that requests have to fulfil, over columns that {@code support_request} has
   *     and {@code request_clock} has not; none for all requests
   * @param bound what the conditions bind, in order
   */
  public static JudgedPromises in(
      Instant from, Instant to, Instant asOf, List<String> conditions, List<Object> bound) {
    var values = new ArrayList<Object>();
    Collections.addAll(values, asOf, asOf, asOf, from, to, from, to, from, to);
    values.addAll(bound);
    Collections.addAll(values, from, to, from.minus(LONGEST_OFFLINE), to, from, to);
    values.addAll(bound);
    return new JudgedPromises(
        PROMISES
            .replace(":requests", conditions.isEmpty() ? "" : REQUESTS)
            .replace(
                ":narrowed",
                conditions.stream().map("and %s\n"::formatted).collect(Collectors.joining())),
        values);
  }

  /** How many there are of each verdict; clocks and impacts without any are left out. */
  public List<PromiseCount> counted(DataSource database) {
    return new SqlQuery()
        .add(COUNTED.replace(":promises", sql), values.toArray())
        .rows(database, row -> count(new ResultRow(row)));
  }

  private static PromiseCount count(ResultRow row) throws SQLException {
    return new PromiseCount(
        row.constant(ClockKind.class),
        row.constant(Impact.class),
        new KeptCounts(
            row.bigNumber(), row.bigNumber(), row.bigNumber(), row.bigNumber(), row.bigNumber()),
        row.bigNumber());
  }
}
