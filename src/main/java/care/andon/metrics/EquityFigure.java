package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.engine.ShareDifference;
import care.andon.metrics.engine.StandardisedShare;
import care.andon.metrics.engine.StandardisedShare.Stratum;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.promise.PromiseCount;
import care.andon.metrics.promise.PromiseCounting;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether promises are kept as often at night or on the weekend as by day. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "EquityFigure",
    description =
        "Promises kept in one band, compared with those of the day. `gap` is met / n - dayMet / dayN."
            + " `standardisedGap` is the same, as if band and day had the same mix of categories.")
public record EquityFigure(
    @Schema(
            description = "When the caregivers asked, by the clock of the facility",
            examples = "night")
        String group,
    ClockKind clock,
    Impact impact,
    @Schema(description = "Promises of the band that fell due", examples = "120") long n,
    @Schema(description = "How many of them were kept", examples = "80") long met,
    @Schema(description = "Promises of the day that fell due", examples = "240") long dayN,
    @Schema(description = "How many of them were kept", examples = "200") long dayMet,
    @Schema(nullable = true) @Nullable Gap gap,
    @Schema(nullable = true) @Nullable Gap standardisedGap,
    @Schema(
            description =
                "Promises in categories that only one of the two has: they are left out of"
                    + " standardisedGap",
            examples = "3")
        long leftOut) {

  private static final String DAY = "day";
  private static final List<String> COMPARED = List.of("night", "weekend");

  private static final List<String> EXCLUDED =
      Stream.concat(
              KeptFigure.EXCLUDED.stream(),
              Stream.of(
                  "Categories in which only one of the two has promises that fell due: left out of"
                      + " standardisedGap, counted in leftOut."))
          .toList();

  /** A difference of two shares with its interval. */
  @Schema(
      name = "EquityGap",
      description = "A difference of two shares with its 95 % interval. Null without data.")
  public record Gap(
      @Schema(minimum = "-1", maximum = "1") double difference,
      @Schema(minimum = "-1", maximum = "1") double low,
      @Schema(minimum = "-1", maximum = "1") double high) {
    private static Gap of(ShareDifference gap) {
      return new Gap(gap.difference(), Math.max(-1, gap.low()), Math.min(1, gap.high()));
    }
  }

  /**
   * Compares bands.
   *
   * @param counts their groups are a band and a category with {@link PromiseCounting#SEPARATOR} in
   *     between
   */
  static FigureAnswer<EquityFigure> answer(
      FigureScope scope, AsOf asOf, List<PromiseCount> counts) {
    var rows =
        COMPARED.stream()
            .flatMap(
                band ->
                    Arrays.stream(ClockKind.values())
                        .flatMap(
                            clock ->
                                Arrays.stream(Impact.values())
                                    .map(impact -> of(band, clock, impact, counts))))
            .toList();
    return FigureAnswer.of(scope, asOf, EXCLUDED, KeptFigure.digest("equity", counts), rows);
  }

  private static EquityFigure of(
      String band, ClockKind clock, Impact impact, List<PromiseCount> counts) {
    var strata =
        counts.stream()
            .filter(it -> it.clock() == clock && it.impact() == impact)
            .map(PromiseCount::group)
            .flatMap(Stream::ofNullable)
            .map(group -> group.substring(group.indexOf(PromiseCounting.SEPARATOR) + 1))
            .distinct()
            .sorted()
            .map(
                category ->
                    stratum(
                        find(counts, band, category, clock, impact),
                        find(counts, DAY, category, clock, impact)))
            .toList();
    var met = strata.stream().mapToLong(Stratum::hits).sum();
    var n = strata.stream().mapToLong(Stratum::of).sum();
    var dayMet = strata.stream().mapToLong(Stratum::otherHits).sum();
    var dayN = strata.stream().mapToLong(Stratum::otherOf).sum();
    var standardised = StandardisedShare.of(strata);
    return new EquityFigure(
        band,
        clock,
        impact,
        n,
        met,
        dayN,
        dayMet,
        ShareDifference.of(met, n, dayMet, dayN).map(Gap::of).orElse(null),
        standardised.map(StandardisedShare::gap).map(Gap::of).orElse(null),
        standardised.map(StandardisedShare::leftOut).orElse(n + dayN));
  }

  private static Stratum stratum(KeptCounts band, KeptCounts day) {
    return new Stratum(band.met(), band.due(), day.met(), day.due());
  }

  private static KeptCounts find(
      List<PromiseCount> counts, String band, String category, ClockKind clock, Impact impact) {
    return counts.stream()
        .filter(
            it ->
                it.clock() == clock
                    && it.impact() == impact
                    && Optional.ofNullable(it.group())
                        .filter((band + PromiseCounting.SEPARATOR + category)::equals)
                        .isPresent())
        .findFirst()
        .map(PromiseCount::counts)
        .orElse(KeptCounts.NONE);
  }
}
