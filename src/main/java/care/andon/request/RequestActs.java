package care.andon.request;

import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Confirmed;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.history.RequestEvent.Redacted;
import care.andon.history.RequestEvent.ReopenWhy;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Routed;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.ClockKind;
import care.andon.kernel.PersonId;
import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import care.andon.request.RequestCommand.Acknowledge;
import care.andon.request.RequestCommand.Act;
import care.andon.request.RequestCommand.Answer;
import care.andon.request.RequestCommand.Ask;
import care.andon.request.RequestCommand.Assess;
import care.andon.request.RequestCommand.Assign;
import care.andon.request.RequestCommand.ChangeImpact;
import care.andon.request.RequestCommand.Confirm;
import care.andon.request.RequestCommand.Decline;
import care.andon.request.RequestCommand.GiveBack;
import care.andon.request.RequestCommand.Message;
import care.andon.request.RequestCommand.Reassignment;
import care.andon.request.RequestCommand.Redact;
import care.andon.request.RequestCommand.Reopen;
import care.andon.request.RequestCommand.Resolve;
import care.andon.request.RequestCommand.Take;
import care.andon.request.RequestCommand.TakeEscalation;
import care.andon.request.RequestCommand.Withdraw;
import care.andon.request.escalation.EscalationIsOver;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.state.Lifecycle;
import care.andon.request.state.RequestState;
import care.andon.request.state.RequestStatus;
import care.andon.request.state.TransitionNotAllowed;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The acts on one request at one instant. Each first catches up with what fell due by then. It is
 * refused with an exception, changes nothing when the request is already as the act would leave it,
 * or is recorded as an event.
 *
 * @param context the instant, and what the act depends on besides the request
 */
record RequestActs(SupportRequest request, ActContext context) {

  /** Chooses an assignee. */
  interface Assigning {
    RequestEvent decide(
        Reassignment command, PersonId by, SupportRequest request, ActContext context);
  }

  /**
   * Who acts.
   *
   * @param asker their number among the askers of the request; null if they are none of them
   */
  record By(PersonId person, @Nullable Integer asker) {}

  /**
   * Does what a person asks for. Whether the person may is checked before.
   *
   * @param assigning asked only if the request is in a state that allows the act
   */
  void act(RequestCommand command, By by, Assigning assigning) {
    requireValid(command, by);
    catchUp();
    switch (command) {
      case TakeEscalation take -> takeEscalation(take, by.person());
      case Redact _ -> throw new IllegalArgumentException("Words are erased first; see redacted");
      case Act act -> {
        if (!isDone(act, by)) {
          require(isAllowed(act, by));
          recordChange(
              event(act, by, assigning), by.person(), isAskers(act, by) ? by.asker() : null);
        }
      }
    }
  }

  private void requireValid(RequestCommand command, By by) {
    if (command instanceof Acknowledge(var promisedBy, _)
        && promisedBy != null
        && !promisedBy.isAfter(context.now())) {
      throw Problem.invalid("/promisedBy", "in_the_past", "Promise an instant in the future");
    }
    if (command instanceof Message(_, var audience)
        && audience == Audience.INTERNAL
        && by.asker() != null) {
      throw Problem.invalid(
          "/audience", "not_yours", "Internal notes are the department's; send 'caregiver'");
    }
  }

  /** Whether the request is already as the act would leave it. */
  private boolean isDone(Act act, By by) {
    return switch (act) {
      case Acknowledge it -> state().isAcknowledgedBy(by.person(), it.promisedBy());
      case Take _ -> request.isHeldBy(by.person());
      case GiveBack _ -> state().isOpen() && request.responsible().isGivenBackBy(by.person());
      case Ask it -> state().is(RequestStatus.WAITING_FOR_CAREGIVER, it.question());
      case Answer it -> state().isHandedBack(it.action(), by.asker(), it.body().words());
      case ChangeImpact it -> state().isOpen() && it.impact() == request.impact();
      case Assess it ->
          state().isOpen() && request.assessedImpact().filter(it.impact()::equals).isPresent();
      case Resolve it -> state().is(RequestStatus.RESOLVED, it.body().words());
      case Confirm _ -> state().is(RequestStatus.CONFIRMED);
      case Reopen it -> state().isHandedBack(it.action(), by.asker(), it.body().reason());
      case Decline it -> state().is(RequestStatus.DECLINED, it.words());
      case Withdraw _ -> state().is(RequestStatus.WITHDRAWN);
      case Assign _, Message _ -> false;
    };
  }

  /** Whether the state of the request allows the act. */
  private boolean isAllowed(Act act, By by) {
    var allowed =
        isAskers(act, by)
            ? request.progress().actionsOfTheAsker(context.now())
            : request.progress().actionsOfTheDepartment(context.now());
    return allowed.contains(act.action())
        && (!(act instanceof GiveBack) || request.isHeldBy(by.person()));
  }

  /** Whether the person acts as an asker, and not for the department. */
  private static boolean isAskers(Act act, By by) {
    return act instanceof Message
        ? by.asker() != null
        : Permission.OF_THE_ASKER.contains(act.action());
  }

  private RequestEvent event(Act act, By by, Assigning assigning) {
    return switch (act) {
      case Acknowledge(var promisedBy, var words) -> new Acknowledged(promisedBy, words);
      case Reassignment it -> assigning.decide(it, by.person(), request, context);
      case Message(var words, var audience) ->
          new Messaged(audience == null ? Audience.CAREGIVER : audience, words, by.asker() != null);
      case Ask(var question) -> new Asked(question);
      case Answer(var body) -> new Answered(body.words());
      case ChangeImpact(var to, var reason) -> new ImpactChanged(request.impact(), to, reason);
      case Assess(var impact, var reason) -> new Assessed(impact, reason);
      case Resolve(var body) -> new Resolved(body.words());
      case Confirm(var body) -> new Confirmed(body.words());
      case Reopen(var body) -> new Reopened(body.reason(), why(body.why()));
      case Decline(var reason, var words, var alternative) ->
          new Declined(reason, words, alternative);
      case Withdraw(var body) -> new Withdrawn(body.words());
    };
  }

  private void recordChange(RequestEvent event, PersonId by, @Nullable Integer asker) {
    if (event instanceof Assigned assigned
        && assigned.team() != null
        && assigned.team().equals(request.team())
        && Objects.equals(assigned.assignee(), request.assignee())) {
      return;
    }
    var before = request.clocks().present(ClockKind.RESOLVE, context.promises());
    record(event, by, asker);
    if (event instanceof Reopened reopened && reopened.undoesResolution()) {
      new DueEvents(request, context).afterUndo(before.orElse(null));
    }
  }

  /**
   * Why the request is reopened.
   *
   * @throws Problem if a request in this state cannot be reopened for that
   */
  private ReopenWhy why(@Nullable ReopenWhy asked) {
    var possible = Lifecycle.reasonsToReopen(request.status());
    if (asked != null && !possible.contains(asked)) {
      throw Problem.invalid(
          "/why",
          "not_in_this_status",
          possible.stream()
              .map(WireNames::of)
              .collect(
                  Collectors.joining(
                      "' or '",
                      "The request is %s: send '".formatted(WireNames.of(request.status())),
                      "', or leave it out")));
    }
    return asked == null ? possible.getFirst() : asked;
  }

  /**
   * A person answers an escalation.
   *
   * @throws EscalationIsOver when the escalation has ended, unless this person answered it
   */
  private void takeEscalation(TakeEscalation take, PersonId by) {
    var escalation = request.ladder().find(take.number()).orElseThrow();
    if (escalation.isTakenBy(by)) {
      return;
    }
    if (!escalation.isOpen()) {
      throw new EscalationIsOver(escalation);
    }
    var wordWithin = request.policies(context.promises()).longestSilence().orElse(null);
    recordAside(
        new EscalationTaken(escalation.number(), take.body().words(), wordWithin, take.through()),
        by);
  }

  /** Records an act that hands nothing on, whatever the state of the request. */
  private void recordAside(RequestEvent event, PersonId by) {
    request.record(event, by, null, context.now(), context);
    request.planShiftEnd(context);
  }

  /** The assignee hands the request over. The caller has caught up before. */
  void handOver(HandedOver handedOver, PersonId by) {
    require(request.isHeldBy(by));
    record(handedOver, by, null);
  }

  /** The assignee could not hand the request over. It is flagged if they are off shift. */
  void keep() {
    if (state().isOpen()) {
      record(offShift().byDecision(""));
    }
  }

  /**
   * Records what a person did.
   *
   * @param asker their number if they did it as an asker: then the event does not name them
   */
  private void record(RequestEvent event, PersonId by, @Nullable Integer asker) {
    var wasOpen = state().isOpen();
    var dueSoFar = request.dueAt().orElse(null);
    var before = request.assignee();
    request.record(event, asker == null ? by : null, asker, context.now(), context);
    if (wasOpen) {
      new CatchUp(request, context).handOnIfUrgent(dueSoFar, context.now());
    } else {
      new CatchUp(request, context).endShift(context.now());
    }
    if (state().isOpen() && isNamed(before, by)) {
      record(offShift().byDecision(request.responsible().because()));
    }
    request.planShiftEnd(context);
  }

  /** Whether the assignee is another person than before, by the act of a third person. */
  private boolean isNamed(@Nullable PersonId before, PersonId by) {
    var assignee = request.assignee();
    return assignee != null && !assignee.equals(before) && !assignee.equals(by);
  }

  private void require(boolean allowed) {
    if (!allowed) {
      throw new TransitionNotAllowed(request.status());
    }
  }

  /** Records that words were erased. {@link WordErasure} has done it in the same transaction. */
  void redacted(List<Redacted> erased, PersonId by) {
    catchUp();
    erased.forEach(event -> recordAside(event, by));
  }

  // --- Acts of the service itself

  /** The assignee has left. Does nothing if the request is closed or has another assignee. */
  void assigneeLeft(AssigneeLeft left) {
    catchUp();
    if (request.isHeldBy(left.person())) {
      context.shares().countAssignment(left.team(), null, left.assignee());
      record(List.of(left));
      if (left.assignee() == null) {
        record(offShift().callIfDueSoon());
      }
    }
  }

  /**
   * A person whom an escalation called cannot be reached. If none of the people called can be, the
   * next tier is called now. Does nothing if the escalation has ended, or this is known already.
   */
  void personNotReached(PersonNotReached event) {
    catchUp();
    request
        .ladder()
        .find(event.number())
        .filter(called -> called.isOpen() && called.wentTo(event.person()))
        .filter(called -> !called.notReached().contains(event.person()))
        .ifPresent(called -> record(event, called));
  }

  private void record(PersonNotReached event, RequestEscalation called) {
    record(List.of(event));
    if (called.isUnreached()) {
      new DueEvents(request, context).climbUnreached(called);
      request.planShiftEnd(context);
    }
  }

  /** Calls a person at once if the request is unrouted. */
  void callWhereUnrouted() {
    if (request.responsible().isUnrouted()) {
      new DueEvents(request, context).callWhereUnrouted();
    }
  }

  /** Routes an unrouted request to a reachable person. Does nothing if there is still none. */
  void routeAgain(Routed routed) {
    catchUp();
    if (request.isLookedForAgain() && !routed.unrouted()) {
      record(List.of(new RoutedAgain(routed)));
    }
  }

  /**
   * An unattended request stays with its assignee if they are on duty again, or goes to a person of
   * the team who is on call. Does nothing while there is neither.
   */
  void pickUp() {
    catchUp();
    if (state().isOpen() && request.responsible().isUnattended()) {
      record(offShift().lookAgain());
    }
  }

  private void record(List<? extends RequestEvent> events) {
    request.recordAll(events, context.now(), context);
    request.planShiftEnd(context);
  }

  private OffShiftPolicy offShift() {
    return new OffShiftPolicy(request, context.now(), context);
  }

  private void catchUp() {
    new CatchUp(request, context).toNow();
  }

  private RequestState state() {
    return request.progress();
  }
}
