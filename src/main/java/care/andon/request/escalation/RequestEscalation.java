package care.andon.request.escalation;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.ClockKind;
import care.andon.kernel.PersonId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a missed promise called at one tier, by when they had to answer, and what came of it. It
 * ends once; what has ended stays as it is.
 */
@Entity
@Table(name = "request_escalation")
public class RequestEscalation {
  @EmbeddedId private EscalationKey key;
  private ClockKind clock;
  private int cycle;
  private int percent;
  private int tier;
  private UUID[] people;
  private Instant at;
  private Instant noticedAt;
  private Instant answerBy;
  private EscalationCause cause;
  private @Nullable Integer follows;
  private EscalationState state;
  private @Nullable UUID takenBy;
  private @Nullable Instant takenAt;
  private @Nullable String words;
  private @Nullable Instant endedAt;
  private @Nullable Integer ledTo;

  /** In microseconds; see {@link #wordWithin()}. */
  private @Nullable Long wordWithin;

  private @Nullable Instant quietSince;
  private UUID[] notReached;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  RequestEscalation() {}

  /**
   * The escalation an event begins; empty for an event of the time when escalations were not
   * answered.
   */
  public static Optional<RequestEscalation> begin(RecordedEvent recorded, Escalated escalated) {
    var number = escalated.number();
    var answerBy = escalated.answerBy();
    var cause = escalated.cause();
    if (number == null || answerBy == null || cause == null) {
      return Optional.empty();
    }
    var begun = new RequestEscalation();
    begun.key = new EscalationKey(recorded.request().value(), number);
    begun.clock = escalated.clock();
    begun.cycle = escalated.cycle();
    begun.percent = escalated.percent();
    begun.tier = escalated.tier();
    begun.people = escalated.to().stream().map(PersonId::value).toArray(UUID[]::new);
    begun.at = recorded.at();
    begun.noticedAt = recorded.recordedAt();
    begun.answerBy = answerBy;
    begun.cause = cause;
    begun.follows = escalated.follows();
    begun.state = EscalationState.OPEN;
    begun.notReached = new UUID[0];
    return Optional.of(begun);
  }

  /**
   * Marks the escalation as taken by a person.
   *
   * @param with the number of the escalation they answered; null where they answered otherwise, by
   *     acknowledging the request
   */
  void take(PersonId by, Instant at, @Nullable String words, @Nullable Integer with) {
    end(EscalationState.TAKEN, at);
    takenBy = by.value();
    takenAt = at;
    this.words = words;
    ledTo = with;
  }

  /** From now on the person who took it owes the caregiver a word within this time. */
  void oweWordWithin(Duration time, Instant now) {
    wordWithin = time.dividedBy(ChronoUnit.MICROS.getDuration());
    quietSince = now;
  }

  /** A person handed the request on: the time for a word begins again. */
  void handOn(Instant at) {
    quietSince = wordWithin == null ? null : at;
  }

  /** This person could not be reached. */
  void missPerson(PersonId person) {
    notReached =
        Stream.concat(Arrays.stream(notReached), Stream.of(person.value())).toArray(UUID[]::new);
  }

  /** Takes the words of the same escalation, some of which may be erased. */
  void takeWordsOf(RequestEscalation same) {
    words = same.words;
  }

  /** Ends the escalation without an answer; another one continues it. */
  void climb(Instant at, int into) {
    end(EscalationState.CLIMBED, at);
    ledTo = into;
  }

  /** Ends the escalation without an answer, at the end of the ladder. */
  void leaveUnanswered(Instant at) {
    end(EscalationState.UNANSWERED, at);
  }

  /** There is nothing to answer any more. */
  void settle(Instant at) {
    end(EscalationState.SETTLED, at);
  }

  private void end(EscalationState how, Instant at) {
    if (state != EscalationState.OPEN) {
      throw new IllegalStateException("Escalation " + key + " has ended");
    }
    state = how;
    endedAt = at;
  }

  public boolean isOpen() {
    return state == EscalationState.OPEN;
  }

  /** Whether it is about the same promise. */
  boolean isAbout(ClockKind otherClock, int otherCycle) {
    return clock == otherClock && cycle == otherCycle;
  }

  /** Whether this person was called. */
  public boolean wentTo(PersonId person) {
    return Arrays.asList(people).contains(person.value());
  }

  public boolean isTakenBy(PersonId person) {
    return person.value().equals(takenBy);
  }

  public int number() {
    return key.number();
  }

  public ClockKind clock() {
    return clock;
  }

  public int cycle() {
    return cycle;
  }

  public int percent() {
    return percent;
  }

  public int tier() {
    return tier;
  }

  public List<PersonId> people() {
    return Arrays.stream(people).map(PersonId::new).toList();
  }

  public Instant at() {
    return at;
  }

  public Instant noticedAt() {
    return noticedAt;
  }

  public Instant answerBy() {
    return answerBy;
  }

  public EscalationCause cause() {
    return cause;
  }

  @Nullable
  public Integer follows() {
    return follows;
  }

  public EscalationState state() {
    return state;
  }

  @Nullable
  public PersonId takenBy() {
    return takenBy == null ? null : new PersonId(takenBy);
  }

  @Nullable
  public Instant takenAt() {
    return takenAt;
  }

  @Nullable
  public String words() {
    return words;
  }

  /**
   * How long the caregiver may hear nothing before the tier above is called, in open time of the
   * update promise. Null unless a person took this escalation.
   */
  @Nullable
  public Duration wordWithin() {
    return wordWithin == null ? null : Duration.of(wordWithin, ChronoUnit.MICROS);
  }

  /** When a person took it, or handed the request on since. Null unless it was taken. */
  @Nullable
  public Instant quietSince() {
    return quietSince;
  }

  @Nullable
  public Instant endedAt() {
    return endedAt;
  }

  /** The people called who could not be reached, in the order in which that was found out. */
  public List<PersonId> notReached() {
    return Arrays.stream(notReached).map(PersonId::new).toList();
  }

  /** Whether no person called could be reached. */
  public boolean isUnreached() {
    return Arrays.asList(notReached).containsAll(Arrays.asList(people));
  }

  @Nullable
  public Integer ledTo() {
    return ledTo;
  }
}
