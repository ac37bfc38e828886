package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.Observation;
import care.andon.metrics.engine.SurvivalCurve;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long caregivers wait, as the API shows it. */
@Schema(name = "WaitFigures", description = "How long caregivers wait, per impact.")
record WaitFigures(
    @Schema(description = "The instant up to which waits were observed") Instant asOf,
    @Schema(description = AsOf.SETTLED) boolean settled,
    @Schema(description = "Requests filed in this period are counted") Period period,
    FigureFilters filters,
    @Schema(description = "Increases when the same data would give other figures", examples = "3")
        int definitionVersion,
    @Schema(description = "What is excluded, or not counted to its end, in words")
        List<String> excluded,
    @Schema(
            description =
                "SHA-256 of the data used. The same data give the same digest, although open"
                    + " waits grow",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    @Schema(description = "All waits with every impact, including those without requests")
        List<Figure> figures) {

  static final int DEFINITION_VERSION = 3;

  static final List<String> EXCLUDED =
      List.of(
          "No request is left out for being open: its wait counts as longer than it is at asOf"
              + " (censored).",
          "The wait of a withdrawn request counts as longer than it was at the withdrawal"
              + " (censored).",
          "A resolution that was not true (\"not fixed\") never happened: that wait goes on.",
          "Declining ends timeToAnswer. In timeToResolve a declined request waits on (censored).",
          "A need that came back after a resolution, or was still there after a decline: what"
              + " was answered first stands. Its second wait is judged in /metrics/kept.",
          "Nothing pauses a wait: it is wall-clock time from the moment the caregiver asked.");

  /** What the caregiver waits for. */
  @Schema(name = "WaitMeasure")
  enum Measure {
    @JsonProperty("timeToAcknowledge")
    TIME_TO_ACKNOWLEDGE,
    @JsonProperty("timeToAnswer")
    TIME_TO_ANSWER,
    @JsonProperty("timeToResolve")
    TIME_TO_RESOLVE
  }

  /** How long caregivers wait for one event, for requests of one impact. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "WaitFigure")
  record Figure(
      Measure figure,
      @Schema(description = "The present impact of the request") Impact impact,
      @Schema(
              description = "Median wait. Null if it was not reached",
              examples = "PT11M",
              nullable = true)
          @Nullable Duration median,
      @Schema(
              description = "90th percentile of the waits. Null if it was not reached",
              examples = "PT43M20S",
              nullable = true)
          @Nullable Duration p90,
      @Schema(description = "Number of waits", examples = "120") int n,
      @Schema(description = "Waits that were not over when last seen", examples = "7")
          int censored) {

    static Figure of(Measure measure, Impact impact, List<Observation> observations) {
      var curve = SurvivalCurve.of(observations);
      return new Figure(
          measure,
          impact,
          curve.median().orElse(null),
          curve.p90().orElse(null),
          curve.size(),
          curve.censored());
    }
  }
}
