package care.andon.pages.picture;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.wait.WaitFigure;
import care.andon.metrics.wait.WaitFigure.Measure;
import care.andon.metrics.wait.WaitFigure.WaitPoint;
import care.andon.pages.engine.Paths;
import care.andon.pages.engine.Paths.Point;
import care.andon.pages.engine.Scale;
import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Curve;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Line;
import care.andon.pages.engine.Shape.Symbol;
import care.andon.pages.engine.Ticks;
import care.andon.pages.picture.Picture.Sign;
import care.andon.pages.picture.Picture.Table;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many caregivers still wait, by the time since they asked. One line ends a wait when the
 * department says that the need is met, the other when the caregiver says so.
 */
public final class SurvivalCurves {
  private static final int HEIGHT = 230;
  private static final Scale Y = new Scale(0, 1, 200, 24);
  private static final double LEFT = 13;
  private static final double RIGHT = 97;
  private static final double TICK_LINE = 220;
  private static final int MOST_TICKS = 4;

  /** The axis ends at so many times the 90th percentile: a few long waits would hide the others. */
  private static final int TIMES_P90 = 4;

  private SurvivalCurves() {}

  /**
   * Draws the waits of one impact.
   *
   * @param answer not grouped
   */
  public static Picture of(FigureAnswer<WaitFigure> answer, Impact impact) {
    var resolved = of(answer, impact, Measure.TIME_TO_RESOLVE);
    var confirmed = of(answer, impact, Measure.TIME_TO_CONFIRM);
    var isDrawn = !resolved.curve().isEmpty() || !confirmed.curve().isEmpty();
    return new Picture(
        "waits-" + WireNames.of(impact).replace('_', '-'),
        finding(resolved, confirmed),
        "%s: share of the caregivers who still wait, by the time since they asked"
            .formatted(impact.sentence()),
        isDrawn ? HEIGHT : 0,
        isDrawn ? shapes(resolved, confirmed) : List.of(),
        isDrawn
            ? List.of(
                new Sign(Symbol.LINE, "curve", "until the department says resolved"),
                new Sign(Symbol.LINE, "curve other", "until the caregiver confirms (dashed)"))
            : List.of(),
        table(resolved.curve(), confirmed.curve()),
        Source.of("waits", answer));
  }

  private static WaitFigure of(FigureAnswer<WaitFigure> answer, Impact impact, Measure measure) {
    return answer.figures().stream()
        .filter(it -> it.impact() == impact && it.figure() == measure)
        .findFirst()
        .orElseThrow();
  }

  private static String finding(WaitFigure resolved, WaitFigure confirmed) {
    return resolved.n() == 0
        ? "No request was filed in this period."
        : "%s of the needs were said to be resolved%s; %s of the caregivers confirmed%s."
            .formatted(
                resolved.median() == null ? "Less than half" : "Half",
                within(resolved.median()),
                confirmed.median() == null ? "less than half" : "half",
                within(confirmed.median()));
  }

  private static String within(@Nullable Duration median) {
    return median == null ? "" : " within " + Texts.time(median);
  }

  private static List<Shape> shapes(WaitFigure resolved, WaitFigure confirmed) {
    var end = end(resolved, confirmed);
    var x = new Scale(0, end.toSeconds(), LEFT, RIGHT);
    return Axis.layers(
        Axis.across(Y),
        Ticks.times(end, MOST_TICKS).stream()
            .flatMap(
                it ->
                    Stream.of(
                        new Line(x.at(it), Y.at(1), x.at(it), Y.at(0), "grid"),
                        new Label(
                            x.at(it),
                            TICK_LINE,
                            it.isZero() ? Anchor.START : Anchor.MIDDLE,
                            it.isZero() ? "asked" : Texts.time(it),
                            "tick"))),
        Stream.of(
            new Curve(stairs(confirmed.curve(), x, end), HEIGHT, "curve other"),
            new Curve(stairs(resolved.curve(), x, end), HEIGHT, "curve")));
  }

  private static Duration end(WaitFigure resolved, WaitFigure confirmed) {
    var longest =
        Stream.of(resolved, confirmed)
            .flatMap(it -> it.curve().stream())
            .map(WaitPoint::after)
            .max(Duration::compareTo)
            .orElseThrow();
    var p90 = resolved.p90();
    var enough = p90 == null ? longest : p90.multipliedBy(TIMES_P90);
    return enough.compareTo(longest) < 0 && enough.isPositive() ? enough : longest;
  }

  /** All wait at first. The last share holds until the end of the axis. */
  private static String stairs(List<WaitPoint> curve, Scale x, Duration end) {
    var shown = curve.stream().filter(it -> it.after().compareTo(end) <= 0).toList();
    return Paths.stairs(
        Stream.of(
                Stream.of(new Point(x.at(Duration.ZERO), Y.at(1))),
                shown.stream().map(it -> new Point(x.at(it.after()), Y.at(it.waiting()))),
                Stream.of(new Point(x.at(end), Y.at(waiting(shown, end)))))
            .flatMap(it -> it)
            .toList());
  }

  private static double waiting(List<WaitPoint> curve, Duration after) {
    return IntStream.range(0, curve.size())
        .mapToObj(i -> curve.get(curve.size() - 1 - i))
        .filter(it -> it.after().compareTo(after) <= 0)
        .map(WaitPoint::waiting)
        .findFirst()
        .orElse(1.0);
  }

  private static Table table(List<WaitPoint> resolved, List<WaitPoint> confirmed) {
    return new Table(
        List.of("After", "Wait for the department", "Wait to confirm"),
        Stream.concat(resolved.stream(), confirmed.stream())
            .map(WaitPoint::after)
            .distinct()
            .sorted()
            .map(
                it ->
                    List.of(
                        Texts.time(it),
                        Texts.percent(waiting(resolved, it)),
                        Texts.percent(waiting(confirmed, it))))
            .toList());
  }
}
