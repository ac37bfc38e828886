package care.andon.request.clock;

import care.andon.kernel.ClockKind;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.escalation.RequestEscalations;
import care.andon.request.state.RequestState;
import care.andon.request.state.RequestStatus;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.SlaClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the next tier of a request is called. An escalation without an answer climbs at its
 * deadline. One that a person took goes quiet if, for the length of the update target, its promise
 * stays missed and no person of the department tells the caregiver anything or hands the request
 * on. The end of a shift hands requests on, too, but no person does it. While the request waits for
 * its caregiver, no escalation goes quiet.
 */
public record EscalationDeadlines(
    RequestEscalations escalations,
    RequestClocks clocks,
    RequestState progress,
    Promises promises) {

  /**
   * The next tier is called after this instant.
   *
   * @param escalation open without an answer, taken if it went quiet
   */
  public record Next(RequestEscalation escalation, Instant at) {}

  /** Returns the earliest. Of several at one instant, unanswered escalations come first. */
  public Optional<Next> next() {
    var unanswered =
        escalations.firstToAnswer().map(open -> new Next(open, open.answerBy())).stream();
    return Stream.concat(unanswered, quiet()).min(Comparator.comparing(Next::at));
  }

  /** Returns the taken escalations that go quiet without a word to the caregiver. */
  public Stream<Next> quiet() {
    return isOurTurn() && isAnyMissed()
        ? escalations.owingAWord().flatMap(this::goesQuiet)
        : Stream.empty();
  }

  /** Most requests have no missed promise, and so their escalations need not be loaded. */
  private boolean isAnyMissed() {
    return clocks.inOrder().stream().map(it -> it.clock(promises)).anyMatch(this::isMissed);
  }

  private boolean isMissed(SlaClock clock) {
    return clock.state() == ClockState.RUNNING && clock.breachedAt() != null;
  }

  private boolean isOurTurn() {
    return progress.isOpen() && !progress.is(RequestStatus.WAITING_FOR_CAREGIVER);
  }

  private Stream<Next> goesQuiet(RequestEscalation taken) {
    return clocks
        .find(taken.clock(), taken.cycle())
        .map(clock -> clock.clock(promises))
        .filter(this::isMissed)
        .flatMap(clock -> Optional.ofNullable(clock.breachedAt()))
        .flatMap(missedAt -> afterSilence(taken, missedAt))
        .map(at -> new Next(taken, at))
        .stream();
  }

  private Optional<Instant> afterSilence(RequestEscalation taken, Instant missedAt) {
    return clocks
        .present(ClockKind.UPDATE, promises)
        .flatMap(update -> afterSilence(taken, quietSince(taken, missedAt, update), update));
  }

  private static Optional<Instant> afterSilence(
      RequestEscalation taken, Instant since, SlaClock update) {
    var within = Objects.requireNonNull(taken.wordWithin());
    return SlaClock.start(update.calendar(), within, null, List.of(), since).dueAt();
  }

  /** A silence begins after the last thing that was done about the promise or for the caregiver. */
  private Instant quietSince(RequestEscalation taken, Instant missedAt, SlaClock update) {
    return Stream.of(
            Optional.ofNullable(taken.quietSince()),
            Optional.of(missedAt),
            // Every message to the caregiver begins a new cycle.
            Optional.of(update.startedAt()),
            Optional.of(progress.statusSince()))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
