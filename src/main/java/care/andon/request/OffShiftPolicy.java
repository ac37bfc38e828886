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
   * falls due before they are back. None if the assignee took the request while off shift. If the
   * request is flagged already, the house supervisor is called again if it is due soon.
   *
   * @param dueSoFar the due time before the change; null if nothing was due
   */
  List<RequestEvent> asItBecameUrgent(@Nullable Instant dueSoFar) {
    var assignee = request.assignee();
    if (assignee == null || !isDueEarlierThan(dueSoFar)) {
      return List.of();
    }
    var isFlagged = request.responsible().isUnattended();
    return ended()
        .filter(this::isDueBeforeTheyAreBack)
        .filter(ended -> isFlagged || !isBefore(dueSoFar, ended.back()))
        .filter(_ -> isFlagged || wentOffShiftWithIt(assignee))
        .map(this::handedOn)
        .orElse(List.of());
  }

  private boolean isDueEarlierThan(@Nullable Instant dueSoFar) {
    var due = due();
    return due != null && (dueSoFar == null || due.isBefore(dueSoFar));
  }

  /**
   * Returns the events that flag a request whose assignee is off shift by the decision of a person:
   * they named this assignee, or could not hand the request over. None if the assignee is on duty.
   *
   * @param reason why this person is the assignee; empty if the absence is all there is to say
   */
  List<RequestEvent> byDecision(String reason) {
    var assignee = request.assignee();
    return assignee == null || request.responsible().isUnattended()
        ? List.of()
        : ended().map(ended -> flagged(assignee, ended, reason)).orElse(List.of());
  }

  private List<RequestEvent> flagged(PersonId assignee, AssigneeShifts.Ended ended, String reason) {
    var absence = ended.because();
    var because = reason.isEmpty() ? absence : "%s (%s)".formatted(reason, absence);
    var left = new LeftUnattended(assignee, ended.back(), because);
    return ended.relief() == null ? followedByCall(left) : List.of(left);
  }

  /**
   * Returns the events for an unattended request: it stays with its assignee if they are on duty
   * again, or goes to a person of the team who is on call. None if neither applies. An assignee who
   * was named while off shift keeps the request until their next shift ends.
   */
  List<RequestEvent> lookAgain() {
    var ended = ended();
    var assignee = request.assignee();
    if (ended.isEmpty()) {
      var back = Objects.requireNonNull(assignee);
      return List.of(new AttendedAgain(back, context.shifts().again(back)));
    }
    return ended
        .filter(absent -> absent.relief() != null)
        .filter(_ -> assignee == null || wentOffShiftWithIt(assignee))
        .map(this::handedOn)
        .orElse(List.of());
  }

  /** Calls the house supervisor if a promise falls due soon. */
  List<RequestEvent> callIfDueSoon() {
    return called().stream().toList();
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
    return context
        .shifts()
        .hasEndedBetween(since, at, assignee, request.filed().facility(), request.team());
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
    return request.responsible().isUnattended() ? callIfDueSoon() : leftUnattended(ended);
  }

  private List<RequestEvent> leftUnattended(AssigneeShifts.Ended ended) {
    var assignee = Objects.requireNonNull(request.assignee());
    return followedByCall(new LeftUnattended(assignee, ended.back(), ended.because()));
  }

  private List<RequestEvent> followedByCall(LeftUnattended left) {
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
