package care.andon.feed;

import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.request.state.RequestStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event in the feed: what happened to which request, in ids and codes. It has no words, no names
 * and nothing about a patient; readers get those from the request, as far as they may see it.
 */
@Schema(name = "FeedEvent")
public record FeedEvent(
    @Schema(
            description =
                "The id of the request, a dot, and the version of the request right after the"
                    + " event. Drop an event whose id you have had",
            examples = "019cb0e1-18ca-7001-baea-442351beabd5.7")
        String id,
    @Schema(description = "The type of the event, as in the history", examples = "acknowledged")
        String type,
    @Schema(description = "When it happened. For automatic events, when it was due") Instant at,
    @Schema(description = "When the service recorded it") Instant recordedAt,
    @Schema(description = "The version of the request right after the event") int version,
    Subject request,
    @Schema(description = "For events about a promise") @Nullable Clock clock,
    @Schema(description = "For events about an escalation") @Nullable Escalation escalation) {

  /** The request as it is when the event is sent. */
  @Schema(name = "FeedRequest")
  public record Subject(
      RequestId id,
      @Schema(examples = "SR-20418") String reference,
      @Schema(description = "The version now; above that of the event if more has happened")
          int version,
      RequestStatus status,
      Visibility visibility,
      Category category,
      FacilityId facility,
      UnitId unit,
      Impact impact,
      @Schema(description = "Absent while the request is unrouted") @Nullable TeamId team) {}

  /** The promise that an event is about. */
  @Schema(name = "FeedClock")
  public record Clock(
      ClockKind kind,
      @Nullable Integer cycle,
      @Schema(description = "The step that was reached, in percent of the target")
          @Nullable Integer percent) {}

  /** The escalation that an event is about. */
  @Schema(name = "FeedEscalation")
  public record Escalation(
      @Nullable Integer number,
      @Nullable Integer tier,
      @Nullable Instant answerBy,
      @Nullable EscalationCause cause) {}
}
