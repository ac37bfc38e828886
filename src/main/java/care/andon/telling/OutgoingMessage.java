package care.andon.telling;

import care.andon.channel.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that was claimed and is to be sent now.
 *
 * @param contact null for a contact in the settings
 * @param contactFails whether the last message to this contact was refused
 * @param contacts how many contacts the addressee has, this one included
 */
record OutgoingMessage(
    Addressee to,
    @Nullable UUID contact,
    boolean contactFails,
    String kind,
    String address,
    int contacts,
    Message message,
    List<Part> parts) {
  OutgoingMessage {
    parts = List.copyOf(parts);
  }

  /** What a message says about a notice. */
  @Schema(name = "NoticeMessageKind")
  enum Said {
    PAGE,
    TELL,
    STAND_DOWN
  }

  /**
   * A notice in the message.
   *
   * @param n how often it was sent, this time included
   * @param repeatAt when a page that is accepted is sent again
   */
  record Part(
      UUID notice,
      UUID request,
      @Nullable Integer escalation,
      boolean isKnownUnreached,
      int n,
      Said said,
      Instant plannedAt,
      Instant repeatAt) {}
}
