package care.andon.metrics.wait;

import care.andon.kernel.Impact;
import care.andon.metrics.engine.Observations;
import care.andon.metrics.engine.SurvivalCurve;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long caregivers wait for one event, for requests of one impact. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "WaitFigure")
public record WaitFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    Measure figure,
    @Schema(description = "The impact of the request at asOf") Impact impact,
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
    @Schema(description = "95 % interval of the median") WaitInterval medianInterval,
    @Schema(description = "95 % interval of the 90th percentile") WaitInterval p90Interval,
    @Schema(description = "Number of waits", examples = "120") int n,
    @Schema(description = "Waits that were not over when last seen", examples = "7") int censored,
    @Schema(
            description =
                "Points to draw the curve by, at most 60, each exactly on the curve: all steps, or"
                    + " the first that reaches each 60th of the range. Before the first point all"
                    + " wait. Empty with `by`, except by impact")
        List<WaitPoint> curve,
    @Schema(
            description =
                "The minutes that the caregivers of these requests estimated to have lost, added"
                    + " up. The same for each `figure` of a group and impact",
            examples = "345")
        long minutesLost,
    @Schema(
            description = "How many of these requests have an estimate of the minutes lost",
            examples = "31")
        long estimates) {
  private static final int MOST_POINTS = 60;

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
          "timeToConfirm ends when the caregiver first says that the need was met: confirms it, or"
              + " says that it came back. Their silence is no such word (censored).",
          "Nothing pauses a wait: it is wall-clock time from the moment the caregiver asked.",
          "A request without an estimate of the minutes lost adds none.");

  public WaitFigure {
    curve = List.copyOf(curve);
  }

  /** A point of the curve. */
  @Schema(name = "WaitPoint")
  public record WaitPoint(
      @Schema(description = "How long after asking", examples = "PT11M") Duration after,
      @Schema(description = "The share of caregivers who wait for longer", examples = "0.5")
          double waiting) {}

  /** How far a median or percentile can be trusted. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(
      name = "WaitInterval",
      description = "95 % interval (Greenwood, logarithm). An end is null if it was not reached.")
  public record WaitInterval(
      @Schema(examples = "PT9M", nullable = true) @Nullable Duration low,
      @Schema(examples = "PT14M", nullable = true) @Nullable Duration high) {
    private static WaitInterval of(SurvivalCurve.QuantileInterval interval) {
      return new WaitInterval(interval.low().orElse(null), interval.high().orElse(null));
    }
  }

  /** What the caregiver waits for. */
  @Schema(name = "WaitMeasure")
  public enum Measure {
    @JsonProperty("timeToAcknowledge")
    TIME_TO_ACKNOWLEDGE,
    @JsonProperty("timeToAnswer")
    TIME_TO_ANSWER,
    @JsonProperty("timeToResolve")
    TIME_TO_RESOLVE,
    @JsonProperty("timeToConfirm")
    TIME_TO_CONFIRM
  }

  /**
   * Computes the figure.
   *
   * @param withCurve whether it has points to draw
   */
  static WaitFigure of(
      @Nullable String group,
      Measure measure,
      Impact impact,
      Observations observations,
      boolean withCurve,
      long minutesLost,
      long estimates) {
    var curve = SurvivalCurve.of(observations);
    return new WaitFigure(
        group,
        measure,
        impact,
        curve.median().orElse(null),
        curve.p90().orElse(null),
        WaitInterval.of(curve.interval(0.5)),
        WaitInterval.of(curve.interval(0.9)),
        curve.size(),
        curve.censored(),
        withCurve ? points(curve) : List.of(),
        minutesLost,
        estimates);
  }

  private static List<WaitPoint> points(SurvivalCurve curve) {
    return curve.points(MOST_POINTS).stream()
        .map(it -> new WaitPoint(it.after(), it.waiting()))
        .toList();
  }
}
