package care.andon.pages.picture;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.EquityFigure;
import care.andon.metrics.engine.WilsonInterval;
import care.andon.metrics.form.FigureAnswer;
import care.andon.pages.engine.Scale;
import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Line;
import care.andon.pages.engine.Shape.Mark;
import care.andon.pages.engine.Shape.Symbol;
import care.andon.pages.picture.Picture.Sign;
import care.andon.pages.picture.Picture.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Day, night and weekend: a dot for the share kept, with its 95 % interval. */
public final class BandDots {
  private static final Scale X = new Scale(0, 1, 23, 97);
  private static final double TOP = 24;
  private static final double HEAD = 34;
  private static final double ROW = 24;
  private static final double MIDDLE_OF_LETTERS = 4;

  private BandDots() {}

  private record Row(Impact impact, String band, long met, long n) {
    private Symbol symbol() {
      return switch (band) {
        case "day" -> Symbol.DOT;
        case "night" -> Symbol.DIAMOND;
        default -> Symbol.SQUARE;
      };
    }
  }

  /** Draws the promises of one kind. */
  public static Picture of(FigureAnswer<EquityFigure> answer, ClockKind clock) {
    var figures = answer.figures().stream().filter(it -> it.clock() == clock).toList();
    var rows = rows(figures);
    return new Picture(
        "equity-" + WireNames.of(clock),
        finding(figures, rows),
        "Share of the promises to %s that were kept, by when the caregiver asked, with its 95 %% interval. Day is Monday to Friday, 7 to 19 on the facility's wall"
            .formatted(WireNames.of(clock)),
        rows.isEmpty() ? 0 : height(rows),
        shapes(rows),
        rows.isEmpty()
            ? List.of()
            : List.of(
                new Sign(Symbol.DOT, "plain", "day"),
                new Sign(Symbol.DIAMOND, "plain", "night"),
                new Sign(Symbol.SQUARE, "plain", "weekend")),
        table(rows),
        Source.of("equity", answer));
  }

  private static List<Row> rows(List<EquityFigure> figures) {
    return Arrays.stream(Impact.values()).flatMap(impact -> rows(impact, figures)).toList();
  }

  /** Nothing for an impact without promises. */
  private static Stream<Row> rows(Impact impact, List<EquityFigure> figures) {
    var bands = figures.stream().filter(it -> it.impact() == impact).toList();
    var rows =
        Stream.concat(
                bands.stream().limit(1).map(it -> new Row(impact, "day", it.dayMet(), it.dayN())),
                bands.stream().map(it -> new Row(impact, it.group(), it.met(), it.n())))
            .toList();
    return rows.stream().allMatch(it -> it.n() == 0) ? Stream.empty() : rows.stream();
  }

  private static String finding(List<EquityFigure> figures, List<Row> rows) {
    if (rows.isEmpty()) {
      return "No promise fell due in this period.";
    }
    if (figures.stream().noneMatch(it -> it.gap() != null)) {
      return "Too few data to compare nights and weekends with days.";
    }
    var gaps = figures.stream().filter(BandDots::isMoreThanChance).map(BandDots::words).toList();
    return gaps.isEmpty()
        ? "Nights and weekends differ from days by no more than chance explains."
        : Texts.capital(String.join("; ", gaps)) + ".";
  }

  private static boolean isMoreThanChance(EquityFigure figure) {
    var gap = figure.gap();
    return gap != null && (gap.low() > 0 || gap.high() < 0);
  }

  private static String words(EquityFigure figure) {
    var gap = Objects.requireNonNull(figure.gap());
    return "%s %d points %s were kept than by day, %s (95 %%: %s to %s)"
        .formatted(
            figure.group().equals("night") ? "at night" : "at weekends",
            Math.abs(Math.round(gap.difference() * 100)),
            gap.difference() < 0 ? "fewer" : "more",
            Texts.impact(figure.impact()),
            Texts.points(gap.low()),
            Texts.points(gap.high()));
  }

  private static int height(List<Row> rows) {
    var impacts = rows.stream().map(Row::impact).distinct().count();
    return (int) (TOP + impacts * HEAD + rows.size() * ROW + MIDDLE_OF_LETTERS);
  }

  private static List<Shape> shapes(List<Row> rows) {
    var shapes = new ArrayList<Shape>();
    if (!rows.isEmpty()) {
      Axis.down(X, TOP, height(rows)).forEach(shapes::add);
    }
    var y = TOP - ROW / 2;
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (i == 0 || rows.get(i - 1).impact() != row.impact()) {
        y += HEAD;
        shapes.add(
            new Label(0, y - MIDDLE_OF_LETTERS, Anchor.START, row.impact().sentence(), "name"));
      }
      y += ROW;
      draw(row, y - ROW / 2, shapes);
    }
    return shapes;
  }

  private static void draw(Row row, double y, List<Shape> shapes) {
    shapes.add(new Label(0, y + MIDDLE_OF_LETTERS, Anchor.START, row.band(), "tick"));
    WilsonInterval.of(row.met(), row.n())
        .ifPresentOrElse(
            it -> {
              shapes.add(new Line(X.at(it.low()), y, X.at(it.high()), y, "interval"));
              shapes.add(new Mark(X.at((double) row.met() / row.n()), y, row.symbol(), "plain"));
            },
            () ->
                shapes.add(
                    new Label(
                        X.at(0) + 1, y + MIDDLE_OF_LETTERS, Anchor.START, "no promises", "tick")));
  }

  private static Table table(List<Row> rows) {
    return new Table(
        List.of("Impact", "Asked", "Fell due", "Kept", "Share", "95 % from", "to"),
        rows.stream().map(BandDots::cells).toList());
  }

  private static List<String> cells(Row row) {
    var interval = WilsonInterval.of(row.met(), row.n());
    return List.of(
        row.impact().sentence(),
        row.band(),
        String.valueOf(row.n()),
        String.valueOf(row.met()),
        Texts.percent(row.n() == 0 ? null : Double.valueOf((double) row.met() / row.n())),
        Texts.percent(interval.map(WilsonInterval::low).orElse(null)),
        Texts.percent(interval.map(WilsonInterval::high).orElse(null)));
  }
}
