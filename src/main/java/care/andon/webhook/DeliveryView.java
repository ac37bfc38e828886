package care.andon.webhook;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An attempt to send an event. It never has what the receiver answered, except the status. */
@Schema(name = "WebhookDelivery")
record DeliveryView(
    @Schema(
            description = "The id of the event, as in the feed",
            examples = "019cb0e1-18ca-7001-baea-442351beabd5.3")
        String event,
    Instant at,
    @Schema(description = "How many milliseconds it took") long tookMillis,
    @Schema(
            description =
                "`delivered`, `refused` (the message is set aside and sent again later), `failed`,"
                    + " `gone`, `no_answer`, or the rule that refuses the address",
            examples = "delivered")
        String outcome,
    @Schema(description = "The status of the answer; absent if there was none", examples = "204")
        @Nullable Integer status) {

  static DeliveryView of(WebhookRepository.Attempt attempt) {
    return new DeliveryView(
        attempt.request().value() + "." + attempt.seq(),
        attempt.at(),
        attempt.tookMillis(),
        attempt.outcome(),
        attempt.status());
  }
}
