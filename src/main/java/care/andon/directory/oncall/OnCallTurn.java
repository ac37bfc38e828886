package care.andon.directory.oncall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has a duty at one instant.
 *
 * @param until when it ends or somebody else takes it over; {@link Instant#MAX} for never
 * @param standIn because of which they have it; null for their own
 */
record OnCallTurn(DutyHolder holder, Instant until, @Nullable StandIn standIn) {

  OnCallTurn noLongerThan(Instant end) {
    return until.isAfter(end) ? new OnCallTurn(holder, end, standIn) : this;
  }

  /** The same as long as it goes on for longer than the other. */
  OnCallTurn orLonger(OnCallTurn other) {
    return other.until.isAfter(until) ? other : this;
  }
}
