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
import care.andon.sla.engine.FiredStep;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.SlaSignal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records what falls due on one request: clocks warn, are missed and escalate; unanswered
 * escalations climb; a wait ends; a resolution becomes unconfirmed. Each event carries the instant
 * at which it was due and sees what happened before that. So the result does not depend on when
 * this runs.
 */
record DueEvents(SupportRequest request, ActContext context) {

  /** Records what falls due up to {@code until}. */
  void until(Instant until) {
    for (var due : request.clocks().advance(context.promises(), until)) {
      climbBefore(due.signal().at());
      record(due);
    }
    climbBefore(until);
    lapse(until);
  }

  /** Escalates an unrouted request at once. */
  void callWhereUnrouted() {
    var clock = request.clocks().find(ClockKind.ACKNOWLEDGE, 1);
    var policy = clock.flatMap(request.policies(context.promises())::of);
    request.recordAll(
        context.planner(request, policy, context.now()).unrouted(), context.now(), context);
  }

  /**
   * Records a miss that "not fixed" brought to light, and calls one tier: that of the first step
   * which fell due since the resolution. The steps themselves call nobody.
   *
   * @param before the resolve clock before "not fixed"; null if nothing was promised
   */
  void afterUndo(@Nullable SlaClock before) {
    var rows = request.clocks().inOrder().reversed().stream();
    var undone = rows.filter(clock -> clock.kind() == ClockKind.RESOLVE).findFirst();
    if (before == null || undone.isEmpty()) {
      return;
    }
    var clock = undone.get();
    var after = clock.clock(context.promises());
    if (before.breachedAt() == null && after.breachedAt() != null) {
      var missed = new PromiseMissed(clock.kind(), clock.cycle());
      request.recordAll(List.of(missed), after.breachedAt(), context);
    }
    var fired = after.firedSteps().subList(before.firedSteps().size(), after.firedSteps().size());
    fired.stream()
        .map(FiredStep::percent)
        .filter(percent -> calledTier(clock, percent).isPresent())
        .findFirst()
        .ifPresentOrElse(
            percent -> callAfterReopening(clock, percent, calledTier(clock, percent).getAsInt()),
            () -> callAgain(clock));
  }

  /** Returns the tier that a step of the clock calls first. Empty if the step only warns. */
  private OptionalInt calledTier(RequestClock clock, int percent) {
    return request.policies(context.promises()).of(clock).stream()
        .flatMap(policy -> policy.actions(clock.kind(), percent).stream())
        .flatMapToInt(
            action ->
                switch (action) {
                  case StepAction.Warn warn -> IntStream.empty();
                  case StepAction.ClimbOneTier oneTier -> IntStream.of(tierAbove());
                  case StepAction.GoToTiers(List<Integer> tiers) ->
                      tiers.stream().mapToInt(Integer::intValue);
                })
        .findFirst();
  }

  private int tierAbove() {
    return Math.min(EscalationTiers.TOP, request.escalatedTier() + 1);
  }

  /**
   * Calls the tier of the last escalation again. This happens only if all steps of its promise have
   * been taken or the promise has been missed, because each step is taken once.
   */
  private void callAgain(RequestClock clock) {
    request
        .ladder()
        .last(ClockKind.RESOLVE)
        .filter(last -> last.cycle() == clock.cycle() && clock.hasCalledForAll())
        .ifPresent(last -> callAfterReopening(clock, last.percent(), last.tier()));
  }

  private void callAfterReopening(RequestClock clock, int percent, int tier) {
    var policy = request.policies(context.promises()).of(clock);
    var planner = context.planner(request, policy, context.now());
    request.recordAll(
        planner.reopened(clock.kind(), clock.cycle(), percent, tier), context.now(), context);
  }

  /**
   * Calls the next tier about escalations without an answer, and about taken ones that went quiet.
   * The instant must have passed: an answer or a word exactly at that time is in time. The tier
   * that is called next may have to answer before {@code until} as well.
   */
  private void climbBefore(Instant until) {
    var next = request.nextEscalation(context.promises());
    while (next.isPresent() && Deadline.hasPassed(next.get().at(), until)) {
      climb(next.get().escalation(), next.get().at());
      next = request.nextEscalation(context.promises());
    }
  }

  /** Calls the next tier now, because no person whom the escalation called could be reached. */
  void climbUnreached(RequestEscalation escalation) {
    request.recordAll(
        List.of(planner(escalation, context.now()).notReached(escalation)), context.now(), context);
  }

  private void climb(RequestEscalation escalation, Instant at) {
    var planner = planner(escalation, at);
    request.recordAll(
        escalation.isOpen()
            ? List.of(planner.nobodyAnswered(escalation))
            : planner.goneQuiet(escalation),
        at,
        context);
  }

  private EscalationPlanner planner(RequestEscalation escalation, Instant at) {
    var policy =
        request
            .clocks()
            .find(escalation.clock(), escalation.cycle())
            .flatMap(request.policies(context.promises())::of);
    return context.planner(request, policy, at);
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
          planner.step(kind, cycle, percent, List.of(tierAbove()));
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
