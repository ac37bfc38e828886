package care.andon.pages.picture;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.wait.WaitFigure;
import care.andon.metrics.wait.WaitFigure.Measure;
import care.andon.pages.engine.Scale;
import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Bar;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Symbol;
import care.andon.pages.picture.Picture.Sign;
import care.andon.pages.picture.Picture.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each category costs: the minutes that caregivers lost, most first (Pareto). */
public final class LostMinutes {
  private static final double ROW = 40;
  private static final double BAR = 12;
  private static final double LETTERS = 14;
  private static final double GAP = 6;
  private static final double LEFT = 1;
  private static final double RIGHT = 99;

  /** The categories that cost this share together are named. */
  private static final double MOST = 0.8;

  private LostMinutes() {}

  /**
   * A category.
   *
   * @param together the minutes of this category and of all before it
   */
  private record Row(String category, long minutes, long requests, long estimates, long together) {}

  /**
   * Draws the categories with minutes lost.
   *
   * @param answer grouped by category
   */
  public static Picture of(FigureAnswer<WaitFigure> answer) {
    var all = rows(answer);
    var total = all.isEmpty() ? 0 : all.getLast().together();
    var rows = all.stream().filter(it -> it.minutes() > 0).toList();
    return new Picture(
        "lost-minutes",
        finding(rows, total),
        "Minutes that caregivers estimated to have lost, by category; %d of %d requests have an estimate"
            .formatted(
                all.stream().mapToLong(Row::estimates).sum(),
                all.stream().mapToLong(Row::requests).sum()),
        (int) (rows.size() * ROW),
        shapes(rows, total),
        rows.isEmpty() ? List.of() : List.of(new Sign(Symbol.SQUARE, "bar strong", "minutes lost")),
        table(all, total),
        Source.of("waits", answer));
  }

  /** The waits of a category have the same minutes for each measure, so one measure counts. */
  private static List<Row> rows(FigureAnswer<WaitFigure> answer) {
    var sorted =
        answer.figures().stream()
            .filter(it -> it.figure() == Measure.TIME_TO_RESOLVE && it.group() != null)
            .collect(groupingBy(it -> Objects.requireNonNull(it.group())))
            .entrySet()
            .stream()
            .map(it -> row(it.getKey(), it.getValue()))
            .sorted(comparingLong(Row::minutes).reversed().thenComparing(Row::category))
            .toList();
    return IntStream.range(0, sorted.size())
        .mapToObj(
            i -> {
              var row = sorted.get(i);
              var together = sorted.subList(0, i + 1).stream().mapToLong(Row::minutes).sum();
              return new Row(
                  row.category(), row.minutes(), row.requests(), row.estimates(), together);
            })
        .toList();
  }

  private static Row row(String category, List<WaitFigure> impacts) {
    return new Row(
        Texts.category(category),
        impacts.stream().mapToLong(WaitFigure::minutesLost).sum(),
        impacts.stream().mapToLong(WaitFigure::n).sum(),
        impacts.stream().mapToLong(WaitFigure::estimates).sum(),
        0);
  }

  private static String finding(List<Row> rows, long total) {
    if (rows.isEmpty()) {
      return "No caregiver estimated how many minutes were lost.";
    }
    var few = 1 + (int) rows.stream().filter(it -> it.together() < MOST * total).count();
    var share = (double) rows.get(few - 1).together() / total;
    return "%s %s %s of the %,d minutes lost: %s."
        .formatted(
            few == 1 ? "1 category" : few + " categories",
            few == 1 ? "costs" : "cost",
            Texts.percent(share),
            total,
            Texts.list(rows.subList(0, few).stream().map(Row::category).toList()));
  }

  private static List<Shape> shapes(List<Row> rows, long total) {
    if (rows.isEmpty()) {
      return List.of();
    }
    var x = new Scale(0, rows.getFirst().minutes(), LEFT, RIGHT);
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMap(i -> row(rows.get(i), total, x, i * ROW + LETTERS))
        .toList();
  }

  private static Stream<Shape> row(Row row, long total, Scale x, double y) {
    return Stream.of(
        new Label(0, y, Anchor.START, row.category(), "name"),
        new Label(
            100,
            y,
            Anchor.END,
            "%,d min, with those above %s".formatted(row.minutes(), together(row, total)),
            "tick"),
        new Bar(LEFT, y + GAP, x.at((double) row.minutes()) - LEFT, BAR, "bar strong"));
  }

  private static String together(Row row, long total) {
    return Texts.percent(total == 0 ? null : (double) row.together() / total);
  }

  private static Table table(List<Row> rows, long total) {
    return new Table(
        List.of("Category", "Minutes lost", "With those above", "Requests", "With an estimate"),
        rows.stream()
            .map(
                it ->
                    List.of(
                        it.category(),
                        String.valueOf(it.minutes()),
                        together(it, total),
                        String.valueOf(it.requests()),
                        String.valueOf(it.estimates())))
            .toList());
  }
}
