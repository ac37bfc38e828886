package care.andon.metrics.promise;

import static java.util.Comparator.naturalOrder;

import care.andon.metrics.form.Window;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Reads the sums of closed days. A day of UTC is closed once, when everything recorded on it is
 * settled: the promises that fell due on it are counted as they stand then. What changes afterwards
 * is added with the day on which it became known. Rows never change, so the sums that were known at
 * an instant are always the same.
 *
 * <p>Counts of a period are the sums of its closed days, what has changed since the last close, and
 * the promises of the time that is not closed or not a whole day.
 */
@ApplicationScoped
public class FigureJournal {
  private static final String LAST_CLOSE = "select max(day) as day from figure_close where day < ?";

  private static final String COUNTS =
      """
      select grouped, kind, impact, sum(met) as met, sum(declined) as declined,
        sum(missed) as missed, sum(missed_open) as missed_open, sum(not_yet_due) as not_yet_due,
        sum(not_measured) as not_measured, sum(confirmed) as confirmed, sum(silent) as silent,
        sum(open) as open, sum(withdrawn) as withdrawn, bit_xor(fingerprint) as fingerprint
      from (:parts) as part
      group by grouped, kind, impact
      having sum(met + declined + missed + missed_open + not_yet_due + not_measured) <> 0
      """;

  private static final String SUMS =
      """
      select :grouped as grouped, kind, impact, met, declined, missed, missed_open, not_yet_due,
        not_measured, confirmed, silent, open, withdrawn, fingerprint
      from figure_day
      :named
      where dimension = :dimension
        and :rows
        and due_day >= :first
        and due_day < :end
        and known_day <= :known
      """;

  private final DataSource database;

  FigureJournal(DataSource database) {
    this.database = database;
  }

  /**
   * Counts promises by group, clock, impact and verdict, judged at {@code asOf}: two statements. Of
   * the days that are closed, sums are read for those that all windows have.
   */
  public List<PromiseCount> counts(FigurePlace place, Instant asOf) {
    var windows = place.scope().windows();
    var closed = lastClose(asOf).flatMap(last -> closedDays(windows, last));
    var parts = new ArrayList<SqlText>();
    closed.ifPresent(days -> parts.addAll(ofClosedDays(place, days, asOf)));
    closed
        .map(days -> Stream.of(before(days, windows), after(days, windows)))
        .orElseGet(() -> Stream.of(windows))
        .filter(left -> !left.isEmpty())
        .map(left -> JudgedPromises.in(left, asOf, place.scope().requests(), place.team()))
        .map(left -> PromiseCounting.query(left, place.scope()))
        .forEach(parts::add);
    return SqlText.of(COUNTS, Map.of("parts", SqlText.unionAll(parts)))
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

  /** The closed days that all windows have as a whole; empty if there are none. */
  private static Optional<ClosedDays> closedDays(List<Window> windows, LocalDate last) {
    var first =
        windows.stream().map(it -> UtcDays.firstWhole(it.from())).max(naturalOrder()).orElseThrow();
    var end =
        Stream.concat(windows.stream().map(it -> UtcDays.of(it.to())), Stream.of(last.plusDays(1)))
            .min(naturalOrder())
            .orElseThrow();
    return first.isBefore(end) ? Optional.of(new ClosedDays(first, end, last)) : Optional.empty();
  }

  private static List<Window> before(ClosedDays days, List<Window> windows) {
    return windows.stream()
        .map(it -> new Window(it.from(), UtcDays.start(days.first()), it.facilities()))
        .filter(it -> it.from().isBefore(it.to()))
        .toList();
  }

  private static List<Window> after(ClosedDays days, List<Window> windows) {
    return windows.stream()
        .map(it -> new Window(UtcDays.start(days.end()), it.to(), it.facilities()))
        .filter(it -> it.from().isBefore(it.to()))
        .toList();
  }

  /** The sums of closed days, and what has changed since the last close. */
  private static List<SqlText> ofClosedDays(FigurePlace place, ClosedDays days, Instant asOf) {
    var sums =
        SqlText.of(
            SUMS,
            Map.of(
                "grouped", place.grouped(),
                "named", place.named(),
                "dimension", place.dimension(),
                "rows", place.rows(),
                "first", days.first(),
                "end", days.end(),
                "known", days.known()));
    var closedUntil = UtcDays.start(days.known().plusDays(1));
    if (!asOf.isAfter(closedUntil)) {
      return List.of(sums);
    }
    var changed =
        JudgedPromises.changed(
            closedUntil,
            asOf,
            UtcDays.start(days.first()),
            UtcDays.start(days.end()),
            place.scope().requests(),
            place.team());
    return List.of(sums, PromiseCounting.query(changed, place.scope()));
  }

  /** The last day that was closed by an instant: what was known then. */
  Optional<LocalDate> lastClose(Instant asOf) {
    return new SqlQuery()
        .add(LAST_CLOSE, UtcDays.of(asOf))
        .rows(database, row -> lastClose(new ResultRow(row)))
        .getFirst();
  }

  private static Optional<LocalDate> lastClose(ResultRow row) throws SQLException {
    return Optional.ofNullable(row.textOrNull("day")).map(LocalDate::parse);
  }
}
