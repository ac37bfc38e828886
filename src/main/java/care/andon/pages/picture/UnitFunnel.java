package care.andon.pages.picture;

import static java.util.Comparator.comparing;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.KeptFigure;
import care.andon.metrics.KeptGoal;
import care.andon.metrics.form.FigureAnswer;
import care.andon.pages.engine.Funnel;
import care.andon.pages.engine.Scale;
import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Bar;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Line;
import care.andon.pages.engine.Shape.Mark;
import care.andon.pages.engine.Shape.Symbol;
import care.andon.pages.picture.Picture.Sign;
import care.andon.pages.picture.Picture.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Units beside each other, by their codes: the share of each, and where it would lie if only chance
 * made it differ from the share of all. Nobody is ranked.
 */
public final class UnitFunnel {
  private static final Scale X = new Scale(0, 1, 23, 97);
  private static final double TOP = 24;
  private static final double ROW = 22;
  private static final double BAND = 12;
  private static final double MIDDLE_OF_LETTERS = 4;

  private UnitFunnel() {}

  private record Row(String code, long hits, long n) {
    private double share() {
      return (double) hits / n;
    }
  }

  /**
   * Draws the promises of one kind and impact.
   *
   * @param answer grouped by unit
   */
  public static Picture of(FigureAnswer<KeptFigure> answer, ClockKind clock, Impact impact) {
    var rows =
        answer.figures().stream()
            .filter(it -> it.clock() == clock && it.impact() == impact && it.group() != null)
            .map(it -> row(it, impact))
            .filter(it -> it.n() > 0)
            .sorted(comparing(Row::code))
            .toList();
    var n = rows.stream().mapToLong(Row::n).sum();
    var all = n == 0 ? 0 : (double) rows.stream().mapToLong(Row::hits).sum() / n;
    return new Picture(
        "units-%s-%s".formatted(WireNames.of(clock), WireNames.of(impact)).replace('_', '-'),
        finding(rows, all),
        "%s: share of the promises to %s that were %s, in the order of the units' codes"
            .formatted(
                impact.sentence(),
                WireNames.of(clock),
                KeptGoal.rate(impact) == KeptGoal.Rate.KEPT ? "kept" : "answered"),
        rows.isEmpty() ? 0 : height(rows),
        rows.isEmpty() ? List.of() : shapes(rows, all),
        rows.isEmpty()
            ? List.of()
            : List.of(
                new Sign(Symbol.DOT, "plain", "a unit"),
                new Sign(Symbol.DIAMOND, "signal", "a unit that differs by more than chance"),
                new Sign(Symbol.SQUARE, "usual", "chance alone (99.8 %)")),
        table(rows, all),
        Source.of("kept", answer));
  }

  private static Row row(KeptFigure figure, Impact impact) {
    var due = figure.met() + figure.declined() + figure.missed() + figure.missedOpen();
    var hits =
        switch (KeptGoal.rate(impact)) {
          case KEPT -> figure.met();
          case ANSWERED -> figure.met() + figure.declined();
        };
    return new Row(Objects.requireNonNull(figure.group()), hits, due);
  }

  private static String finding(List<Row> rows, double all) {
    if (rows.isEmpty()) {
      return "No promise fell due in this period.";
    }
    if (rows.size() == 1) {
      return "Only the unit %s had promises that fell due: %s."
          .formatted(rows.getFirst().code(), Texts.percent(rows.getFirst().share()));
    }
    var different = rows.stream().filter(it -> isDifferent(it, all)).map(Row::code).toList();
    var together = "%s in %d units together".formatted(Texts.percent(all), rows.size());
    return different.isEmpty()
        ? together + "; no unit differs by more than chance explains."
        : "%s; %s by more than chance explains: %s."
            .formatted(
                together,
                different.size() == 1 ? "1 unit differs" : different.size() + " units differ",
                Texts.list(different));
  }

  private static boolean isDifferent(Row row, double all) {
    return !Funnel.of(all, row.n()).contains(row.share());
  }

  private static int height(List<Row> rows) {
    return (int) (TOP + rows.size() * ROW + MIDDLE_OF_LETTERS);
  }

  private static List<Shape> shapes(List<Row> rows, double all) {
    return Axis.layers(
        Axis.down(X, TOP, height(rows)),
        Stream.of(new Line(X.at(all), TOP, X.at(all), height(rows), "centre")),
        IntStream.range(0, rows.size())
            .boxed()
            .flatMap(i -> row(rows.get(i), all, TOP + ROW * i + ROW / 2)));
  }

  private static Stream<Shape> row(Row row, double all, double y) {
    var limits = Funnel.of(all, row.n());
    var different = isDifferent(row, all);
    return Stream.of(
        new Label(0, y + MIDDLE_OF_LETTERS, Anchor.START, row.code(), "name"),
        new Bar(
            X.at(limits.low()),
            y - BAND / 2,
            X.at(limits.high()) - X.at(limits.low()),
            BAND,
            "usual"),
        new Mark(
            X.at(row.share()),
            y,
            different ? Symbol.DIAMOND : Symbol.DOT,
            different ? "signal" : "plain"));
  }

  private static Table table(List<Row> rows, double all) {
    return new Table(
        List.of("Unit", "Fell due", "Kept or answered", "Share", "Chance from", "to"),
        rows.stream()
            .map(
                it -> {
                  var limits = Funnel.of(all, it.n());
                  return List.of(
                      it.code(),
                      String.valueOf(it.n()),
                      String.valueOf(it.hits()),
                      Texts.percent(it.share()),
                      Texts.percent(limits.low()),
                      Texts.percent(limits.high()));
                })
            .toList());
  }
}
