package care.andon.pages.engine;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Paths through points, as the attribute {@code d} of SVG. */
public final class Paths {
  private Paths() {}

  /** A position: percent of the width, pixels from the top. */
  public record Point(double x, double y) {
    @Override
    public String toString() {
      return Decimal.of(x) + " " + Decimal.of(y);
    }
  }

  /** Returns straight lines from point to point; empty without points. */
  public static String line(List<Point> points) {
    return points.isEmpty()
        ? ""
        : points.stream().map(Point::toString).collect(Collectors.joining("L", "M", ""));
  }

  /** Returns stairs: the value of a point holds until the next point. Empty without points. */
  public static String stairs(List<Point> points) {
    return line(
        IntStream.range(0, points.size())
            .boxed()
            .flatMap(
                i ->
                    i == 0
                        ? Stream.of(points.getFirst())
                        : Stream.of(
                            new Point(points.get(i).x(), points.get(i - 1).y()), points.get(i)))
            .toList());
  }

  /** Returns the closed area between two lines; empty without points. */
  public static String area(List<Point> upper, List<Point> lower) {
    var around = Stream.concat(upper.stream(), lower.reversed().stream()).toList();
    return around.isEmpty() ? "" : line(around) + "Z";
  }
}
