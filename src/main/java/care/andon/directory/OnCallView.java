package care.andon.directory;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody who can be reached now. */
@Schema(name = "OnCall", description = "Somebody who can be reached now.")
record OnCallView(
    UUID id,
    @Schema(examples = "Omar Ortiz") String name,
    @Schema(examples = "Supply coordinator") String title,
    @Schema(description = "When the duty ends; absent when it goes on round the clock")
        @Nullable Instant until) {

  static OnCallView of(OnCall onCall) {
    return new OnCallView(
        onCall.person().id().value(),
        onCall.person().name(),
        onCall.person().title(),
        onCall.until().map(ZonedDateTime::toInstant).orElse(null));
  }
}
