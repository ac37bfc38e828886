package care.andon.history;

import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Messaged;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with its position in the history of a request.
 *
 * @param seq position in the history of the request: 1 for the first event, without gaps
 * @param at when it happened; for an event of the heartbeat, the instant at which it was due
 * @param recordedAt when the service recorded it; never before {@code at}
 * @param actor who did it; null for an event that happened automatically, and for an asker's act
 * @param asker the number of the asker who did it, in the table {@code request_asker}; null for
 *     other events. The history never says who the asker is
 */
public record RecordedEvent(
    RequestId request,
    int seq,
    Instant at,
    Instant recordedAt,
    @Nullable PersonId actor,
    @Nullable Integer asker,
    RequestEvent event) {

  public RecordedEvent {
    if (seq < 1) {
      throw new IllegalArgumentException("The first event of a request has seq 1");
    }
    if (recordedAt.isBefore(at)) {
      throw new IllegalArgumentException("An event cannot be recorded before it happens");
    }
    if (actor != null && asker != null) {
      throw new IllegalArgumentException("An event of an asker does not name a person");
    }
  }

  /** Whether no person did it: it happened because of the time. */
  public boolean isAutomatic() {
    return actor == null && asker == null;
  }

  /** Whether the department tells the caregiver something by this event. */
  public boolean tellsCaregiver() {
    return switch (event) {
      case Acknowledged _, Asked _, Assessed _ -> true;
      case Assigned _ -> actor != null;
      case Messaged message -> !message.fromCaregiver() && message.audience() == Audience.CAREGIVER;
      default -> false;
    };
  }
}
