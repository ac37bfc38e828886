package care.andon.metrics;

import static java.util.Comparator.naturalOrder;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.WireNames;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Window;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The sums of closed days. A day of UTC is closed once, when everything recorded on it is settled:
 * the promises that fell due on it are counted as they stand then. What changes afterwards is added
 * with the day on which it became known. Rows never change, so the sums that were known at an
 * instant are always the same.
 *
 * <p>Counts of a period are the sums of its closed days, what has changed since the last close, and
 * the promises of the time that is not closed or not a whole day.
 */
@ApplicationScoped
public class FigureJournal {
  /** Before every request. */
  private static final Instant BEGIN = Instant.parse("1900-01-01T00:00:00Z");

  private static final String LAST_CLOSE = "select max(day) as day from figure_close where day < ?";

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

  private static final String COUNTS =
      """
      select null::text as grouped, kind, impact, sum(met) as met, sum(declined) as declined, sum(missed) as missed,
        sum(missed_open) as missed_open, sum(not_yet_due) as not_yet_due,
        sum(not_measured) as not_measured, sum(confirmed) as confirmed, sum(silent) as silent,
        sum(open) as open, sum(withdrawn) as withdrawn, bit_xor(fingerprint) as fingerprint
      from (:parts) as part
      group by kind, impact
      having sum(met + declined + missed + missed_open + not_yet_due + not_measured) <> 0
      """;

  private static final String SUMS =
      """
      select null::text as grouped, kind, impact, met, declined, missed, missed_open, not_yet_due, not_measured,
        confirmed, silent, open, withdrawn, fingerprint
      from figure_day
      where dimension = :dimension
        and :of
        and due_day >= :first
        and due_day < :end
        and known_day <= :known
      """;

  private static final String CORRECTIONS =
      """
      select figure_day.*,
        coalesce(
          (select code from unit where dimension = 'unit' and id::text = of),
          (select code from team where dimension = 'team' and id::text = of),
          of) as code
      from figure_day
      where due_day < known_day
        and known_day > (select min(day) from figure_close)
        and known_day >= :first
        and known_day < :end
        and dimension = :dimension
        and :of
      order by known_day, due_day, of collate "C", kind collate "C", impact collate "C"
      limit :most
      """;

  private final DataSource database;
  private final SettledTime settled;

  FigureJournal(DataSource database, SettledTime settled) {
    this.database = database;
    this.settled = settled;
  }

  /**
   * Whose promises are counted.
   *
   * @param dimension facility, unit, team or category
   * @param of the id or code; null for all
   * @param windows when they fell due; each has other facilities
   * @param requests the same as a condition on requests, without the facilities of the windows
   * @param team the same as a team; null unless the dimension is team
   */
  record Place(
      String dimension,
      @Nullable String of,
      boolean open,
      List<Window> windows,
      SqlCondition requests,
      @Nullable TeamId team) {
    Place {
      windows = List.copyOf(windows);
    }

    /** The place of a scope; empty if there are no sums for it: several filters, or groups. */
    static Optional<Place> of(FigureScope scope) {
      var filters =
          Stream.of(scope.facility(), scope.unit(), scope.team(), scope.category())
              .filter(Objects::nonNull)
              .count();
      return filters > 1 || scope.by() != null ? Optional.empty() : Optional.of(only(scope));
    }

    private static Place only(FigureScope scope) {
      var team = scope.team() == null ? null : scope.team().id();
      return new Place(
          dimension(scope),
          value(scope),
          scope.base() == FigureBase.OPEN,
          scope.windows(),
          scope.requests(),
          team);
    }

    private static String dimension(FigureScope scope) {
      if (scope.unit() != null) {
        return "unit";
      }
      if (scope.team() != null) {
        return "team";
      }
      return scope.category() != null ? "category" : "facility";
    }

    private static @Nullable String value(FigureScope scope) {
      if (scope.unit() != null) {
        return scope.unit().id().toString();
      }
      if (scope.team() != null) {
        return scope.team().id().toString();
      }
      if (scope.category() != null) {
        return WireNames.of(scope.category());
      }
      return scope.facility() == null ? null : scope.facility().id().toString();
    }

    SqlCondition rows() {
      var condition = of == null ? SqlCondition.ALWAYS : SqlCondition.of("of = ?", of);
      return open ? condition.and("not confidential") : condition;
    }
  }

  /**
   * Counts promises by clock, impact and verdict, judged at {@code asOf}: two statements. Of the
   * days that are closed, sums are read for those that all windows have.
   */
  List<PromiseCount> counts(Place place, Instant asOf) {
    var closed = lastClose(asOf).flatMap(last -> closedDays(place, last));
    var parts = new ArrayList<SqlText>();
    closed.ifPresent(days -> parts.addAll(ofClosedDays(place, days, asOf)));
    for (var window : place.windows()) {
      var begin = closed.map(days -> start(days.first())).orElse(window.to());
      var until = closed.map(days -> start(days.end())).orElse(window.to());
      in(place, window, window.from(), begin, asOf).ifPresent(parts::add);
      in(place, window, until, window.to(), asOf).ifPresent(parts::add);
    }
    if (parts.isEmpty()) {
      return List.of();
    }
    return SqlText.of(COUNTS, Map.of("parts", all(parts)))
        .query()
        .rows(database, row -> PromiseCounting.count(new ResultRow(row)));
  }

  /**
   * Days whose sums are read.
   *
   * @param end the day after the last one
   * @param known the last day that was closed
   */
  private record ClosedDays(LocalDate first, LocalDate end, LocalDate known) {}

  /** The closed days that all windows of a place have as a whole; empty if there are none. */
  private static Optional<ClosedDays> closedDays(Place place, LocalDate last) {
    var first =
        place.windows().stream()
            .map(it -> firstWholeDay(it.from()))
            .max(naturalOrder())
            .orElseThrow();
    var end =
        Stream.concat(place.windows().stream().map(it -> day(it.to())), Stream.of(last.plusDays(1)))
            .min(naturalOrder())
            .orElseThrow();
    return first.isBefore(end) ? Optional.of(new ClosedDays(first, end, last)) : Optional.empty();
  }

  /** The sums of closed days, and what has changed since the last close. */
  private static List<SqlText> ofClosedDays(Place place, ClosedDays days, Instant asOf) {
    var sums =
        SqlText.of(
            SUMS,
            Map.of(
                "dimension", place.dimension(),
                "of", place.rows(),
                "first", days.first(),
                "end", days.end(),
                "known", days.known()));
    var closedUntil = start(days.known().plusDays(1));
    return asOf.isAfter(closedUntil)
        ? List.of(
            sums,
            PromiseCounting.query(
                JudgedPromises.changed(
                    closedUntil,
                    asOf,
                    start(days.first()),
                    start(days.end()),
                    place.requests(),
                    place.team())))
        : List.of(sums);
  }

  /** The promises of a part of a window; empty if the part has no length. */
  private static Optional<SqlText> in(
      Place place, Window window, Instant from, Instant to, Instant asOf) {
    var requests = place.requests().and(window.facilities());
    return from.isBefore(to)
        ? Optional.of(
            PromiseCounting.query(JudgedPromises.in(from, to, asOf, requests, place.team())))
        : Optional.empty();
  }

  private static SqlText all(List<SqlText> parts) {
    return new SqlText(
        String.join("\nunion all\n", parts.stream().map(it -> "(" + it.sql() + ")").toList()),
        parts.stream().flatMap(it -> it.values().stream()).toList());
  }

  /** Lists what became known, in the period, about days that were closed before. */
  List<CorrectionFigure> corrections(FigureScope scope, Instant asOf) {
    var place =
        Place.of(scope)
            .filter(it -> it.windows().size() == 1)
            .orElseThrow(
                () ->
                    Problem.parameter(
                        "by",
                        "no_corrections",
                        "Send one period for all facilities, and only one filter"));
    var dimension = place.of() == null ? "unit" : place.dimension();
    var end = earlier(day(scope.period().to()), day(asOf));
    return SqlText.of(
            CORRECTIONS,
            Map.of(
                "dimension",
                dimension,
                "of",
                place.rows(),
                "first",
                day(scope.period().from()),
                "end",
                end,
                "most",
                CorrectionFigure.MOST))
        .query()
        .rows(database, row -> correction(new ResultRow(row)));
  }

  private static CorrectionFigure correction(ResultRow row) throws SQLException {
    return new CorrectionFigure(
        row.text("code"),
        LocalDate.parse(row.text("known_day")),
        LocalDate.parse(row.text("due_day")),
        row.constant("kind", ClockKind.class),
        row.constant("impact", Impact.class),
        row.number("met"),
        row.number("declined"),
        row.number("missed"),
        row.number("missed_open"),
        row.number("not_yet_due"),
        row.number("not_measured"),
        row.number("confirmed"),
        row.number("silent"),
        row.number("open"));
  }

  // --- Closing

  /**
   * Closes every day that is over and settled and not closed yet, each in one transaction.
   *
   * @return how many this replica closed
   */
  public int closeDays() {
    var span = settled.span();
    var last = lastClose(span.through()).or(() -> span.first().map(it -> day(it).minusDays(1)));
    int closed = 0;
    if (last.isPresent()) {
      for (var day = last.get().plusDays(1);
          !start(day.plusDays(1)).isAfter(span.through());
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
              var isFirst = lastClose(start(day)).isEmpty();
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
    var from = start(day);
    var to = start(day.plusDays(1));
    addUp(
        day,
        all(
            List.of(
                JudgedPromises.in(from, to, to, SqlCondition.ALWAYS, null).text(),
                JudgedPromises.changed(from, to, BEGIN, from, SqlCondition.ALWAYS, null).text())));
  }

  /** All promises until the end of the first day that is closed, in parts that take seconds. */
  private void addUpAllUntil(LocalDate day) {
    var to = start(day.plusDays(1));
    var from = oldest().map(FigureJournal::day).orElse(day);
    while (!from.isAfter(day)) {
      var next = from.plus(MOST_AT_ONCE);
      var end = next.isAfter(day) ? to : start(next);
      addUp(day, JudgedPromises.in(start(from), end, to, SqlCondition.ALWAYS, null).text());
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

  /** The last day that was closed by an instant: what was known then. */
  private Optional<LocalDate> lastClose(Instant asOf) {
    return new SqlQuery()
        .add(LAST_CLOSE, day(asOf))
        .rows(database, row -> lastClose(new ResultRow(row)))
        .getFirst();
  }

  private static Optional<LocalDate> lastClose(ResultRow row) throws SQLException {
    return Optional.ofNullable(row.textOrNull("day")).map(LocalDate::parse);
  }

  private static LocalDate firstWholeDay(Instant from) {
    var day = day(from);
    return start(day).equals(from) ? day : day.plusDays(1);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
