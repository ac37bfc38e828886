package care.andon.directory.oncall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person is on call at one instant.
 *
 * @param until when the turn ends or another person takes over; {@link Instant#MAX} for never
 * @param standIn the stand-in because of which the person is on call; null for an own duty
 */
record OnCallTurn(DutyHolder holder, Instant until, @Nullable StandIn standIn) {

  OnCallTurn endingBy(Instant end) {
    return until.isAfter(end) ? new OnCallTurn(holder, end, standIn) : this;
  }

  /** The turn that ends later; this one if both end at the same time. */
  OnCallTurn laterEnding(OnCallTurn other) {
    return other.until.isAfter(until) ? other : this;
  }
}
