package care.andon.telling;

import care.andon.channel.Message;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that was claimed and is to be sent now.
 *
 * @param others how many other contacts the person has
 */
record OutgoingMessage(
    PersonId person, String kind, String address, int others, Message message, List<Part> parts) {
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
   */
  record Part(UUID notice, int n, Said said, Instant plannedAt) {}
}
