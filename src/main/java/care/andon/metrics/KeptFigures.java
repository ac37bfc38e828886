package care.andon.metrics;

import static java.util.Comparator.comparing;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.engine.WilsonInterval;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether promises were kept, as the API shows it. */
@Schema(name = "KeptFigures", description = "Whether promises were kept, per clock and impact.")
record KeptFigures(
    @Schema(description = "The one instant at which all of it was judged") Instant asOf,
    @Schema(description = "Promises count here when they fall due in it") Period period,
    FigureFilters filters,
    @Schema(description = "Goes up when the same data would give other figures", examples = "2")
        int definitionVersion,
    @Schema(description = "What is in no rate, in words") List<String> excluded,
    @Schema(
            description = "SHA-256 of the data used: the same for the same data",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    @Schema(description = "Every clock with every impact, also where nothing fell due")
        List<Figure> figures) {

  static final int DEFINITION_VERSION = 2;

  private static final List<String> EXCLUDED =
      List.of(
          "Promises that are not yet due, also where the work is already done, and promises that"
              + " pause while the caregiver is asked: counted as notYetDue, in no rate.",
          "Promises of requests that were withdrawn before they fell due, and promises that can"
              + " never fall due on their calendar: counted as notMeasured, in no rate.",
          "Requests for which no policy sets a clock: counted as notMeasured where they were received,"
              + " under the impact they have now, in no rate.");

  /** The verdicts on the promises of one clock and impact, counted. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "KeptFigure")
  record Figure(
      ClockKind clock,
      @Schema(
              description =
                  "The impact the promise was measured by; changing it later moves no miss")
          Impact impact,
      @Schema(description = "Fell due and were kept") long met,
      @Schema(description = "Fell due, were not kept, and are settled") long missed,
      @Schema(description = "Fell due, were not kept, and are still open") long missedOpen,
      @Schema(description = "Nothing can be said yet") long notYetDue,
      @Schema(
              description =
                  "Withdrawn before they fell due, never to fall due, or not promised by any policy")
          long notMeasured,
      @Schema(
              description = "met / (met + missed + missedOpen); null when nothing fell due",
              minimum = "0",
              maximum = "1",
              nullable = true)
          @Nullable Double kept,
      @Schema(nullable = true) @Nullable Interval interval,
      @Schema(description = "The share to reach, agreed locally", minimum = "0", maximum = "1")
          double goal) {

    private static Figure of(PromiseCount count) {
      var counts = count.counts();
      var kept = counts.kept();
      return new Figure(
          count.clock(),
          count.impact(),
          counts.met(),
          counts.missed(),
          counts.missedOpen(),
          counts.notYetDue(),
          counts.notMeasured(),
          kept.isPresent() ? kept.getAsDouble() : null,
          counts.interval().map(Interval::of).orElse(null),
          KeptGoal.of(count.impact()));
    }
  }

  /** How far a rate can be trusted. */
  @Schema(
      name = "Interval",
      description = "95 % score interval of Wilson; null when nothing fell due.")
  record Interval(
      @Schema(minimum = "0", maximum = "1") double low,
      @Schema(minimum = "0", maximum = "1") double high) {
    static Interval of(WilsonInterval interval) {
      return new Interval(interval.low(), interval.high());
    }
  }

  static KeptFigures of(FigureScope scope, Instant asOf, List<PromiseCount> counts) {
    return new KeptFigures(
        asOf,
        scope.period(),
        FigureFilters.of(scope),
        DEFINITION_VERSION,
        EXCLUDED,
        digest(counts),
        PromiseCount.complete(counts).stream().map(Figure::of).toList());
  }

  private static String digest(List<PromiseCount> counts) {
    var digest = new DataDigest("kept/" + DEFINITION_VERSION);
    // Sorted here: how text sorts in the database depends on its collation.
    counts.stream()
        .sorted(comparing(PromiseCount::clock).thenComparing(PromiseCount::impact))
        .forEach(count -> digest.add(count.clock(), count.impact(), count.fingerprint()));
    return digest.hex();
  }
}
