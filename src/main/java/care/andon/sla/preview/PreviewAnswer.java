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
@Schema(name = "SlaPreviewResult")
record PreviewAnswer(
    @Schema(
            description = "Open time while the clock ran",
            examples = "PT3H30M",
            format = "duration",
            implementation = String.class,
            required = true)
        Duration elapsed,
    @Schema(
            description = "Wall-clock time since the start, without pauses",
            examples = "PT65H30M",
            format = "duration",
            implementation = String.class,
            required = true)
        Duration gross,
    ClockState state,
    @Schema(
            description = "When the promise was missed. Null if it was not",
            nullable = true,
            required = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable Instant breachedAt,
    Verdict verdict,
    @Schema(
            description =
                "When the promise is due; once it is missed, when that happened. Null while"
                    + " paused or stopped, and if the calendar has not enough open time",
            nullable = true,
            required = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable Instant dueAt,
    @Schema(
            description =
                "The steps that were reached, by percentage. Absent if no steps were sent")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<FiredStep> steps) {

  static PreviewAnswer of(SlaAccount account) {
    return new PreviewAnswer(
        account.elapsed(),
        account.gross(),
        account.state(),
        account.breachedAt(),
        account.verdict(),
        account.dueAt(),
        account.steps());
  }
}
