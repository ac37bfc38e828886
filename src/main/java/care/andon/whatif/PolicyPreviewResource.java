package care.andon.whatif;

import care.andon.kernel.ClockKind;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.sla.PolicyDraft;
import care.andon.sla.PolicyTrial;
import care.andon.sla.PolicyWarning;
import care.andon.whatif.PolicyPreview.Kept;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Try a policy on what has happened before it is published. */
@Path(ApiPaths.BASE + "/sla-policies/preview")
@RolesAllowed({"administrator", "manager", "configurer"})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promises")
class PolicyPreviewResource {
  private static final int MOST_DAYS = 90;

  private final PolicyPreview preview;
  private final PolicyTrial trial;
  private final InstantSource time;

  PolicyPreviewResource(PolicyPreview preview, PolicyTrial trial, InstantSource time) {
    this.preview = preview;
    this.trial = trial;
    this.time = time;
  }

  /** What is to be tried. */
  @Schema(name = "SlaPolicyPreviewRequest")
  record PreviewBody(
      @Schema(required = true) @Nullable PolicyDraft policy,
      @Schema(
              description =
                  "Code of the policy to replace. Without it: the policy with the same code,"
                      + " if there is one",
              examples = "this-shift")
          @Nullable String replaces,
      @Schema(
              description = "Number of past days, 1 to 90",
              examples = "30",
              minimum = "1",
              maximum = "90",
              required = true)
          @Nullable Integer days) {}

  /** What would have become of the promises. */
  @Schema(name = "SlaPolicyPreview")
  record PreviewView(
      @Schema(description = "The instant at which both were judged") Instant asOf,
      @Schema(description = "Requests received since this instant were used") Instant from,
      @Schema(description = "Number of those requests") int requests,
      List<ClockView> clocks,
      @Schema(description = "What would be left without a promise") List<PolicyWarning> warnings) {}

  /** What would have become of one kind of promise. */
  @Schema(name = "SlaPolicyPreviewClock")
  record ClockView(
      ClockKind kind,
      @Schema(description = "Counts as they were") CountsView before,
      @Schema(description = "Counts as they would have been") CountsView after,
      @Schema(description = "Missed promises that would have been kept") int nowKept,
      @Schema(description = "Kept promises that would have been missed") int nowMissed,
      @Schema(description = "References of at most 50 of these requests, without confidential ones")
          List<String> examplesNowKept,
      @Schema(description = "References of at most 50 of these requests, without confidential ones")
          List<String> examplesNowMissed) {
    static ClockView of(ClockKind kind, PolicyPreview.Tally tally) {
      return new ClockView(
          kind,
          CountsView.of(tally.before),
          CountsView.of(tally.after),
          tally.manyNowKept,
          tally.manyNowMissed,
          List.copyOf(tally.nowKept),
          List.copyOf(tally.nowMissed));
    }
  }

  /** How many promises ended how; each cycle of the update clock is one. */
  @Schema(name = "SlaPolicyPreviewCounts")
  record CountsView(
      int kept,
      @Schema(description = "Promises to resolve, declined in time") int declined,
      int missed,
      @Schema(description = "Not decided yet") int pending,
      @Schema(description = "Withdrawn in time, or not promised") int notMeasured) {
    static CountsView of(Map<Kept, Integer> counts) {
      return new CountsView(
          counts.getOrDefault(Kept.KEPT, 0),
          counts.getOrDefault(Kept.DECLINED, 0),
          counts.getOrDefault(Kept.MISSED, 0),
          counts.getOrDefault(Kept.PENDING, 0),
          counts.getOrDefault(Kept.NOT_MEASURED, 0));
    }
  }

  @POST
  @Operation(
      summary = "Try a policy on past requests",
      description =
          "Replays every request received in the last days as if this policy were in force,"
              + " and counts which promises would have been kept. Nothing is stored. At most 20,000"
              + " requests; with more, ask for fewer days.")
  @APIResponseSchema(
      value = PreviewView.class,
      responseDescription = "What would have become of the promises")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public PreviewView previewSlaPolicy(@NotNull(message = "Send a policy to try") PreviewBody body) {
    if (body.policy() == null) {
      throw Problem.invalid("/policy", "required", "Send a policy to try");
    }
    if (body.days() == null || body.days() < 1 || body.days() > MOST_DAYS) {
      throw Problem.invalid("/days", "out_of_range", "Send 1 to %d days".formatted(MOST_DAYS));
    }
    var now = time.instant();
    var from = now.minus(Duration.ofDays(body.days()));
    var tried = trial.tryOut(body.policy(), body.replaces());
    var result = preview.play(tried, from, now);
    return new PreviewView(
        now,
        from,
        result.requests(),
        result.clocks().entrySet().stream()
            .map(it -> ClockView.of(it.getKey(), it.getValue()))
            .toList(),
        trial.warnings(tried));
  }
}
