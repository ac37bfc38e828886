package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.promise.FigurePlace;
import care.andon.metrics.promise.UtcDays;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads what became known about days after they were closed. */
@ApplicationScoped
class CorrectionRepository {
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
        and :rows
      order by known_day, due_day, of collate "C", kind collate "C", impact collate "C"
      limit :most
      """;

  private final DataSource database;

  CorrectionRepository(DataSource database) {
    this.database = database;
  }

  /** Lists what became known, in the period, about days that were closed before. */
  List<CorrectionFigure> first(FigureScope scope, Instant asOf) {
    var place =
        FigurePlace.of(scope)
            .filter(it -> scope.by() == null && scope.windows().size() == 1)
            .orElseThrow(
                () ->
                    Problem.parameter(
                        "by",
                        "no_corrections",
                        "Send one period for all facilities, and only one filter"));
    var dimension = place.isOfAll() ? "unit" : place.dimension();
    var end = earlier(UtcDays.of(scope.period().to()), UtcDays.of(asOf));
    return SqlText.of(
            CORRECTIONS,
            Map.of(
                "dimension",
                dimension,
                "rows",
                place.rows(),
                "first",
                UtcDays.of(scope.period().from()),
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

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
