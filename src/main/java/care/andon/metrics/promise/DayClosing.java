package care.andon.metrics.promise;

import care.andon.metrics.asof.SettledTime;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes the sums of {@link FigureJournal}. A day is closed once, when everything recorded on it is
 * settled: the promises that fell due on it are counted as they stand then, and what changed on it
 * about earlier days is added.
 */
@ApplicationScoped
public class DayClosing {
  /** Before every request. */
  private static final Instant BEGIN = Instant.parse("1900-01-01T00:00:00Z");

  private static final String OLDEST = "select min(asked_at) as at from support_request";

  /** The longest time whose promises one statement adds up. */
  private static final Period MOST_AT_ONCE = Period.ofDays(30);

  /** A second replica waits for the transaction of the first, and then claims nothing. */
  private static final String CLAIM =
      """
      insert into figure_close (day, closed_at)
      values (?, ?)
      on conflict do nothing
      returning day
      """;

  private static final String ADD_UP =
      """
      with promise as materialized (
        select promise.*, :fingerprint as print,
          (promise.counted_at at time zone 'UTC')::date as due_day,
          request.visibility = 'confidential' as confidential,
          array[
            request.facility_id::text,
            request.unit_id::text,
            coalesce(promise.judged_team, request.team_id, '00000000-0000-0000-0000-000000000000')
              ::text,
            request.category] as places
        from (:promises) as promise
        join support_request request on request.id = promise.request_id
      ), written as (
      insert into figure_day
        (known_day, due_day, dimension, of, confidential, kind, impact, met, declined, missed,
         missed_open, not_yet_due, not_measured, confirmed, silent, open, withdrawn, fingerprint)
      select cast(:day as date), due_day, dimension, of, confidential, kind, impact, :counts
      from promise
      cross join unnest(array['facility', 'unit', 'team', 'category'], places)
        as place (dimension, of)
      group by due_day, dimension, of, confidential, kind, impact
      having bit_xor(print) <> 0 or sum(weight) <> 0
      returning known_day
      )
      select count(*) as written from written
      """
          .replace(":fingerprint", PromiseCounting.fingerprint())
          .replace(":counts", PromiseCounting.columns("weight", "print"));

  private final DataSource database;
  private final FigureJournal journal;
  private final SettledTime settled;

  DayClosing(DataSource database, FigureJournal journal, SettledTime settled) {
    this.database = database;
    this.journal = journal;
    this.settled = settled;
  }

  /**
   * Closes every day that is over and settled and not closed yet, each in one transaction.
   *
   * @return how many this replica closed
   */
  public int closeDays() {
    var span = settled.span();
    var last =
        journal
            .lastClose(span.through())
            .or(() -> span.first().map(it -> UtcDays.of(it).minusDays(1)));
    int closed = 0;
    if (last.isPresent()) {
      for (var day = last.get().plusDays(1);
          !UtcDays.start(day.plusDays(1)).isAfter(span.through());
          day = day.plusDays(1)) {
        closed += close(day, span.through());
      }
    }
    return closed;
  }

  /** Returns 0 if another replica has closed the day, otherwise 1. */
  private int close(LocalDate day, Instant now) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var isFirst = journal.lastClose(UtcDays.start(day)).isEmpty();
              var claimed = new SqlQuery().add(CLAIM, day, now).rows(database, row -> day);
              if (claimed.isEmpty()) {
                return 0;
              }
              if (isFirst) {
                addUpAllUntil(day);
              } else {
                addUpDay(day);
              }
              return 1;
            });
  }

  /** What fell due on the day, and what changed on it about earlier days. */
  private void addUpDay(LocalDate day) {
    var from = UtcDays.start(day);
    var to = UtcDays.start(day.plusDays(1));
    addUp(
        day,
        SqlText.unionAll(
            List.of(
                JudgedPromises.in(from, to, to, SqlCondition.ALWAYS, null).text(),
                JudgedPromises.changed(from, to, BEGIN, from, SqlCondition.ALWAYS, null).text())));
  }

  /** All promises until the end of the first day that is closed, in parts that take seconds. */
  private void addUpAllUntil(LocalDate day) {
    var to = UtcDays.start(day.plusDays(1));
    var from = oldest().map(UtcDays::of).orElse(day);
    while (!from.isAfter(day)) {
      var next = from.plus(MOST_AT_ONCE);
      var end = next.isAfter(day) ? to : UtcDays.start(next);
      addUp(day, JudgedPromises.in(UtcDays.start(from), end, to, SqlCondition.ALWAYS, null).text());
      from = next;
    }
  }

  /** When the oldest request was asked: no promise fell due earlier. */
  private Optional<Instant> oldest() {
    return new SqlQuery()
        .add(OLDEST)
        .rows(database, row -> Optional.ofNullable(new ResultRow(row).instantOrNull("at")))
        .getFirst();
  }

  private void addUp(LocalDate day, SqlText promises) {
    SqlText.of(ADD_UP, Map.of("promises", promises, "day", day))
        .query()
        .rows(database, row -> row.getInt("written"));
  }
}
