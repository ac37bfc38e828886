package care.andon.request.escalation;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AttendedAgain;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.history.RequestEvent.EscalationJoined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.EscalationUnanswered;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Taken;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.ClockKind;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

  /**
   * Changes the escalations.
   *
   * @param isUnrouted whether the request is unrouted after the event
   * @return how many escalations there are then
   */
  public int apply(RecordedEvent recorded, boolean isUnrouted) {
    var at = recorded.at();
    if (recorded.tellsCaregiver()) {
      settle(ClockKind.UPDATE, at);
    }
    if (isHandedOnByPerson(recorded)) {
      inOrder().forEach(it -> it.handOn(at));
    }
    switch (recorded.event()) {
      case Escalated escalated -> {
        return RequestEscalation.begin(recorded, escalated).map(this::begin).orElse(count);
      }
      case EscalationTaken taken -> take(taken, Objects.requireNonNull(recorded.actor()), at);
      case EscalationJoined(int number, int into) -> present(number).climb(at, into);
      case EscalationUnanswered(int number) -> present(number).leaveUnanswered(at);
      case PersonNotReached(int number, PersonId person, _) -> present(number).missPerson(person);
      case Resolved _, Declined _, Withdrawn _ -> open().forEach(it -> it.settle(at));
      case RoutedAgain _, Assigned _, Taken _, HandedOver _, AttendedAgain _ -> {
        if (!isUnrouted) {
          settleUnrouted(at);
        }
      }
      default -> {}
    }
    return count;
  }

  /** The end of a shift hands a request on, too, but no person does it. */
  private static boolean isHandedOnByPerson(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case Assigned _, Taken _, GivenBack _, HandedOver _ -> !recorded.isAutomatic();
      default -> false;
    };
  }

  /** An escalation that follows an unanswered one ends that one. */
  private int begin(RequestEscalation begun) {
    var follows = begun.follows();
    if (follows != null && begun.cause() != EscalationCause.GONE_QUIET) {
      present(follows).climb(begun.at(), begun.number());
    }
    rows.add(begun);
    return begun.number();
  }

  /** A person who answers, answers for the promise: its other escalations end as well. */
  private void take(EscalationTaken taken, PersonId by, Instant at) {
    var answered = present(taken.number());
    answered.take(by, at, taken.words(), null);
    if (taken.wordWithin() != null) {
      answered.oweWordWithin(taken.wordWithin(), at);
    }
    open()
        .filter(other -> other.isAbout(answered.clock(), answered.cycle()))
        .forEach(other -> other.take(by, at, null, answered.number()));
  }

  /** A person who acknowledges the request answers all escalations for want of that. */
  public void acknowledge(PersonId by, Instant at) {
    open(ClockKind.ACKNOWLEDGE).forEach(escalation -> escalation.take(by, at, null, null));
  }

  private void settle(ClockKind clock, Instant at) {
    open(clock).forEach(escalation -> escalation.settle(at));
  }

  /** Ends the escalations that began because the request was unrouted. */
  private void settleUnrouted(Instant at) {
    open()
        .filter(escalation -> escalation.percent() == EscalationPlanner.UNROUTED_PERCENT)
        .forEach(escalation -> escalation.settle(at));
  }

  // --- How they stand

  /** In the order in which they began. */
  public List<RequestEscalation> inOrder() {
    return count == 0
        ? List.of()
        : rows.stream().sorted(Comparator.comparingInt(RequestEscalation::number)).toList();
  }

  /** Whom the last call for help reached, and who answered. */
  public LatestCalls latest() {
    return LatestCalls.of(inOrder());
  }

  public Optional<RequestEscalation> find(int number) {
    return inOrder().stream().filter(escalation -> escalation.number() == number).findFirst();
  }

  /** Takes the words of the same escalations, some of which may be erased. */
  public void takeWordsOf(RequestEscalations same) {
    inOrder().forEach(it -> same.find(it.number()).ifPresent(it::takeWordsOf));
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

  /** The open escalation that climbs first without an answer. Empty if none is open. */
  public Optional<RequestEscalation> firstToAnswer() {
    return open().min(WHO_ANSWERS_FIRST);
  }

  /**
   * The taken escalations whose taker owes the caregiver a word. An earlier one of the same promise
   * does not count any more: the promise has called for help again since.
   */
  public Stream<RequestEscalation> owingAWord() {
    return inOrder().stream().filter(it -> it.wordWithin() != null && isLastOfItsPromise(it));
  }

  private boolean isLastOfItsPromise(RequestEscalation taken) {
    var last =
        rows.stream()
            .filter(other -> other.isAbout(taken.clock(), taken.cycle()))
            .max(Comparator.comparingInt(RequestEscalation::number))
            .orElseThrow();
    return last.number() == taken.number() || Objects.equals(last.ledTo(), taken.number());
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
