package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.ControlChart;
import care.andon.metrics.engine.ControlChart.Judged;
import care.andon.metrics.engine.ControlChart.Limits;
import care.andon.metrics.engine.ControlChart.Point;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.promise.PromiseCount;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One week on the control chart of a clock and impact, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SeriesFigure", description = "One week on the control chart of a clock and impact.")
public record SeriesFigure(
    @Schema(description = "The ISO week", examples = "2026-W10") String group,
    ClockKind clock,
    Impact impact,
    KeptGoal.Rate rate,
    @Schema(description = "Promises that fell due", examples = "40") long n,
    @Schema(description = "Kept; answered if `rate` says so", examples = "36") long hits,
    @Schema(description = "hits / n", minimum = "0", maximum = "1") double share,
    @Schema(
            description = "The mean of the baseline. Null with fewer than 12 weeks",
            minimum = "0",
            maximum = "1",
            nullable = true)
        @Nullable Double centre,
    @Schema(description = "The lower limit", minimum = "0", maximum = "1", nullable = true)
        @Nullable Double low,
    @Schema(description = "The upper limit", minimum = "0", maximum = "1", nullable = true)
        @Nullable Double high,
    @Schema(
            description =
                "Whether the limits still change with every week: the baseline has fewer than 26")
        boolean trial,
    @Schema(description = "A signal: the share lies outside the limits") boolean outside,
    @Schema(description = "A signal: at least the ninth week in a row on one side of the centre")
        boolean run) {

  private static final List<String> EXCLUDED =
      Stream.concat(
              KeptFigure.EXCLUDED.stream(),
              Stream.of(
                  "Weeks that are not over, or lie only partly in the period.",
                  "Weeks in which nothing fell due: they have no row."))
          .toList();

  /**
   * Draws the charts.
   *
   * @param counts of whole weeks only
   */
  static FigureAnswer<SeriesFigure> answer(
      FigureScope scope, AsOf asOf, List<PromiseCount> counts) {
    var rows =
        Arrays.stream(ClockKind.values())
            .flatMap(
                clock ->
                    Arrays.stream(Impact.values()).flatMap(impact -> chart(clock, impact, counts)))
            .toList();
    return FigureAnswer.of(scope, asOf, EXCLUDED, KeptFigure.digest("series", counts), rows);
  }

  private static Stream<SeriesFigure> chart(
      ClockKind clock, Impact impact, List<PromiseCount> counts) {
    var weeks =
        counts.stream()
            .filter(it -> it.clock() == clock && it.impact() == impact && it.counts().due() > 0)
            .sorted(PromiseCount.ORDER)
            .toList();
    var chart =
        ControlChart.of(weeks.stream().map(it -> new Point(hits(it), it.counts().due())).toList());
    return IntStream.range(0, weeks.size())
        .mapToObj(i -> of(weeks.get(i), chart.limits(), chart.points().get(i)));
  }

  private static long hits(PromiseCount week) {
    return switch (KeptGoal.rate(week.impact())) {
      case KEPT -> week.counts().met();
      case ANSWERED -> week.counts().met() + week.counts().declined();
    };
  }

  private static SeriesFigure of(PromiseCount week, @Nullable Limits limits, Judged judged) {
    var n = week.counts().due();
    return new SeriesFigure(
        String.valueOf(week.group()),
        week.clock(),
        week.impact(),
        KeptGoal.rate(week.impact()),
        n,
        hits(week),
        (double) hits(week) / n,
        limits == null ? null : Double.valueOf(limits.centre()),
        judged.low() == null ? null : Double.valueOf(Math.max(0, judged.low())),
        judged.high() == null ? null : Double.valueOf(Math.min(1, judged.high())),
        limits != null && limits.trial(),
        judged.outside(),
        judged.run());
  }
}
