package care.andon.pages.picture;

import static java.util.Comparator.comparing;

import care.andon.kernel.WireNames;
import care.andon.metrics.SilenceFigure;
import care.andon.metrics.form.FigureAnswer;
import care.andon.pages.engine.Scale;
import care.andon.pages.engine.Shape;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Bar;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Line;
import care.andon.pages.engine.Shape.Symbol;
import care.andon.pages.engine.Ticks;
import care.andon.pages.picture.Picture.Sign;
import care.andon.pages.picture.Picture.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The oldest open requests: a bar from when the caregiver asked until now, its dark part since the
 * last word. The oldest comes first.
 */
public final class OldestOpen {
  private static final int MOST = 10;
  private static final double ROW = 40;
  private static final double BAR = 12;
  private static final double LETTERS = 14;
  private static final double GAP = 6;
  private static final double AXIS = 22;
  private static final double LEFT = 1;
  private static final double RIGHT = 99;
  private static final int MOST_TICKS = 4;

  private OldestOpen() {}

  /**
   * Draws at most ten requests.
   *
   * @param answer not grouped, the oldest first
   */
  public static Picture of(FigureAnswer<SilenceFigure> answer) {
    var open =
        answer.figures().stream()
            .filter(it -> it.until() == null)
            .sorted(comparing(SilenceFigure::asked).thenComparing(SilenceFigure::request))
            .limit(MOST)
            .toList();
    return new Picture(
        "oldest-open",
        finding(open, answer.asOf()),
        "The %d oldest open requests, and for how long their caregivers have heard nothing"
            .formatted(MOST),
        open.isEmpty() ? 0 : (int) (open.size() * ROW + AXIS),
        open.isEmpty() ? List.of() : shapes(open, answer.asOf()),
        open.isEmpty()
            ? List.of()
            : List.of(
                new Sign(Symbol.SQUARE, "bar", "since the caregiver asked"),
                new Sign(Symbol.SQUARE, "bar strong", "since the last word to the caregiver")),
        table(open, answer.asOf()),
        Source.of("silence", answer) + "&order=oldest");
  }

  private static String finding(List<SilenceFigure> open, Instant now) {
    if (open.isEmpty()) {
      return "No request of this period is open.";
    }
    var oldest = open.getFirst();
    var silent = open.stream().max(comparing(SilenceFigure::silence)).orElseThrow();
    return "The oldest, %s, has been open for %s; %s has heard nothing for %s."
        .formatted(
            oldest.request(),
            Texts.time(age(oldest, now)),
            silent.equals(oldest)
                ? "its caregiver"
                : "the caregiver of " + silent.request() + ", longest of these,",
            Texts.time(silent.silence()));
  }

  private static Duration age(SilenceFigure request, Instant now) {
    return Duration.between(request.asked(), now);
  }

  private static List<Shape> shapes(List<SilenceFigure> open, Instant now) {
    var longest = age(open.getFirst(), now);
    var x = new Scale(longest.toSeconds(), 0, LEFT, RIGHT);
    var bottom = open.size() * ROW + GAP;
    return Axis.layers(
        Ticks.times(longest, MOST_TICKS).stream()
            .flatMap(
                it ->
                    Stream.of(
                        new Line(x.at(it), 0, x.at(it), bottom, "grid"),
                        new Label(
                            x.at(it),
                            bottom + LETTERS,
                            it.isZero() ? Anchor.END : Anchor.MIDDLE,
                            it.isZero() ? "now" : Texts.time(it),
                            "tick"))),
        IntStream.range(0, open.size())
            .boxed()
            .flatMap(i -> row(open.get(i), now, x, i * ROW + LETTERS)));
  }

  private static Stream<Shape> row(SilenceFigure request, Instant now, Scale x, double y) {
    var asked = x.at(age(request, now));
    var word = x.at(request.silence());
    return Stream.of(
        new Label(
            0,
            y,
            Anchor.START,
            "%s, %s, %s"
                .formatted(
                    request.request(),
                    request.unit(),
                    Texts.category(WireNames.of(request.category()))),
            "name"),
        new Bar(asked, y + GAP, RIGHT - asked, BAR, "bar"),
        new Bar(word, y + GAP, RIGHT - word, BAR, "bar strong"));
  }

  private static Table table(List<SilenceFigure> open, Instant now) {
    return new Table(
        List.of("Request", "Unit", "Team", "Category", "Impact", "Open for", "Silent for"),
        open.stream()
            .map(
                it ->
                    List.of(
                        it.request(),
                        it.unit(),
                        it.team() == null ? "–" : it.team(),
                        Texts.category(WireNames.of(it.category())),
                        it.impact().sentence(),
                        Texts.time(age(it, now)),
                        Texts.time(it.silence())))
            .toList());
  }
}
