package care.andon.request;

import care.andon.history.RecordedEvent;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.clock.RequestClock;
import care.andon.sla.Promises;
import care.andon.sla.engine.SlaSignal;
import java.time.Instant;
import java.util.List;

/**
 * Rebuilds a request from its history: from all events for how it is, or from the first ones for
 * how it once was.
 */
public final class RequestReplay {
  private RequestReplay() {}

  /** Watches a history being replayed. */
  public interface Watcher {
    /** Something fell due on a clock. */
    void fellDue(RequestClock clock, SlaSignal signal);

    /** An event was applied to the request. */
    void happened(RecordedEvent recorded, SupportRequest request);
  }

  /** Rebuilds a request without the end of its assignee's shift. */
  public static SupportRequest of(List<RecordedEvent> events, Promises promises) {
    var request = SupportRequest.blank(events.getFirst().request());
    for (var recorded : events) {
      request.clocks().advance(promises, recorded.recordedAt());
      request.apply(recorded, promises);
    }
    return request;
  }

  /** Rebuilds a request. The end of its assignee's shift is taken from the present rosters. */
  static SupportRequest of(List<RecordedEvent> events, Promises promises, AssigneeShifts shifts) {
    var request = of(events, promises);
    request.planShiftEnd(request.updatedAt(), shifts, promises);
    return request;
  }

  /**
   * Rebuilds a request and tells a watcher of each step.
   *
   * @param now the clocks are moved up to this instant, also without an event
   */
  public static SupportRequest of(
      List<RecordedEvent> events, Promises promises, Instant now, Watcher watcher) {
    var request = SupportRequest.blank(events.getFirst().request());
    for (var recorded : events) {
      advance(request, promises, recorded.recordedAt(), watcher);
      request.apply(recorded, promises);
      watcher.happened(recorded, request);
    }
    advance(request, promises, now, watcher);
    return request;
  }

  private static void advance(
      SupportRequest request, Promises promises, Instant now, Watcher watcher) {
    request
        .clocks()
        .advance(promises, now)
        .forEach(due -> watcher.fellDue(due.clock(), due.signal()));
  }
}
