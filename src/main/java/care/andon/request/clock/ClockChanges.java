package care.andon.request.clock;

import care.andon.kernel.ClockKind;
import care.andon.sla.Promises;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an event does to the clocks of a request.
 *
 * @param policies for the request as it is after the event
 * @param isAcknowledged whether a person has acknowledged the request
 * @param waitEndsAt when the wait for the caregiver ends; empty when there is none
 * @param at when the event happened
 */
public record ClockChanges(
    UUID request,
    RequestClocks clocks,
    PinnedPolicies policies,
    boolean isAcknowledged,
    Optional<Instant> waitEndsAt,
    Instant at) {

  /** The request is filed: every promise begins. */
  public void startAll() {
    for (var kind : ClockKind.values()) {
      start(kind);
    }
  }

  /** The caregiver heard something: one silence ends and the next begins. */
  public void tellCaregiver() {
    if (isAcknowledged) {
      clocks.stop(ClockKind.ACKNOWLEDGE, promises(), at);
    }
    clocks.stop(ClockKind.UPDATE, promises(), at);
    start(ClockKind.UPDATE);
  }

  /** Pauses the clock of a kind until the wait for the caregiver ends; without a wait, nothing. */
  public void pause(ClockKind kind) {
    waitEndsAt
        .filter(until -> until.isAfter(at))
        .ifPresent(until -> clocks.pauseUntil(until, kind, promises(), at));
  }

  /** The request has another impact: running clocks follow it, missing promises begin. */
  public void changeImpact() {
    for (var kind : ClockKind.values()) {
      clocks.changeImpact(kind, policies, at);
      if (isMissing(kind)) {
        start(kind);
      }
    }
  }

  /** The caregiver says "not fixed". */
  public void reopen() {
    clocks.reopen(promises(), at);
    start(ClockKind.UPDATE);
  }

  /** Whether a promise is still to be made, because there was no policy for it so far. */
  private boolean isMissing(ClockKind kind) {
    return switch (kind) {
      case ACKNOWLEDGE -> !isAcknowledged && !clocks.has(kind);
      case UPDATE -> !clocks.isRunning(kind);
      case RESOLVE -> !clocks.has(kind);
    };
  }

  /** A promise begins, if there is a policy for it. While the request waits, it is paused. */
  private void start(ClockKind kind) {
    clocks.start(kind, request, policies, at);
    pause(kind);
  }

  private Promises promises() {
    return policies.promises();
  }
}
