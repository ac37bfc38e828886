package care.andon.request.state;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Confirmed;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Redacted;
import care.andon.history.RequestEvent.ReopenWhy;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.WaitEnded;
import care.andon.history.RequestEvent.WentUnconfirmed;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.PersonId;
import care.andon.sla.SlaPolicy;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The status of a request, since when, and the last words that need an answer. Immutable: a change
 * returns another value.
 */
@Embeddable
public class RequestState implements Cloneable {
  private RequestStatus status;
  private Instant statusSince;
  private @Nullable Instant acknowledgedAt;
  private @Nullable UUID acknowledgedBy;
  private @Nullable Instant promisedBy;
  private @Nullable Instant resolvedAt;
  private @Nullable Instant confirmedAt;

  /** When a resolution that stands ended the first wait, if the need has come back since. */
  private @Nullable Instant firstResolvedAt;

  /** The same of the first answer that stands: a resolution, or a decline. */
  private @Nullable Instant firstAnsweredAt;

  /** When the caregiver first said that the need was met, if it has come back since. */
  private @Nullable Instant firstConfirmedAt;

  private int reopened;
  private @Nullable String words;
  private @Nullable Instant waitEndsAt;
  private @Nullable RequestAction handedBack;
  private @Nullable Integer handedBackAsker;
  private @Nullable String handedBackWords;

  /** See {@link #askedAgain()}. */
  private int askedAgain;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by those below
  RequestState() {}

  /** The state of a new request. */
  public static RequestState begin(Instant at) {
    var begun = new RequestState();
    begun.enter(RequestStatus.OPEN, at);
    return begun;
  }

  private RequestState copy() {
    try {
      return (RequestState) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The state after an event.
   *
   * @param waitLimit how long the request waits for its caregiver at most, if the event begins a
   *     wait
   */
  public RequestState after(RecordedEvent recorded, Supplier<Duration> waitLimit) {
    var next = copy();
    if (!recorded.isAutomatic() && !isAside(recorded.event())) {
      next.handBack(null, null, null);
    }
    next.askedAgain = askedAgain(recorded);
    next.happen(recorded, waitLimit);
    return next;
  }

  private int askedAgain(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case Resolved _, Declined _ -> 0;
      case Reopened _ -> askedAgain + 1;
      case Messaged _ when recorded.asker() != null -> askedAgain + 1;
      default -> recorded.tellsCaregiver() ? 0 : askedAgain;
    };
  }

  /** Whether the event is no answer to the words that returned the request to the department. */
  private static boolean isAside(RequestEvent event) {
    return event instanceof EscalationTaken || event instanceof Redacted;
  }

  private void happen(RecordedEvent recorded, Supplier<Duration> waitLimit) {
    var by = recorded.actor();
    var at = recorded.at();
    switch (recorded.event()) {
      case Acknowledged acknowledged -> {
        takeUp(by, at);
        promisedBy = acknowledged.promisedBy();
        enter(RequestStatus.ACKNOWLEDGED, at);
      }
      case Asked asked -> {
        takeUp(by, at);
        words = asked.question();
        enter(RequestStatus.WAITING_FOR_CAREGIVER, at);
        waitEndsAt = at.plus(waitLimit.get());
      }
      case Answered answered -> {
        words = null;
        handBack(RequestAction.ANSWER, recorded.asker(), answered.words());
        enter(RequestStatus.ACKNOWLEDGED, at);
      }
      case WaitEnded ended -> {
        words = null;
        enter(RequestStatus.ACKNOWLEDGED, at);
      }
      case Resolved resolved -> {
        takeUp(by, at);
        words = resolved.words();
        resolvedAt = at;
        enter(RequestStatus.RESOLVED, at);
      }
      case Confirmed confirmed -> {
        confirmedAt = at;
        enter(RequestStatus.CONFIRMED, at);
      }
      case WentUnconfirmed unconfirmed -> enter(RequestStatus.UNCONFIRMED, at);
      case Reopened reopening -> {
        words = null;
        handBack(RequestAction.REOPEN, recorded.asker(), reopening.reason());
        keepAnswer(reopening.why(), at);
        resolvedAt = null;
        confirmedAt = null;
        reopened++;
        enter(RequestStatus.ACKNOWLEDGED, at);
      }
      case Declined declined -> {
        takeUp(by, at);
        words = declined.words();
        enter(RequestStatus.DECLINED, at);
      }
      case Withdrawn withdrawn -> enter(RequestStatus.WITHDRAWN, at);
      default -> {
        // Ownership, clocks and escalations do not change the state.
      }
    }
  }

  /** What was answered stands, unless the caregiver says that it was not true. */
  private void keepAnswer(@Nullable ReopenWhy why, Instant at) {
    var answeredAt = why == ReopenWhy.STILL_NEEDED ? statusSince : resolvedAt;
    if (why == ReopenWhy.CAME_BACK && firstResolvedAt == null) {
      firstResolvedAt = resolvedAt;
    }
    if (why == ReopenWhy.CAME_BACK && firstConfirmedAt == null) {
      firstConfirmedAt = confirmedAt == null ? at : confirmedAt;
    }
    if ((why == ReopenWhy.CAME_BACK || why == ReopenWhy.STILL_NEEDED) && firstAnsweredAt == null) {
      firstAnsweredAt = answeredAt;
    }
  }

  private void enter(RequestStatus next, Instant at) {
    status = next;
    statusSince = at;
    waitEndsAt = null;
  }

  /** The first act of a person acknowledges the request. */
  private void takeUp(@Nullable PersonId by, Instant at) {
    if (acknowledgedAt == null && by != null) {
      acknowledgedAt = at;
      acknowledgedBy = by.value();
    }
  }

  /**
   * Keeps the caregiver's words that returned the request to the department, until the next act.
   */
  private void handBack(
      @Nullable RequestAction by, @Nullable Integer asker, @Nullable String words) {
    handedBack = by;
    handedBackAsker = asker;
    handedBackWords = words;
  }

  /** The same state with the words of another one. */
  public RequestState withWordsOf(RequestState other) {
    var same = copy();
    same.words = other.words;
    same.handBack(other.handedBack, other.handedBackAsker, other.handedBackWords);
    return same;
  }

  public RequestStatus status() {
    return status;
  }

  public boolean is(RequestStatus asked) {
    return status == asked;
  }

  /** The same, and these are the words that need an answer. */
  public boolean is(RequestStatus asked, String said) {
    return status == asked && said.equals(words);
  }

  public boolean isOpen() {
    return status.isOpen();
  }

  /** What the department can do in this state. */
  public Set<RequestAction> actionsOfTheDepartment(Instant now) {
    return Lifecycle.actionsOfTheDepartment(status, statusSince, now);
  }

  /** What the caregiver who asked can do in this state. */
  public Set<RequestAction> actionsOfTheAsker(Instant now) {
    return Lifecycle.actionsOfTheAsker(status, statusSince, now);
  }

  public Instant statusSince() {
    return statusSince;
  }

  /** Whether a person has acknowledged the request, by any act. */
  public boolean isTakenUp() {
    return acknowledgedAt != null;
  }

  /** Whether this person acknowledged the request first, with this promise if one is given. */
  public boolean isAcknowledgedBy(PersonId person, @Nullable Instant promise) {
    return status == RequestStatus.ACKNOWLEDGED
        && person.value().equals(acknowledgedBy)
        && (promise == null || promise.equals(promisedBy));
  }

  /** Whether the last act was this one, by this asker and with these words. */
  public boolean isHandedBack(RequestAction by, @Nullable Integer asker, String words) {
    return by == handedBack
        && Objects.equals(asker, handedBackAsker)
        && words.equals(handedBackWords);
  }

  public Optional<Instant> acknowledgedAt() {
    return Optional.ofNullable(acknowledgedAt);
  }

  public Optional<PersonId> acknowledgedBy() {
    return Optional.ofNullable(acknowledgedBy).map(PersonId::new);
  }

  public Optional<Instant> promisedBy() {
    return Optional.ofNullable(promisedBy);
  }

  public Optional<Instant> resolvedAt() {
    return Optional.ofNullable(resolvedAt);
  }

  public Optional<Instant> confirmedAt() {
    return Optional.ofNullable(confirmedAt);
  }

  public int reopened() {
    return reopened;
  }

  /**
   * How often the caregiver wrote or reopened the request since the department last told them
   * anything.
   */
  public int askedAgain() {
    return askedAgain;
  }

  /** The open question, or the words with which the request was settled. */
  public Optional<String> words() {
    return Optional.ofNullable(words);
  }

  /** Empty when the request does not wait for its caregiver. */
  public Optional<Instant> waitEndsAt() {
    return status == RequestStatus.WAITING_FOR_CAREGIVER
        ? Optional.of(waitEndsAt == null ? statusSince.plus(SlaPolicy.LONGEST_WAIT) : waitEndsAt)
        : Optional.empty();
  }

  /** When a resolution without an answer becomes unconfirmed; empty unless resolved. */
  public Optional<Instant> lapsesAt() {
    return status == RequestStatus.RESOLVED
        ? Optional.of(statusSince.plus(Lifecycle.CONFIRM_WITHIN))
        : Optional.empty();
  }
}
