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
    @Schema(description = "The instant at which all promises were judged") Instant asOf,
    @Schema(description = "Promises that fall due in this period are counted") Period period,
    FigureFilters filters,
    @Schema(description = "Increases when the same data would give other figures", examples = "2")
        int definitionVersion,
    @Schema(description = "What is excluded from the rates, in words") List<String> excluded,
    @Schema(
            description = "SHA-256 of the data used. The same data give the same digest",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    @Schema(description = "Every clock with every impact, including those without promises")
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
                  "The impact by which the promise was measured. A later change of the impact"
                      + " moves no missed promise")
          Impact impact,
      @Schema(description = "Promises that fell due and were kept") long met,
      @Schema(description = "Promises that were missed and whose request is settled") long missed,
      @Schema(description = "Promises that were missed and whose request is still open")
          long missedOpen,
      @Schema(description = "Promises that are not due yet") long notYetDue,
      @Schema(
              description =
                  "Promises that were withdrawn before they fell due, can never fall due, or"
                      + " were made by no policy")
          long notMeasured,
      @Schema(
              description = "met / (met + missed + missedOpen). Null if nothing fell due",
              minimum = "0",
              maximum = "1",
              nullable = true)
          @Nullable Double kept,
      @Schema(nullable = true) @Nullable Interval interval,
      @Schema(
              description = "The share that should be kept, agreed locally",
              minimum = "0",
              maximum = "1")
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
      name = "FigureInterval",
      description = "95 % Wilson score interval. Null if nothing fell due.")
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
