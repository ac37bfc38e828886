package care.andon.sla.preview;

import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.FiredStep;
import care.andon.sla.engine.SlaAccount;
import care.andon.sla.engine.Verdict;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The state of the promise of a preview. */
@Schema(name = "SlaPreview")
record PreviewAnswer(
    @Schema(
            description = "Open time while running",
            examples = "PT3H30M",
            format = "duration",
            implementation = String.class,
            required = true)
        Duration elapsed,
    @Schema(
            description = "Wall-clock time since the start; nothing pauses it",
            examples = "PT65H30M",
            format = "duration",
            implementation = String.class,
            required = true)
        Duration gross,
    @Schema(
            enumeration = {"running", "paused", "stopped"},
            implementation = String.class,
            required = true)
        ClockState state,
    @Schema(description = "Null unless breached", nullable = true, required = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable Instant breachedAt,
    @Schema(
            enumeration = {"pending", "met", "missed", "missed_open"},
            implementation = String.class,
            required = true)
        Verdict verdict,
    @Schema(
            description =
                "The breach once breached; else null while paused or stopped, and where open time"
                    + " ends before the target",
            nullable = true,
            required = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable Instant dueAt,
    @Schema(description = "The fired ones by percent, where steps were asked for")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<StepAnswer> steps) {

  /** An escalation step that fired. */
  @Schema(name = "SlaPreviewStep")
  record StepAnswer(
      @Schema(examples = "75", required = true) int percent,
      @Schema(description = "The instant it was due", required = true) Instant firedAt) {
    static StepAnswer of(FiredStep step) {
      return new StepAnswer(step.percent(), step.firedAt());
    }
  }

  static PreviewAnswer of(SlaAccount account) {
    var steps = account.steps();
    return new PreviewAnswer(
        account.elapsed(),
        account.gross(),
        account.state(),
        account.breachedAt(),
        account.verdict(),
        account.dueAt(),
        steps == null ? null : steps.stream().map(StepAnswer::of).toList());
  }
}
