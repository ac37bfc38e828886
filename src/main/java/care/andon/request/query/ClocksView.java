package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
import care.andon.history.RecordedEvent;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.request.Requests;
import care.andon.request.clock.ClockVerdict;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.FiredStep;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The clocks of a request, explained. */
@Schema(name = "RequestClocks")
public record ClocksView(
    @Schema(description = "Elapsed and gross times are as of this instant") Instant asOf,
    List<Explained> clocks) {

  /** One clock and how it reached its state. */
  @Schema(name = "RequestClockExplanation")
  public record Explained(
      ClockKind kind,
      @Schema(description = "Cycle of the update clock. 1 for the other clocks") int cycle,
      VersionRef policy,
      @Schema(
              description = "Why this policy applies",
              examples =
                  "This policy is made for this impact and category, so it goes before the more"
                      + " general patient-waiting.")
          String policyBecause,
      VersionRef calendar,
      @Schema(description = "The time zone of the calendar", examples = "America/Chicago")
          String timeZone,
      @Schema(description = "The impact for which the target was set") Impact impact,
      @Schema(description = "Open time until it falls due") Duration target,
      @Schema(description = "The first target and every change of it") List<Target> targets,
      Instant startedAt,
      ClockState state,
      @Schema(description = "Open time while the clock ran") Duration elapsed,
      @Schema(description = "Wall-clock time, without pauses") Duration gross,
      @Nullable Instant dueAt,
      @Nullable Instant breachedAt,
      @Nullable Instant stoppedAt,
      @Schema(description = "When a pause ends by itself") @Nullable Instant resumesAt,
      ClockVerdict verdict,
      @Schema(
              description =
                  "Whether the request was withdrawn before the clock fell due. Then it is not measured")
          boolean cancelled,
      @Schema(description = "Steps, in percent of the target") List<Integer> steps,
      @Schema(description = "The steps that were reached") List<FiredStep> firedSteps,
      @Schema(description = "The steps that will be reached if nothing else happens")
          List<StepToCome> stepsToCome,
      @Schema(
              description =
                  "What the clock did from its start to `asOf`, without gaps. `elapsed` is"
                      + " the open time of the stretches in which it was running")
          List<Stretch> stretches,
      @Schema(description = "Pauses: waits for the caregiver") List<Pause> pauses,
      @Schema(
              description =
                  "Why it is due when it is due, in one sentence, by the clock of the facility",
              examples =
                  "Due Monday 09:30: 4 working hours from Friday 16:30, closed Saturday and"
                      + " Sunday.")
          String because) {}

  /** What the target was from an instant on. */
  @Schema(name = "RequestClockTarget")
  public record Target(
      Instant from,
      @Schema(description = "Open time from the start of the clock until it falls due")
          Duration target,
      @Schema(description = "The impact for which the target was set") Impact impact,
      @Schema(description = "The event that set it, as in the history", examples = "impact_changed")
          String event,
      @Schema(description = "The person who did it. Absent for an anonymous requester")
          @Nullable PersonName by,
      @Nullable String words) {}

  /** A time during which a clock was in one state. */
  @Schema(name = "RequestClockStretch")
  public record Stretch(
      ClockState state,
      Instant from,
      @Schema(description = "The end. Absent while the stretch lasts") @Nullable Instant until,
      @Schema(description = "Open time within the stretch, up to `asOf`") Duration openTime,
      @Schema(
              description =
                  "The event that began it, as in the history. `wait_ended` for a pause that"
                      + " ended automatically",
              examples = "asked")
          String event,
      @Schema(
              description =
                  "The person who did it. Absent for automatic events and for an anonymous requester")
          @Nullable PersonName by,
      @Nullable String words) {}

  /** A step that has not been reached yet. */
  @Schema(name = "RequestClockStepToCome")
  public record StepToCome(int percent, Instant at) {}

  /** A wait for the caregiver. */
  @Schema(name = "RequestClockPause")
  public record Pause(
      Instant from,
      @Nullable Instant until,
      @Nullable PersonName by,
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
