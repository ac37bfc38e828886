package care.andon.metrics;

import static java.util.Comparator.comparing;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.ShareInterval;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.web.table.Tagged;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The verdicts on promises about confidential requests, as the API shows them. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "ConfidentialFigure",
    description =
        "The promises that fell due in a quarter about confidential requests of one facility and"
            + " category. At least ten requests of at least five people stand behind it.")
record ConfidentialFigure(
    @Schema(description = "Code of the facility", examples = "LAKESIDE") String facility,
    Category category,
    ClockKind clock,
    Impact impact,
    @Schema(description = "Promises that were kept") long met,
    @Schema(description = "Promises to resolve whose need was declined in time") long declined,
    @Schema(description = "Promises that were missed and whose request was settled") long missed,
    @Schema(description = "Promises that were missed and whose request was open") long missedOpen,
    @Schema(description = "Promises that paused") long notYetDue,
    @Schema(
            description =
                "Promises that were withdrawn, can never fall due, or were made by no policy")
        long notMeasured,
    @Schema(
            description = "met / (met + declined + missed + missedOpen). Null if nothing fell due",
            minimum = "0",
            maximum = "1",
            nullable = true)
        @Nullable Double kept,
    @Schema(nullable = true) @Nullable ShareInterval interval,
    @Schema(
            description = "(met + declined) / the same. Null if nothing fell due",
            minimum = "0",
            maximum = "1",
            nullable = true)
        @Nullable Double answered,
    @Schema(nullable = true) @Nullable ShareInterval answeredInterval) {

  private static final String COVERS =
      "Confidential requests only. A row stands for at least 10 requests of at least 5 people.";

  private static final List<String> EXCLUDED =
      List.of(
          "Rows with fewer requests or people. Do not add rows up: the rest would show people.",
          "What changed after the quarter was counted. It is counted once, a day after its end in"
              + " UTC.",
          "Quarters before the first request, or before the upgrade that began to count.");

  static ConfidentialFigure of(String facility, Category category, PromiseCount count) {
    var counts = count.counts();
    return new ConfidentialFigure(
        facility,
        category,
        count.clock(),
        count.impact(),
        counts.met(),
        counts.declined(),
        counts.missed(),
        counts.missedOpen(),
        counts.notYetDue(),
        counts.notMeasured(),
        orNull(counts.kept()),
        counts.keptInterval().map(ShareInterval::of).orElse(null),
        orNull(counts.answered()),
        counts.answeredInterval().map(ShareInterval::of).orElse(null));
  }

  private static @Nullable Double orNull(OptionalDouble share) {
    return share.isPresent() ? share.getAsDouble() : null;
  }

  /**
   * The figures of one quarter.
   *
   * @param asOf the instant at which the promises were judged
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ConfidentialFigures")
  record Answer(
      @Schema(description = "The instant at which the promises were judged") Instant asOf,
      @Schema(description = AsOf.SETTLED) boolean settled,
      @Schema(description = "The quarter, by the clock of each facility", examples = "2026-Q1")
          String quarter,
      @Schema(description = "Which requests count, in words") String covers,
      @Schema(description = "Increases when the same data would give other figures", examples = "3")
          int definitionVersion,
      @Schema(description = "What is excluded, or not counted, in words") List<String> excluded,
      @Schema(
              description = "SHA-256 of the figures. The same figures give the same digest",
              examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
          String digest,
      List<ConfidentialFigure> figures)
      implements Tagged {
    Answer {
      excluded = List.copyOf(excluded);
      figures = List.copyOf(figures);
    }

    static Answer of(String quarter, Instant judgedAt, List<ConfidentialFigure> figures) {
      var sorted =
          figures.stream()
              .sorted(
                  comparing(ConfidentialFigure::facility)
                      .thenComparing(ConfidentialFigure::category)
                      .thenComparing(ConfidentialFigure::clock)
                      .thenComparing(ConfidentialFigure::impact))
              .toList();
      var digest = new DataDigest("confidential");
      digest.add(quarter);
      sorted.forEach(digest::add);
      return new Answer(
          judgedAt,
          true,
          quarter,
          COVERS,
          FigureAnswer.DEFINITION_VERSION,
          EXCLUDED,
          digest.hex(),
          sorted);
    }

    @Override
    public Object tagged() {
      return this;
    }
  }
}
