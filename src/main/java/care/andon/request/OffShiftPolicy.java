package care.andon.request;

import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AttendedAgain;
import care.andon.history.RequestEvent.LeftUnattended;
import care.andon.kernel.PersonId;
import care.andon.request.assignment.AssigneeShifts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an open request whose assignee is off shift, by the rosters of one
 * instant. No promise may fall due unnoticed before the assignee is back. This class changes
 * nothing: it returns events, and it counts the chosen relief in the team's distribution of work.
 */
record OffShiftPolicy(SupportRequest request, Instant at, ActContext context) {

  /**
   * Returns the events for the end of the assignee's shift. None if the request falls due only
   * after they are back.
   */
  List<RequestEvent> atEndOfShift() {
    return request.assignee() == null
        ? List.of()
        : ended().filter(this::isDueBeforeTheyAreBack).map(this::handedOn).orElse(List.of());
  }

  /**
   * Returns the events for a request that became urgent while its assignee is off shift: it now
   * falls due before they are back. None if the assignee took the request while off shift.
   *
   * @param dueSoFar the due time before the change; null if nothing was due
   */
  List<RequestEvent> asItBecameUrgent(@Nullable Instant dueSoFar) {
    var assignee = request.assignee();
    var due = due();
    if (assignee == null
        || due == null
        || (dueSoFar != null && !due.isBefore(dueSoFar))
        || !wentOffShiftWithIt(assignee)) {
      return List.of();
    }
    return ended()
        .filter(this::isDueBeforeTheyAreBack)
        .filter(ended -> !isBefore(dueSoFar, ended.back()))
        .map(this::handedOn)
        .orElse(List.of());
  }

  /**
   * Returns the events for an unattended request: it stays with its assignee if they are on duty
   * again, or goes to a person of the team who is on call. None if neither applies.
   */
  List<RequestEvent> lookAgain() {
    var ended = ended();
    if (ended.isEmpty()) {
      var assignee = Objects.requireNonNull(request.assignee());
      return List.of(new AttendedAgain(assignee, context.shifts().again(assignee)));
    }
    return ended.filter(absent -> absent.relief() != null).map(this::handedOn).orElse(List.of());
  }

  private Optional<AssigneeShifts.Ended> ended() {
    return context
        .shifts()
        .ended(
            request.assignee(), request.filed().facility(), request.team(), at, context.shares());
  }

  /** Whether a shift of the assignee has ended since they got the request. */
  private boolean wentOffShiftWithIt(PersonId assignee) {
    var since = request.responsible().heldSince().orElse(request.filed().receivedAt());
    var earliest = at.minus(AssigneeShifts.LONGEST_ABSENCE);
    return context
        .shifts()
        .holdsUntil(
            assignee,
            request.filed().facility(),
            request.team(),
            since.isAfter(earliest) ? since : earliest)
        .filter(end -> !end.isAfter(at))
        .isPresent();
  }

  private boolean isDueBeforeTheyAreBack(AssigneeShifts.Ended ended) {
    return isBefore(due(), ended.back());
  }

  private @Nullable Instant due() {
    return request.dueAt().orElse(null);
  }

  /**
   * @param due null for never
   * @param back null for never
   */
  private static boolean isBefore(@Nullable Instant due, @Nullable Instant back) {
    return due != null && (back == null || due.isBefore(back));
  }

  private List<RequestEvent> handedOn(AssigneeShifts.Ended ended) {
    var relief = ended.relief();
    if (relief != null) {
      context.shares().countAssignment(request.team(), request.assignee(), relief);
      return List.of(new Assigned(request.team(), relief, ended.because()));
    }
    return request.responsible().isUnattended() ? List.of() : leftUnattended(ended);
  }

  private List<RequestEvent> leftUnattended(AssigneeShifts.Ended ended) {
    var assignee = Objects.requireNonNull(request.assignee());
    var left = new LeftUnattended(assignee, ended.back(), ended.because());
    return Stream.concat(Stream.of(left), called().stream()).toList();
  }

  /** Escalates a promise that falls due soon while no person of the team is on call. */
  private Optional<RequestEvent> called() {
    var promises = context.promises();
    return request
        .clocks()
        .firstDue(promises, at.plus(AssigneeShifts.SOON))
        .flatMap(
            due ->
                context
                    .planner(request, request.policies(promises).of(due), at)
                    .leftUnattended(due.kind(), due.cycle()));
  }
}
