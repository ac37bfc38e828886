package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.history.RecordedEvent;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.request.Requests;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.FiredStep;
import care.andon.sla.engine.Verdict;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The clocks of a request, explained. */
@Schema(name = "Clocks")
public record ClocksView(
    @Schema(description = "Elapsed and gross times are as of this instant") Instant asOf,
    List<Explained> clocks) {

  /** One clock and how it reached its state. */
  @Schema(name = "ExplainedClock")
  record Explained(
      ClockKind kind,
      @Schema(description = "Counts the silences; 1 for the other clocks") int cycle,
      VersionRef policy,
      @Schema(
              description = "Why this policy and these terms",
              examples =
                  "This policy is made for this impact and category, so it goes before the more"
                      + " general patient-waiting.")
          String policyBecause,
      VersionRef calendar,
      @Schema(description = "The zone of the calendar", examples = "America/Chicago")
          String timeZone,
      @Schema(description = "The impact whose target it is") Impact impact,
      @Schema(description = "Open time until it falls due") Duration target,
      @Schema(description = "How the target came about: the first one, and every change of it")
          List<Target> targets,
      Instant startedAt,
      ClockState state,
      @Schema(description = "Open time while it ran") Duration elapsed,
      @Schema(description = "Wall-clock time; nothing pauses it") Duration gross,
      @Nullable Instant dueAt,
      @Nullable Instant breachedAt,
      @Nullable Instant stoppedAt,
      @Schema(description = "When a pause ends by itself") @Nullable Instant resumesAt,
      Verdict verdict,
      @Schema(description = "Withdrawn before it fell due: not measured") boolean cancelled,
      @Schema(description = "Percentages of the target at which somebody is told")
          List<Integer> steps,
      @Schema(description = "The steps reached, and when") List<FiredStep> firedSteps,
      @Schema(description = "The steps that will be reached, and when, if nobody does anything")
          List<StepToCome> stepsToCome,
      @Schema(
              description =
                  "What it did from its start to 'asOf', without gaps: elapsed is the open time of"
                      + " those in which it was running")
          List<Stretch> stretches,
      @Schema(description = "Waits for the caregiver while it stood still") List<Pause> pauses,
      @Schema(
              description = "In a sentence, by the wall clock of the calendar's zone",
              examples =
                  "Due Monday 09:30: 4 working hours from Friday 16:30, closed Saturday and"
                      + " Sunday.")
          String because) {}

  /** What the target was from an instant on. */
  @Schema(name = "ClockTarget")
  record Target(
      Instant from,
      @Schema(description = "Open time from the start of the clock until it falls due")
          Duration target,
      @Schema(description = "Whose target it is") Impact impact,
      @Schema(description = "What set it, as in the history", examples = "impact_changed")
          String event,
      @Schema(description = "Who; absent for an anonymous asker") RequestView.@Nullable Named by,
      @Nullable String words) {}

  /** A time during which a clock was in one state. */
  @Schema(name = "ClockStretch")
  record Stretch(
      ClockState state,
      Instant from,
      @Schema(description = "Absent while it lasts") @Nullable Instant until,
      @Schema(description = "Open time on the calendar in it, up to 'asOf'") Duration openTime,
      @Schema(
              description =
                  "What began it, as in the history; wait_ended for a pause that ended by itself",
              examples = "asked")
          String event,
      @Schema(description = "Who; absent for what happens by itself, and for an anonymous asker")
          RequestView.@Nullable Named by,
      @Nullable String words) {}

  /** A step that has not been reached yet. */
  @Schema(name = "StepToCome")
  record StepToCome(int percent, Instant at) {}

  /** A wait for the caregiver. */
  @Schema(name = "Pause")
  record Pause(
      Instant from,
      @Nullable Instant until,
      RequestView.@Nullable Named by,
      @Schema(description = "The question") String words) {}

  public static ClocksView of(
      Requests.Outcome outcome,
      List<RecordedEvent> history,
      Promises promises,
      Directory directory) {
    var explainer = ClockExplainer.of(outcome, history, promises, directory);
    return new ClocksView(
        outcome.now(),
        ClockHistory.of(history, promises, outcome.now()).stream()
            .map(explainer::explain)
            .toList());
  }
}
