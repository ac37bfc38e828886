package care.andon.history;

import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in its place in a request's history.
 *
 * @param seq 1 for the first event of a request, without gaps
 * @param at when it happened: for what falls due by itself, the instant it was due
 * @param recordedAt when the service noticed; never before {@code at}
 * @param actor who did it; null for what happens by itself
 */
public record RecordedEvent(
    RequestId request,
    int seq,
    Instant at,
    Instant recordedAt,
    @Nullable PersonId actor,
    RequestEvent event) {

  public RecordedEvent {
    if (seq < 1) {
      throw new IllegalArgumentException("The first event of a request has seq 1");
    }
    if (recordedAt.isBefore(at)) {
      throw new IllegalArgumentException("An event is not noticed before it happens");
    }
  }
}
