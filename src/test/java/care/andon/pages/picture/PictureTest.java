package care.andon.pages.picture;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.EquityFigure;
import care.andon.metrics.KeptFigure;
import care.andon.metrics.KeptGoal;
import care.andon.metrics.SeriesFigure;
import care.andon.metrics.SilenceFigure;
import care.andon.metrics.engine.ControlChart;
import care.andon.metrics.engine.ControlChart.Point;
import care.andon.metrics.engine.ShareDifference;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureFilters;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.Period;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Every picture with no data, little data and many data, as a golden file. */
class PictureTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/pictures");
  private static final Path TEMPLATE = Path.of("src/main/resources/templates/picture.html");
  private static final Path STYLE = Path.of("src/main/resources/pages/pictures.css");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");

  private static final Instant SUN_2026_03_01 = Instant.parse("2026-03-01T06:00:00Z");
  private static final List<String> GALLERY = new ArrayList<>();

  /** To look at all of them in a browser. */
  @AfterAll
  static void write_all_into_one_page() throws IOException {
    var page =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Pictures</title>"
            + "<meta name=\"viewport\" content=\"width=device-width\"><style>%s</style></head><body>%s</body></html>";
    Files.writeString(
        Path.of("target/pictures.html"),
        page.formatted(
            Files.readString(STYLE)
                + "body{font-family:sans-serif;margin:1rem}@media(prefers-color-scheme:dark){body{background:#12181f;color:#eee}}",
            String.join("\n", GALLERY)));
  }

  // --- Weekly control chart

  @Test
  void a_control_chart_of_53_weeks_names_the_weeks_that_ask_for_a_cause() {
    var random = new Random(5);
    var weeks =
        IntStream.range(0, 53)
            .mapToObj(
                i -> {
                  var n = 20 + random.nextInt(30);
                  var share = i == 40 ? 0.3 : 0.8;
                  return new Point(
                      IntStream.range(0, n).filter(_ -> random.nextDouble() < share).count(), n);
                })
            .toList();
    var picture = chart(weeks);
    golden("series-53-weeks", picture);
    assertThat(picture.finding())
        .isEqualTo(
            "Patient waiting: usually 80 % kept; 1 of 53 weeks asks for a cause: that of 9 Feb 2026.");
    assertThat(picture.table().rows()).hasSize(53);
  }

  @Test
  void a_control_chart_of_few_weeks_says_that_they_are_too_few() {
    var picture = chart(List.of(new Point(4, 5), new Point(0, 2), new Point(3, 3)));
    golden("series-3-weeks", picture);
    assertThat(picture.finding())
        .isEqualTo("Patient waiting, 3 weeks: too few to say what is usual, which takes 12.");
  }

  @Test
  void a_control_chart_of_one_week_is_one_point() {
    golden("series-1-week", chart(List.of(new Point(4, 5))));
  }

  @Test
  void a_control_chart_without_data_says_so_and_draws_nothing() {
    var picture = chart(List.of());
    golden("series-empty", picture);
    assertThat(picture.isDrawn()).isFalse();
  }

  private static Picture chart(List<Point> points) {
    var chart = ControlChart.of(points);
    var monday = LocalDate.parse("2025-05-05");
    var figures =
        IntStream.range(0, points.size())
            .mapToObj(
                i -> {
                  var point = points.get(i);
                  var judged = chart.points().get(i);
                  var limits = chart.limits();
                  return new SeriesFigure(
                      DateTimeFormatter.ISO_WEEK_DATE
                          .format(monday.plusWeeks(i))
                          .substring(0, "2026-W10".length()),
                      ClockKind.RESOLVE,
                      Impact.PATIENT_WAITING,
                      KeptGoal.Rate.KEPT,
                      (long) point.of(),
                      (long) point.sum(),
                      point.sum() / point.of(),
                      limits == null ? null : limits.centre(),
                      judged.low() == null ? null : Math.max(0, judged.low()),
                      judged.high() == null ? null : Math.min(1, judged.high()),
                      limits != null && limits.trial(),
                      judged.outside(),
                      judged.run());
                })
            .toList();
    return ControlCharts.of(answer(null, figures), ClockKind.RESOLVE).getFirst();
  }

  // --- Day, night, weekend

  @Test
  void bands_are_dots_with_intervals_and_the_gaps_that_are_more_than_chance() {
    var picture =
        BandDots.of(
            answer(
                null,
                Stream.of(
                        bands(Impact.PATIENT_WAITING, 900, 1_000, 300, 420, 150, 200),
                        bands(Impact.THIS_SHIFT, 80, 100, 8, 10, 0, 0),
                        bands(Impact.SLOWS_CARE, 0, 0, 0, 0, 0, 0))
                    .flatMap(List::stream)
                    .toList()),
            ClockKind.RESOLVE);
    golden("equity", picture);
    assertThat(picture.finding())
        .isEqualTo(
            "At night 19 points fewer were kept than by day, patient waiting (95 %: -23 to -14); at"
                + " weekends 15 points fewer were kept than by day, patient waiting (95 %: -22 to"
                + " -9).");
  }

  @Test
  void bands_without_a_difference_say_so() {
    var picture =
        BandDots.of(
            answer(null, bands(Impact.THIS_SHIFT, 80, 100, 8, 10, 1, 1)), ClockKind.RESOLVE);
    golden("equity-one-point", picture);
    assertThat(picture.finding()).contains("no more than chance");
  }

  @Test
  void bands_without_data_say_so() {
    golden("equity-empty", BandDots.of(answer(null, List.of()), ClockKind.RESOLVE));
  }

  private static List<EquityFigure> bands(
      Impact impact, long day, long dayN, long night, long nightN, long weekend, long weekendN) {
    return List.of(
        band("night", impact, night, nightN, day, dayN),
        band("weekend", impact, weekend, weekendN, day, dayN));
  }

  private static EquityFigure band(
      String band, Impact impact, long met, long n, long dayMet, long dayN) {
    var gap =
        ShareDifference.of(met, n, dayMet, dayN)
            .map(it -> new EquityFigure.Gap(it.difference(), it.low(), it.high()))
            .orElse(null);
    return new EquityFigure(band, ClockKind.RESOLVE, impact, n, met, dayN, dayMet, gap, null, 0);
  }

  // --- Units

  @Test
  void forty_units_are_in_the_order_of_their_codes_and_none_is_ranked() {
    var random = new Random(7);
    var units =
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  var n = 3 + random.nextInt(120);
                  var met = i == 11 ? n / 3 : Math.round(n * (0.75 + random.nextDouble() * 0.1));
                  return kept("U-%02d".formatted(39 - i), met, n);
                })
            .toList();
    var picture = units(units);
    golden("units-40", picture);
    assertThat(picture.table().rows().stream().map(List::getFirst)).isSorted().hasSize(40);
    assertThat(picture.finding()).endsWith("1 unit differs by more than chance explains: U-28.");
  }

  @Test
  void a_small_unit_may_lie_far_away_by_chance() {
    // By chance alone, the share of 3 promises lies within 0.74 of that of all, of 100 within 0.13.
    var picture = units(List.of(kept("A", 800, 1000), kept("B", 1, 3), kept("C", 60, 100)));
    assertThat(picture.finding()).endsWith("1 unit differs by more than chance explains: C.");
  }

  @Test
  void one_unit_is_not_compared() {
    var picture = units(List.of(kept("4W", 4, 5), kept("5E", 0, 0)));
    golden("units-1", picture);
    assertThat(picture.finding()).isEqualTo("Only the unit 4W had promises that fell due: 80 %.");
  }

  @Test
  void no_units_say_so() {
    golden("units-empty", units(List.of()));
  }

  @Test
  void a_code_cannot_be_markup() {
    var html = render(units(List.of(kept("<i>&\"", 4, 5), kept("5E", 3, 5))));
    assertThat(html).doesNotContain("<i>").contains("&lt;i&gt;&amp;");
  }

  private static Picture units(List<KeptFigure> figures) {
    return UnitFunnel.of(
        answer(FigureGroup.UNIT, figures), ClockKind.RESOLVE, Impact.PATIENT_WAITING);
  }

  private static KeptFigure kept(String unit, long met, long n) {
    return new KeptFigure(
        unit,
        ClockKind.RESOLVE,
        Impact.PATIENT_WAITING,
        met,
        0,
        n - met,
        0,
        0,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        0.9,
        KeptGoal.Rate.KEPT);
  }

  // --- Oldest open

  @Test
  void the_oldest_open_requests_show_their_age_and_their_silence() {
    var picture =
        OldestOpen.of(
            answer(
                null,
                Stream.concat(
                        IntStream.range(1, 14)
                            .mapToObj(i -> silence(20_400 + i, 30 + 7 * i, 30 + 3 * i, null)),
                        Stream.of(silence(20_300, 400, 390, Duration.ofHours(300))))
                    .toList()));
    golden("oldest-10", picture);
    assertThat(picture.table().rows()).hasSize(10);
    assertThat(picture.finding())
        .isEqualTo(
            "The oldest, SR-20413, has been open for 5 d 1 h; its caregiver has heard nothing for"
                + " 2 d 21 h.");
  }

  @Test
  void the_order_is_that_of_asking_and_not_of_the_last_word() {
    var picture =
        OldestOpen.of(
            answer(null, List.of(silence(20_401, 10, 9, null), silence(20_402, 20, 1, null))));
    assertThat(picture.table().rows())
        .extracting(List::getFirst)
        .containsExactly("SR-20402", "SR-20401");
    assertThat(picture.finding())
        .isEqualTo(
            "The oldest, SR-20402, has been open for 20 h; the caregiver of SR-20401, longest of"
                + " these, has heard nothing for 9 h.");
  }

  @Test
  void one_open_request_is_one_bar() {
    golden("oldest-1", OldestOpen.of(answer(null, List.of(silence(20_400, 5, 5, null)))));
  }

  @Test
  void no_open_request_says_so() {
    golden("oldest-empty", OldestOpen.of(answer(null, List.of())));
  }

  /** Asked and last heard so many hours ago. */
  private static SilenceFigure silence(
      long number, int asked, int heard, @Nullable Duration until) {
    var since = SUN_2026_03_01.minus(Duration.ofHours(heard));
    var end = until == null ? null : since.plus(until);
    return new SilenceFigure(
        null,
        "SR-" + number,
        "4W",
        "supply-chain",
        Category.EVS_LINEN_WASTE,
        Impact.SLOWS_CARE,
        SUN_2026_03_01.minus(Duration.ofHours(asked)),
        since,
        end,
        Duration.between(since, end == null ? SUN_2026_03_01 : end));
  }

  // --- All of them

  static <R> FigureAnswer<R> answer(@Nullable FigureGroup by, List<R> figures) {
    return new FigureAnswer<>(
        SUN_2026_03_01,
        true,
        new Period("2026-02", Instant.parse("2026-02-01T06:00:00Z"), SUN_2026_03_01, List.of()),
        new FigureFilters("LAKESIDE", null, null, null),
        by,
        FigureBase.OPEN,
        "All requests but confidential ones",
        3,
        List.of(),
        "0",
        figures);
  }

  private static String render(Picture picture) {
    try {
      return Engine.builder()
          .addDefaults()
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .build()
          .parse(Files.readString(TEMPLATE), Variant.forContentType(Variant.TEXT_HTML))
          .data("picture", picture)
          .render();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  static void golden(String name, Picture picture) {
    var html = render(picture);
    GALLERY.add(html.replace("id=\"" + picture.id(), "id=\"" + name + picture.id()));
    assertThat(html)
        .as("no style, no script: the pages' policy allows neither")
        .doesNotContainPattern("style=|<script|on[a-z]+=|NaN|Infinity");
    assertThat(picture.csv()).startsWith("/pages/metrics/").contains(".csv?period=2026-02");
    wellFormed(html);
    var file = GOLDEN.resolve(name + ".html");
    try {
      if (WRITE) {
        Files.createDirectories(GOLDEN);
        Files.writeString(file, html);
      }
      assertThat(html).isEqualTo(Files.readString(file));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static void wellFormed(String html) {
    try {
      var xml = html.replace(" download>", " download=\"\">");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new java.io.StringReader(xml)));
    } catch (Exception malformed) {
      throw new AssertionError(malformed);
    }
  }
}
