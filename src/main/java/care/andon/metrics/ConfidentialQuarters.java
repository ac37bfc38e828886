package care.andon.metrics;

import care.andon.kernel.Category;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.metrics.promise.PromiseCounting;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The figures of confidential requests: counted once for each quarter, when it is over in every
 * time zone, and never again.
 */
@ApplicationScoped
public class ConfidentialQuarters {
  static final int FEWEST_REQUESTS = 10;
  static final int FEWEST_PEOPLE = 5;

  /** Local days begin at most this long before or after those of UTC. */
  private static final Duration ZONES = Duration.ofHours(24);

  private static final Pattern QUARTER =
      Pattern.compile("(?<year>(?:19|20|21)\\d\\d)-Q(?<quarter>[1-4])");

  private static final String LAST = "select max(quarter) as quarter from confidential_quarter";

  /** A second replica waits for the transaction of the first, and then claims nothing. */
  private static final String CLAIM =
      """
      insert into confidential_quarter (quarter, judged_at, closed_at)
      values (?, ?, ?)
      on conflict do nothing
      returning quarter
      """;

  private static final String ADD_UP =
      """
      with written as (
        insert into confidential_figure
          (quarter, facility_id, category, kind, impact, requests, met, declined, missed,
           missed_open, not_yet_due, not_measured, confirmed, silent, open, withdrawn, fingerprint)
        select :quarter, facility_id, category, kind, impact, count(distinct request_id), :counts
        from (
          select promise.*, request.facility_id, request.category, asker.person_id
          from (:promises) as promise
          join support_request request on request.id = promise.request_id
          join facility on facility.id = request.facility_id
          left join lateral (
            select person_id
            from request_asker
            where request_asker.request_id = promise.request_id
            order by on_behalf desc, number
            limit 1
          ) as asker on true
          where promise.counted_at >= cast(:first as timestamp) at time zone facility.time_zone
            and promise.counted_at < cast(:end as timestamp) at time zone facility.time_zone
        ) as promise
        group by facility_id, category, kind, impact
        having count(distinct request_id) >= :requests and count(distinct person_id) >= :people
        returning quarter
      )
      select count(*) as written from written
      """
          .replace(":counts", PromiseCounting.columns("1", PromiseCounting.fingerprint()));

  private static final String FIGURES =
      """
      select facility.code, figure.*, null::text as grouped
      from confidential_quarter quarter
      left join confidential_figure figure on figure.quarter = quarter.quarter
      left join facility on facility.id = figure.facility_id
      where quarter.quarter = ?
      """;

  private final DataSource database;
  private final SettledTime settled;
  private final InstantSource time;

  ConfidentialQuarters(DataSource database, SettledTime settled, InstantSource time) {
    this.database = database;
    this.settled = settled;
    this.time = time;
  }

  /**
   * Counts every quarter that is over and settled and not counted yet, each in one transaction.
   *
   * @return how many this replica counted
   */
  public int close() {
    var span = settled.span();
    var next =
        last()
            .map(it -> it.plusMonths(3))
            .or(() -> span.first().map(ConfidentialQuarters::quarterOf));
    int closed = 0;
    if (next.isPresent()) {
      for (var quarter = next.get();
          !judgedAt(quarter).isAfter(span.through());
          quarter = quarter.plusMonths(3)) {
        closed += close(quarter, span.through());
      }
    }
    return closed;
  }

  /** Returns 0 if another replica has counted the quarter, otherwise 1. */
  private int close(LocalDate quarter, Instant now) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var claimed =
                  new SqlQuery()
                      .add(CLAIM, name(quarter), judgedAt(quarter), now)
                      .rows(database, row -> quarter);
              claimed.forEach(this::addUp);
              return claimed.size();
            });
  }

  private void addUp(LocalDate quarter) {
    var promises =
        JudgedPromises.in(
            start(quarter).minus(ZONES),
            judgedAt(quarter),
            judgedAt(quarter),
            SqlCondition.of("request.visibility = 'confidential'"),
            null);
    SqlText.of(
            ADD_UP,
            Map.of(
                "quarter",
                name(quarter),
                "promises",
                promises.text(),
                "first",
                quarter,
                "end",
                quarter.plusMonths(3),
                "requests",
                FEWEST_REQUESTS,
                "people",
                FEWEST_PEOPLE))
        .query()
        .rows(database, row -> row.getInt("written"));
  }

  /**
   * Returns what was counted for a quarter; nothing for one before the first.
   *
   * @param quarter as the caller sent it, such as {@code 2026-Q1}
   * @param asOf as the caller sent it; null for now. The answer is the same for every instant since
   *     the quarter was counted
   * @throws Problem if there is no such quarter, or if it was not counted by {@code asOf}
   */
  ConfidentialFigure.Answer figures(@Nullable String quarter, @Nullable String asOf) {
    var first = parse(quarter);
    var at = settled.asOf(asOf).at();
    var rows =
        at.isBefore(judgedAt(first))
            ? List.<Optional<ConfidentialFigure>>of()
            : new SqlQuery()
                .add(FIGURES, name(first))
                .rows(database, row -> figure(new ResultRow(row)));
    if (rows.isEmpty() && !isBeforeTheFirst(first)) {
      throw notCounted(first);
    }
    return ConfidentialFigure.Answer.of(
        name(first), judgedAt(first), rows.stream().flatMap(Optional::stream).toList());
  }

  /** Empty for the row of a quarter without figures. */
  private static Optional<ConfidentialFigure> figure(ResultRow row) throws SQLException {
    var facility = row.textOrNull("code");
    return facility == null
        ? Optional.empty()
        : Optional.of(
            ConfidentialFigure.of(
                facility, row.constant("category", Category.class), PromiseCounting.count(row)));
  }

  private boolean isBeforeTheFirst(LocalDate quarter) {
    return settled.span().first().filter(it -> judgedAt(quarter).isAfter(it)).isEmpty();
  }

  private Problem notCounted(LocalDate quarter) {
    return judgedAt(quarter).isAfter(time.instant())
        ? refused(
            "not_over",
            "Counted once, soon after %s; send an earlier quarter".formatted(judgedAt(quarter)))
        : refused("not_counted", "The quarter has just ended; ask again in an hour");
  }

  private static LocalDate parse(@Nullable String quarter) {
    var matcher = QUARTER.matcher(quarter == null ? "" : quarter);
    if (!matcher.matches()) {
      throw refused("no_such_quarter", "Send a quarter such as 2026-Q1, from Q1 to Q4");
    }
    var month = 3 * Integer.parseInt(matcher.group("quarter")) - 2;
    return LocalDate.of(Integer.parseInt(matcher.group("year")), month, 1);
  }

  private static Problem refused(String code, String message) {
    return Problem.parameter("quarter", code, message);
  }

  private Optional<LocalDate> last() {
    return new SqlQuery()
        .add(LAST)
        .rows(database, row -> Optional.ofNullable(new ResultRow(row).textOrNull("quarter")))
        .getFirst()
        .map(ConfidentialQuarters::parse);
  }

  private static LocalDate quarterOf(Instant at) {
    var day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    return day.withMonth(3 * day.get(IsoFields.QUARTER_OF_YEAR) - 2).withDayOfMonth(1);
  }

  private static String name(LocalDate quarter) {
    return quarter.getYear() + "-Q" + quarter.get(IsoFields.QUARTER_OF_YEAR);
  }

  /** When the quarter is over in every time zone. */
  private static Instant judgedAt(LocalDate quarter) {
    return start(quarter.plusMonths(3)).plus(ZONES);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
