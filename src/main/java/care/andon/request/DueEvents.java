package care.andon.request;

import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.PromiseMissed;
import care.andon.history.RequestEvent.WaitEnded;
import care.andon.history.RequestEvent.Warned;
import care.andon.history.RequestEvent.WentUnconfirmed;
import care.andon.kernel.ClockKind;
import care.andon.request.clock.RequestClock;
import care.andon.request.clock.RequestClocks;
import care.andon.request.escalation.EscalationPlanner;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.escalation.RequestEscalation;
import care.andon.sla.SlaPolicy.StepAction;
import care.andon.sla.engine.Deadline;
import care.andon.sla.engine.SlaSignal;
import java.time.Instant;
import java.util.List;

/**
 * What happens to one request by itself as its instants pass: its clocks warn, are missed and call
 * people, escalations that nobody answers climb, a wait ends, a resolution goes unconfirmed. Each
 * happens at its own instant and sees what happened before it, so that it makes no difference how
 * late anybody looks.
 */
record DueEvents(SupportRequest request, ActContext context) {

  /** Lets happen whatever falls due by then. */
  void until(Instant until) {
    for (var due : request.clocks().advance(context.promises(), until)) {
      climbBefore(due.signal().at());
      record(due);
    }
    climbBefore(until);
    lapse(until);
  }

  /** Where nobody reachable has it, somebody is called at once. */
  void callWhereUnrouted() {
    var clock = request.clocks().find(ClockKind.ACKNOWLEDGE, 1);
    var policy = clock.flatMap(request.policies(context.promises())::of);
    request.recordAll(
        context.planner(request, policy, context.now()).unrouted(), context.now(), context);
  }

  /**
   * Steps are taken once. Where those of a promise that goes on have all been taken, or it has been
   * missed, whoever was called about it last is called again.
   */
  void callAgain() {
    request
        .ladder()
        .last(ClockKind.RESOLVE)
        .ifPresent(
            last ->
                request
                    .clocks()
                    .find(last.clock(), last.cycle())
                    .filter(RequestClock::hasCalledForAll)
                    .ifPresent(clock -> callAgain(clock, last)));
  }

  private void callAgain(RequestClock clock, RequestEscalation last) {
    var policy = request.policies(context.promises()).of(clock);
    var planner = context.planner(request, policy, context.now());
    request.recordAll(planner.reopened(last), context.now(), context);
  }

  /**
   * Lets climb what nobody has answered: an escalation waits until its instant has passed, so that
   * one that is taken exactly then is taken in time. The tier reached may have to answer before
   * {@code until} as well.
   */
  private void climbBefore(Instant until) {
    var next = request.ladder().firstToAnswer();
    while (next.isPresent() && Deadline.hasPassed(next.get().answerBy(), until)) {
      var escalation = next.get();
      var at = escalation.answerBy();
      var policy =
          request
              .clocks()
              .find(escalation.clock(), escalation.cycle())
              .flatMap(request.policies(context.promises())::of);
      var planner = context.planner(request, policy, at);
      request.recordAll(List.of(planner.nobodyAnswered(escalation)), at, context);
      next = request.ladder().firstToAnswer();
    }
  }

  private void record(RequestClocks.Due due) {
    var kind = due.clock().kind();
    var cycle = due.clock().cycle();
    switch (due.signal()) {
      case SlaSignal.Breached(Instant at) ->
          request.recordAll(List.of(new PromiseMissed(kind, cycle)), at, context);
      case SlaSignal.Resumed(Instant at) -> {
        // Both paused clocks resume at the same instant; the wait ends once.
        if (kind == ClockKind.RESOLVE || !request.clocks().isRunning(ClockKind.RESOLVE)) {
          request.recordAll(List.of(new WaitEnded()), at, context);
        }
      }
      case SlaSignal.StepFired(int percent, Instant at) -> step(due.clock(), percent, at);
    }
  }

  private void step(RequestClock clock, int percent, Instant at) {
    var policy = request.policies(context.promises()).of(clock);
    var planner = context.planner(request, policy, at);
    for (var action : policy.map(it -> it.actions(clock.kind(), percent)).orElse(List.of())) {
      request.recordAll(reached(action, clock, percent, planner), at, context);
    }
  }

  private List<RequestEvent> reached(
      StepAction action, RequestClock clock, int percent, EscalationPlanner planner) {
    var kind = clock.kind();
    var cycle = clock.cycle();
    return switch (action) {
      case StepAction.Warn warn -> List.of(new Warned(kind, cycle, percent));
      case StepAction.ClimbOneTier oneTier ->
          planner.step(
              kind,
              cycle,
              percent,
              List.of(Math.min(EscalationTiers.TOP, request.escalatedTier() + 1)));
      case StepAction.GoToTiers(List<Integer> tiers) -> planner.step(kind, cycle, percent, tiers);
    };
  }

  private void lapse(Instant until) {
    request
        .waitWithoutClockEndsAt()
        .filter(end -> !end.isAfter(until))
        .ifPresent(end -> request.recordAll(List.of(new WaitEnded()), end, context));
    request
        .progress()
        .lapsesAt()
        .filter(end -> end.isBefore(until))
        .ifPresent(end -> request.recordAll(List.of(new WentUnconfirmed()), end, context));
  }
}
