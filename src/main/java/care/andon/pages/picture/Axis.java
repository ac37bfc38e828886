package care.andon.pages.picture;

import care.andon.pages.engine.Scale;
import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The axis from 0 to 100 %, which every rate has: never a part of it. */
final class Axis {
  private static final int QUARTERS = 4;
  private static final double ABOVE_THE_LINE = 4;

  private Axis() {}

  /** Lines across the picture, each with its share above its left end. */
  static Stream<Shape> across(Scale y) {
    return quarters()
        .flatMap(
            it ->
                Stream.of(
                    new Line(0, y.at(it), 100, y.at(it), "grid"),
                    new Label(
                        0, y.at(it) - ABOVE_THE_LINE, Anchor.START, Texts.percent(it), "tick")));
  }

  /** Lines down the picture; the halves are named at the top. */
  static Stream<Shape> down(Scale x, double top, double bottom) {
    return Stream.concat(
        quarters().map(it -> new Line(x.at(it), top, x.at(it), bottom, "grid")),
        Stream.of(0.0, 0.5, 1.0)
            .map(
                it ->
                    new Label(
                        x.at(it),
                        top - ABOVE_THE_LINE,
                        it == 1 ? Anchor.END : Anchor.MIDDLE,
                        Texts.percent(it),
                        "tick")));
  }

  private static Stream<Double> quarters() {
    return IntStream.rangeClosed(0, QUARTERS).mapToObj(it -> (double) it / QUARTERS);
  }

  /** Adds shapes; the first lie below the others. */
  @SafeVarargs
  static List<Shape> layers(Stream<? extends Shape>... layers) {
    var shapes = new ArrayList<Shape>();
    for (var layer : layers) {
      layer.forEach(shapes::add);
    }
    return shapes;
  }
}
