package care.andon.request.clock;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.AttendedAgain;
import care.andon.history.RequestEvent.Confirmed;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationJoined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.EscalationUnanswered;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.LeftUnattended;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.history.RequestEvent.PromiseMissed;
import care.andon.history.RequestEvent.Redacted;
import care.andon.history.RequestEvent.ReopenWhy;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Taken;
import care.andon.history.RequestEvent.WaitEnded;
import care.andon.history.RequestEvent.Warned;
import care.andon.history.RequestEvent.WentUnconfirmed;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.ClockKind;
import care.andon.request.state.RequestState;
import care.andon.sla.Promises;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to the clocks of a request.
 *
 * @param policies for the request as it is after the event
 * @param state of the request after the event
 * @param at when the event happened
 */
public record ClockChanges(
    UUID request, RequestClocks clocks, PinnedPolicies policies, RequestState state, Instant at) {

  /** Changes the clocks. */
  public void apply(RecordedEvent recorded) {
    switch (recorded.event()) {
      case Opened _ -> startAll();
      case Asked _ -> pause(ClockKind.RESOLVE);
      case Answered _ -> clocks.resume(promises(), at);
      case WaitEnded _ -> clocks.resumeWhatStandsStill(promises(), at);
      case ImpactChanged _ -> changeImpact();
      case Resolved _ -> clocks.stopAll(promises(), at);
      case Declined _ -> clocks.decline(promises(), at);
      case Confirmed _ -> clocks.confirm(at);
      case Withdrawn _ -> clocks.cancel(promises(), at);
      case Reopened(_, var why) -> reopen(why);
      case Acknowledged _, Assessed _, Messaged _, WentUnconfirmed _ -> {}
      case Assigned _, Taken _, GivenBack _, HandedOver _, RoutedAgain _ -> {}
      case LeftUnattended _, AttendedAgain _, AssigneeLeft _ -> {}
      case Escalated _, EscalationTaken _, EscalationJoined _, EscalationUnanswered _ -> {}
      case PersonNotReached _ -> {}
      case Warned _, PromiseMissed _, Redacted _ -> {}
    }
    if (recorded.tellsCaregiver() && state.isOpen()) {
      tellCaregiver();
    }
  }

  /** The request is filed: every promise begins. */
  private void startAll() {
    for (var kind : ClockKind.values()) {
      start(kind);
    }
  }

  /** The caregiver heard something: one silence ends and the next begins. */
  private void tellCaregiver() {
    if (state.isTakenUp()) {
      clocks.stop(ClockKind.ACKNOWLEDGE, promises(), at);
    }
    clocks.stop(ClockKind.UPDATE, promises(), at);
    start(ClockKind.UPDATE);
  }

  /** Pauses the clock of a kind until the wait for the caregiver ends; without a wait, nothing. */
  private void pause(ClockKind kind) {
    state
        .waitEndsAt()
        .filter(until -> until.isAfter(at))
        .ifPresent(until -> clocks.pauseUntil(until, kind, promises(), at));
  }

  /** The request has another impact: running clocks follow it, missing promises begin. */
  private void changeImpact() {
    for (var kind : ClockKind.values()) {
      clocks.changeImpact(kind, policies, at);
      if (isMissing(kind)) {
        start(kind);
      }
    }
  }

  /** The caregiver reopens the request. */
  private void reopen(@Nullable ReopenWhy why) {
    switch (why) {
      case null -> clocks.reopen(promises(), at);
      case NOT_FIXED -> clocks.undo(promises(), at);
      case CAME_BACK -> {
        clocks.confirm(at);
        start(ClockKind.RESOLVE);
      }
      case STILL_NEEDED -> start(ClockKind.RESOLVE);
    }
    start(ClockKind.UPDATE);
  }

  /** Whether a promise is still to be made, because there was no policy for it so far. */
  private boolean isMissing(ClockKind kind) {
    return switch (kind) {
      case ACKNOWLEDGE -> !state.isTakenUp() && !clocks.has(kind);
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
