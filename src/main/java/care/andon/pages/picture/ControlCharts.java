package care.andon.pages.picture;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.KeptGoal;
import care.andon.metrics.SeriesFigure;
import care.andon.metrics.form.FigureAnswer;
import care.andon.pages.engine.Paths;
import care.andon.pages.engine.Paths.Point;
import care.andon.pages.engine.Scale;
import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Curve;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Line;
import care.andon.pages.engine.Shape.Mark;
import care.andon.pages.engine.Shape.Symbol;
import care.andon.pages.picture.Picture.Sign;
import care.andon.pages.picture.Picture.Table;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Weekly control charts, one for each impact: what is usual, and which weeks ask for a cause. */
public final class ControlCharts {
  private static final int HEIGHT = 230;
  private static final Scale Y = new Scale(0, 1, 200, 24);
  private static final double LEFT = 13;
  private static final double RIGHT = 97;
  private static final double TICK_LINE = 220;
  private static final DateTimeFormatter WEEK =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private ControlCharts() {}

  /** Draws the promises of one kind: one chart for each impact, the most urgent first. */
  public static List<Picture> of(FigureAnswer<SeriesFigure> answer, ClockKind clock) {
    return Arrays.stream(Impact.values())
        .map(
            impact ->
                chart(
                    answer,
                    clock,
                    impact,
                    answer.figures().stream()
                        .filter(it -> it.clock() == clock && it.impact() == impact)
                        .toList()))
        .toList();
  }

  private static Picture chart(
      FigureAnswer<?> answer, ClockKind clock, Impact impact, List<SeriesFigure> weeks) {
    var id = "series-%s-%s".formatted(WireNames.of(clock), WireNames.of(impact)).replace('_', '-');
    return new Picture(
        id,
        Texts.capital(Texts.impact(impact)) + finding(weeks, rate(impact)),
        "%s: share of the promises to %s that were %s, by the week in which they fell due"
            .formatted(impact.sentence(), WireNames.of(clock), rate(impact)),
        weeks.isEmpty() ? 0 : HEIGHT,
        weeks.isEmpty() ? List.of() : shapes(weeks),
        keys(weeks),
        table(weeks),
        Source.of("series", answer));
  }

  private static String rate(Impact impact) {
    return switch (KeptGoal.rate(impact)) {
      case KEPT -> "kept";
      case ANSWERED -> "answered";
    };
  }

  private static String finding(List<SeriesFigure> weeks, String rate) {
    if (weeks.isEmpty()) {
      return ": no promise fell due in a whole week of this period.";
    }
    var centre = weeks.getLast().centre();
    if (centre == null) {
      return ", %s: too few to say what is usual, which takes 12."
          .formatted(Texts.count(weeks.size(), "week"));
    }
    var signals = weeks.stream().filter(it -> it.outside() || it.run()).toList();
    var usual =
        ": usually %s %s%s"
            .formatted(Texts.percent(centre), rate, weeks.getLast().trial() ? " (on trial)" : "");
    if (signals.isEmpty()) {
      return "%s; none of %s stands out.".formatted(usual, Texts.count(weeks.size(), "week"));
    }
    return "%s; %d of %s %s of %s."
        .formatted(
            usual,
            signals.size(),
            Texts.count(weeks.size(), "week"),
            signals.size() == 1
                ? "asks for a cause: that"
                : "ask for a cause, the last of them that",
            name(signals.getLast()));
  }

  private static List<Shape> shapes(List<SeriesFigure> weeks) {
    var x = new Scale(day(weeks.getFirst()), day(weeks.getLast()), LEFT, RIGHT);
    var limited = weeks.stream().filter(it -> it.low() != null && it.high() != null).toList();
    return Axis.layers(
        Stream.of(
            new Curve(
                Paths.area(
                    points(limited, x, SeriesFigure::high), points(limited, x, SeriesFigure::low)),
                HEIGHT,
                "usual")),
        Axis.across(Y),
        limited.stream()
            .limit(1)
            .map(it -> value(it.centre()))
            .map(it -> new Line(LEFT, Y.at(it), 100, Y.at(it), "centre")),
        Stream.of(new Curve(Paths.line(points(weeks, x, SeriesFigure::share)), HEIGHT, "thread")),
        weeks.stream().map(it -> new Mark(x.at(day(it)), Y.at(it.share()), symbol(it), css(it))),
        names(weeks, x));
  }

  private static List<Point> points(
      List<SeriesFigure> weeks, Scale x, Function<SeriesFigure, @Nullable Double> value) {
    return weeks.stream()
        .map(it -> new Point(x.at(day(it)), Y.at(value(value.apply(it)))))
        .toList();
  }

  private static double value(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  /** At most three weeks are named, so that the names fit a phone. */
  private static Stream<Label> names(List<SeriesFigure> weeks, Scale x) {
    var last = weeks.size() - 1;
    return IntStream.of(0, last / 2, last)
        .distinct()
        .filter(it -> weeks.size() > 12 || it == 0 || it == last)
        .mapToObj(
            it ->
                new Label(
                    x.at(day(weeks.get(it))),
                    TICK_LINE,
                    it == 0 && last > 0
                        ? Anchor.START
                        : it == last && last > 0 ? Anchor.END : Anchor.MIDDLE,
                    name(weeks.get(it)),
                    "tick"));
  }

  /** The Monday of a week. */
  private static String name(SeriesFigure week) {
    return WEEK.format(LocalDate.parse(week.group() + "-1", DateTimeFormatter.ISO_WEEK_DATE));
  }

  private static double day(SeriesFigure week) {
    return LocalDate.parse(week.group() + "-1", DateTimeFormatter.ISO_WEEK_DATE).toEpochDay();
  }

  private static Symbol symbol(SeriesFigure week) {
    return week.outside() ? Symbol.DIAMOND : week.run() ? Symbol.SQUARE : Symbol.DOT;
  }

  private static String css(SeriesFigure week) {
    return week.outside() || week.run() ? "signal" : "plain";
  }

  private static List<Sign> keys(List<SeriesFigure> weeks) {
    if (weeks.isEmpty()) {
      return List.of();
    }
    return Stream.of(
            Stream.of(new Sign(Symbol.DOT, "plain", "a week")),
            Stream.of(new Sign(Symbol.DIAMOND, "signal", "outside what is usual"))
                .filter(_ -> weeks.stream().anyMatch(SeriesFigure::outside)),
            Stream.of(new Sign(Symbol.SQUARE, "signal", "the ninth week or more on one side"))
                .filter(_ -> weeks.stream().anyMatch(it -> it.run() && !it.outside())),
            Stream.of(new Sign(Symbol.SQUARE, "usual", "what is usual for so many promises"))
                .filter(_ -> weeks.getLast().centre() != null))
        .flatMap(it -> it)
        .toList();
  }

  private static Table table(List<SeriesFigure> weeks) {
    return new Table(
        List.of(
            "Week of", "Fell due", "Kept or answered", "Share", "Usual from", "Usual to", "Signal"),
        weeks.stream()
            .map(
                it ->
                    List.of(
                        name(it),
                        String.valueOf(it.n()),
                        String.valueOf(it.hits()),
                        Texts.percent(it.share()),
                        Texts.percent(it.low()),
                        Texts.percent(it.high()),
                        it.outside() ? "outside" : it.run() ? "one side" : ""))
            .toList());
  }
}
