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
 * What becomes of an open request at one instant because whoever has it is not there, as the
 * rosters are at it: nothing that falls due before they are back stays with them silently. Changes
 * nothing of the request: what it gives becomes its history, and whoever is chosen to relieve
 * somebody has had their share by it.
 */
record OffShiftPolicy(SupportRequest request, Instant at, ActContext context) {

  /** A shift of whoever has it ends. What falls due later stays; nothing happens to that. */
  List<RequestEvent> atEndOfShift() {
    return request.assignee() == null
        ? List.of()
        : ended().filter(this::isDueBeforeTheyAreBack).map(this::handedOn).orElse(List.of());
  }

  /**
   * Nothing stays silently either with who went off shift with it when it was not urgent, and now
   * falls due before they are back. Who took it up off shift has it by their own will.
   *
   * @param dueSoFar what was due before it became so; null for nothing
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
   * What was left unattended stays with its assignee, who is on duty again, or is whoever's of the
   * team is there now; nothing for nobody.
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

  /** Whether a shift of theirs has ended since they got it. */
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

  /** Whoever is to know at once that nobody is there for what falls due soon. */
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
