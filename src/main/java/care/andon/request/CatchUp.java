package care.andon.request;

import care.andon.kernel.TeamId;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.WorkDistribution;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records everything that fell due on a request up to an instant: warnings, misses, escalations,
 * the end of a wait, and the ends of its assignees' shifts.
 */
record CatchUp(SupportRequest request, ActContext context) {

  /**
   * Records what fell due up to now. The assignee may change when a shift or a wait ends. So each
   * of these ends sees only what was due before it.
   */
  void toNow() {
    var dueEvents = new DueEvents(request, context);
    var end = request.heldUntil();
    var stop = first(end, request.progress().waitEndsAt());
    while (stop.isPresent() && !stop.get().isAfter(context.now())) {
      var at = stop.get();
      var before = request.assignee();
      dueEvents.until(at);
      request.plan(context.promises());
      if (end.equals(stop)) {
        endShift(at);
      } else {
        handOnIfUrgent(null, at);
      }
      if (end.equals(stop) || !Objects.equals(before, request.assignee())) {
        end = request.heldUntil(at, context.shifts());
      }
      stop = first(end, request.progress().waitEndsAt().filter(at::isBefore));
    }
    dueEvents.until(context.now());
    request.planShiftEnd(context);
  }

  private static Optional<Instant> first(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
  }

  /** Hands an open request on, or flags it, if its assignee is off shift and it is due soon. */
  void endShift(Instant at) {
    if (request.progress().isOpen()) {
      request.recordAll(new OffShiftPolicy(request, at, context).atEndOfShift(), at, context);
    }
  }

  /**
   * Hands an open request on if it became urgent while its assignee is off shift.
   *
   * @param dueSoFar what was due before; null for nothing
   */
  void handOnIfUrgent(@Nullable Instant dueSoFar, Instant at) {
    if (request.progress().isOpen()) {
      var urgent = new OffShiftPolicy(request, at, context).asItBecameUrgent(dueSoFar);
      request.recordAll(urgent, at, context);
    }
  }

  /**
   * The team of a request that catching up may hand on to another member, because its assignee is
   * or was off duty. Empty if that cannot happen.
   */
  static Optional<TeamId> teamToRelieve(
      SupportRequest request, Instant now, AssigneeShifts shifts) {
    return request.progress().isOpen()
            && (hasEnded(request.heldUntil(), now)
                || hasEnded(request.progress().waitEndsAt(), now)
                || isAbsent(request, now, shifts))
        ? Optional.ofNullable(request.team())
        : Optional.empty();
  }

  private static boolean hasEnded(Optional<Instant> end, Instant now) {
    return end.filter(it -> !it.isAfter(now)).isPresent();
  }

  private static boolean isAbsent(SupportRequest request, Instant now, AssigneeShifts shifts) {
    var facility = request.filed().facility();
    return request.assignee() != null
        && shifts
            .ended(request.assignee(), facility, request.team(), now, WorkDistribution.none())
            .isPresent();
  }
}
