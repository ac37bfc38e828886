package care.andon.request.escalation;

import care.andon.history.RequestEvent.EscalationCause;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.kernel.ClockKind;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The escalations of one request: whom its missed promises have called, tier by tier, and what came
 * of it. Whom the next one calls is decided by {@link EscalationPlanner}.
 *
 * @param count how many there are; without any, the database is not asked for them
 * @param rows the list the request keeps, which grows as escalations begin
 */
public record RequestEscalations(int count, List<RequestEscalation> rows) {
  /** Of those at one instant the lowest tier first: it may go on in one that is called already. */
  private static final Comparator<RequestEscalation> WHO_ANSWERS_FIRST =
      Comparator.comparing(RequestEscalation::answerBy)
          .thenComparingInt(RequestEscalation::tier)
          .thenComparingInt(RequestEscalation::number);

  // --- What happens to them
  // -----------------------------------------------------------------------

  /** One begins; the one it follows, if any, has climbed into it. */
  public void begin(RequestEscalation begun, Instant at) {
    var follows = begun.follows();
    if (follows != null) {
      climb(follows, begun.number(), at);
    }
    rows.add(begun);
  }

  /** Nobody answered; it goes on in another one. */
  public void climb(int number, int into, Instant at) {
    present(number).climb(at, into);
  }

  /** Nobody answered, and nobody is above. */
  public void leaveUnanswered(int number, Instant at) {
    present(number).leaveUnanswered(at);
  }

  /** Who answers, answers for the promise: nobody else has to. */
  public void take(EscalationTaken taken, PersonId by, Instant at) {
    var answered = present(taken.number());
    answered.take(by, at, taken.words(), null);
    open()
        .filter(other -> other.isAbout(answered.clock(), answered.cycle()))
        .forEach(other -> other.take(by, at, null, answered.number()));
  }

  /** Who acknowledges the request has answered whatever was called for want of that. */
  public void acknowledge(PersonId by, Instant at) {
    open(ClockKind.ACKNOWLEDGE).forEach(escalation -> escalation.take(by, at, null, null));
  }

  /** Nobody is called about what is settled. */
  public void settle(Instant at) {
    open().forEach(escalation -> escalation.settle(at));
  }

  /** Nobody is called any more about a promise of this kind. */
  public void settle(ClockKind clock, Instant at) {
    open(clock).forEach(escalation -> escalation.settle(at));
  }

  /** Somebody reachable has it: nobody is called any more because nobody had. */
  public void settleUnrouted(Instant at) {
    open()
        .filter(escalation -> escalation.percent() == EscalationPlanner.UNROUTED_PERCENT)
        .forEach(escalation -> escalation.settle(at));
  }

  // --- How they stand
  // -----------------------------------------------------------------------------

  /** In the order in which they began. */
  public List<RequestEscalation> inOrder() {
    return count == 0
        ? List.of()
        : rows.stream().sorted(Comparator.comparingInt(RequestEscalation::number)).toList();
  }

  public Optional<RequestEscalation> find(int number) {
    return inOrder().stream().filter(escalation -> escalation.number() == number).findFirst();
  }

  /** The escalation of a number as it is written in an address. */
  public Optional<RequestEscalation> find(String number) {
    return inOrder().stream()
        .filter(escalation -> Integer.toString(escalation.number()).equals(number))
        .findFirst();
  }

  /** How many wait for an answer. */
  public int countOpen() {
    return (int) open().count();
  }

  /** When somebody has to have answered; empty when nobody is called. */
  public Optional<Instant> answerBy() {
    return firstToAnswer().map(RequestEscalation::answerBy);
  }

  /** The one that climbs first if nobody answers; empty when nobody is called. */
  public Optional<RequestEscalation> firstToAnswer() {
    return open().min(WHO_ANSWERS_FIRST);
  }

  /** The escalation by which a tier is being called about a promise now. */
  Optional<RequestEscalation> open(ClockKind clock, int cycle, int tier) {
    return open()
        .filter(escalation -> escalation.isAbout(clock, cycle) && escalation.tier() == tier)
        .findFirst();
  }

  /** The last time anybody was called about a promise of this kind, whatever came of it. */
  public Optional<RequestEscalation> last(ClockKind clock) {
    return inOrder().reversed().stream()
        .filter(escalation -> escalation.clock() == clock)
        .findFirst();
  }

  /** Whether a step has called this tier. */
  boolean hasCalled(ClockKind clock, int cycle, int percent, int tier) {
    return inOrder().stream()
        .anyMatch(
            it ->
                it.isAbout(clock, cycle)
                    && it.percent() == percent
                    && it.tier() == tier
                    && it.cause() == EscalationCause.STEP);
  }

  /** Whether this person was ever called. */
  public boolean wentTo(PersonId person) {
    return inOrder().stream().anyMatch(escalation -> escalation.wentTo(person));
  }

  private RequestEscalation present(int number) {
    return find(number).orElseThrow();
  }

  private Stream<RequestEscalation> open(ClockKind clock) {
    return open().filter(escalation -> escalation.clock() == clock);
  }

  private Stream<RequestEscalation> open() {
    return inOrder().stream().filter(RequestEscalation::isOpen);
  }
}
