package care.andon.request;

import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.Confirmed;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Routed;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Taken;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.request.escalation.EscalationIsOver;
import care.andon.request.state.RequestAction;
import care.andon.request.state.RequestState;
import care.andon.request.state.RequestStatus;
import care.andon.request.state.TransitionNotAllowed;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The acts on one request at one instant. Each first catches up with what fell due by then. It is
 * refused with an exception, changes nothing when the request is already as the act would leave it,
 * or is recorded as an event.
 *
 * @param context the instant, and what the act depends on besides the request
 */
record RequestActs(SupportRequest request, ActContext context) {

  void acknowledge(Acknowledged acknowledged, PersonId by) {
    catchUp();
    if (state().isAcknowledgedBy(by, acknowledged.promisedBy())) {
      return;
    }
    actAsDepartment(RequestAction.ACKNOWLEDGE, acknowledged, by);
  }

  void assign(Assigned assigned, PersonId by) {
    catchUp();
    if (state().isOpen()
        && assigned.team() != null
        && assigned.team().equals(request.team())
        && Objects.equals(assigned.assignee(), request.assignee())) {
      return;
    }
    actAsDepartment(RequestAction.ASSIGN, assigned, by);
  }

  void take(Taken taken, PersonId by) {
    catchUp();
    if (request.isHeldBy(by)) {
      return;
    }
    actAsDepartment(RequestAction.TAKE, taken, by);
  }

  /**
   * The assignee gives the request back to its team.
   *
   * @param givenBack chooses the next assignee; asked only when the act is allowed
   */
  void giveBack(Supplier<GivenBack> givenBack, PersonId by) {
    catchUp();
    if (state().isOpen() && request.responsible().isGivenBackBy(by)) {
      return;
    }
    if (!request.isHeldBy(by)) {
      throw new TransitionNotAllowed(request.status());
    }
    act(true, givenBack.get(), by);
  }

  /** The assignee hands the request over. The caller has caught up before. */
  void handOver(HandedOver handedOver, PersonId by) {
    act(request.isHeldBy(by), handedOver, by);
  }

  /** The assignee has left. Does nothing if the request is closed or has another assignee. */
  void assigneeLeft(AssigneeLeft left) {
    catchUp();
    if (request.isHeldBy(left.person())) {
      request.recordAll(List.of(left), context.now(), context);
      context.shares().countAssignment(left.team(), null, left.assignee());
      request.planShiftEnd(context);
    }
  }

  void message(Messaged message, PersonId by) {
    catchUp();
    if (message.fromCaregiver()) {
      actAsAsker(RequestAction.MESSAGES, message, by);
    } else {
      actAsDepartment(RequestAction.MESSAGES, message, by);
    }
  }

  void ask(Asked asked, PersonId by) {
    catchUp();
    if (state().is(RequestStatus.WAITING_FOR_CAREGIVER, asked.question())) {
      return;
    }
    actAsDepartment(RequestAction.ASK, asked, by);
  }

  void answer(Answered answered, PersonId by) {
    catchUp();
    if (state().isHandedBack(RequestAction.ANSWER, by, answered.words())) {
      return;
    }
    actAsAsker(RequestAction.ANSWER, answered, by);
  }

  /** The caregiver changes the impact. The same impact again changes nothing. */
  void changeImpact(Impact to, @Nullable String reason, PersonId by) {
    catchUp();
    if (state().isOpen() && to == request.impact()) {
      return;
    }
    actAsAsker(RequestAction.IMPACT, new ImpactChanged(request.impact(), to, reason), by);
  }

  void assess(Assessed assessed, PersonId by) {
    catchUp();
    if (state().isOpen()
        && request.assessedImpact().filter(assessed.impact()::equals).isPresent()) {
      return;
    }
    actAsDepartment(RequestAction.ASSESS, assessed, by);
  }

  void resolve(Resolved resolved, PersonId by) {
    catchUp();
    if (state().is(RequestStatus.RESOLVED, resolved.words())) {
      return;
    }
    actAsDepartment(RequestAction.RESOLVE, resolved, by);
  }

  void confirm(Confirmed confirmed, PersonId by) {
    catchUp();
    if (state().is(RequestStatus.CONFIRMED)) {
      return;
    }
    actAsAsker(RequestAction.CONFIRM, confirmed, by);
  }

  void reopen(Reopened reopened, PersonId by) {
    catchUp();
    if (state().isHandedBack(RequestAction.REOPEN, by, reopened.reason())) {
      return;
    }
    actAsAsker(RequestAction.REOPEN, reopened, by);
    new DueEvents(request, context).callAgain();
  }

  void decline(Declined declined, PersonId by) {
    catchUp();
    if (state().is(RequestStatus.DECLINED, declined.words())) {
      return;
    }
    actAsDepartment(RequestAction.DECLINE, declined, by);
  }

  void withdraw(Withdrawn withdrawn, PersonId by) {
    catchUp();
    if (state().is(RequestStatus.WITHDRAWN)) {
      return;
    }
    actAsAsker(RequestAction.WITHDRAW, withdrawn, by);
  }

  /**
   * A person answers an escalation. Whether they may is checked before.
   *
   * @throws EscalationIsOver when the escalation has ended, unless this person answered it
   */
  void takeEscalation(EscalationTaken taken, PersonId by) {
    catchUp();
    var escalation = request.ladder().find(taken.number()).orElseThrow();
    if (escalation.isTakenBy(by)) {
      return;
    }
    if (!escalation.isOpen()) {
      throw new EscalationIsOver(escalation);
    }
    request.record(taken, by, context.now(), context);
    request.planShiftEnd(context);
  }

  // --- Acts of the service itself
  // ---------------------------------------------------------------------------------

  /** Calls somebody at once if the request is unrouted. */
  void callWhereUnrouted() {
    if (request.responsible().isUnrouted()) {
      new DueEvents(request, context).callWhereUnrouted();
    }
  }

  /** Routes an unrouted request to a reachable person. Does nothing if there is still none. */
  void routeAgain(Routed routed) {
    catchUp();
    if (request.isLookedForAgain() && !routed.unrouted()) {
      request.recordAll(List.of(new RoutedAgain(routed)), context.now(), context);
      request.planShiftEnd(context);
    }
  }

  /**
   * An unattended request stays with its assignee if they are on duty again, or goes to a person of
   * the team who is on call. Does nothing while there is neither.
   */
  void pickUp() {
    catchUp();
    if (state().isOpen() && request.responsible().isUnattended()) {
      var lookedAgain = new OffShiftPolicy(request, context.now(), context).lookAgain();
      request.recordAll(lookedAgain, context.now(), context);
      request.planShiftEnd(context);
    }
  }

  // --- What acts have in common
  // ---------------------------------------------------------------------------------

  private void actAsDepartment(RequestAction action, RequestEvent event, PersonId by) {
    act(request.actionsOfTheDepartment(context.now()).contains(action), event, by);
  }

  private void actAsAsker(RequestAction action, RequestEvent event, PersonId by) {
    act(request.actionsOfTheAsker(context.now()).contains(action), event, by);
  }

  private void act(boolean allowed, RequestEvent event, PersonId by) {
    if (!allowed) {
      throw new TransitionNotAllowed(request.status());
    }
    var dueSoFar = state().isOpen() ? request.dueAt().orElse(null) : null;
    request.record(event, by, context.now(), context);
    new CatchUp(request, context).handOnIfUrgent(dueSoFar, context.now());
    request.planShiftEnd(context);
  }

  private void catchUp() {
    new CatchUp(request, context).toNow();
  }

  private RequestState state() {
    return request.progress();
  }
}
