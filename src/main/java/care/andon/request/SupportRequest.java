package care.andon.request;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.Opened;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.Visibility;
import care.andon.request.asker.Asker;
import care.andon.request.asker.Askers;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.clock.ClockChanges;
import care.andon.request.clock.EscalationDeadlines;
import care.andon.request.clock.PinnedPolicies;
import care.andon.request.clock.RequestClock;
import care.andon.request.clock.RequestClocks;
import care.andon.request.escalation.LatestCalls;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.escalation.RequestEscalations;
import care.andon.request.state.Ownership;
import care.andon.request.state.RequestDetails;
import care.andon.request.state.RequestState;
import care.andon.request.state.RequestStatus;
import care.andon.request.word.LatestWords;
import care.andon.sla.Promises;
import care.andon.sla.match.engine.PolicyFacts;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * The state of a request, with its clocks and escalations.
 *
 * <p>Only events change the state ({@link #apply}). {@link RequestActs} decides what people do and
 * {@link CatchUp} what happens by itself; both record events here. The events recorded since the
 * request was loaded are in {@link #news}; they go to the history in the same transaction.
 */
@Entity
@Table(name = "support_request")
public class SupportRequest {
  @Id private UUID id;
  private RequestDetails filed;

  /** Rows of their own, which are read with the request. */
  @Formula(Askers.COLUMN)
  private Askers askers = Askers.NONE;

  /** Looked up in the history, which has the only copy. */
  @Formula(LatestWords.COLUMN)
  private LatestWords latestWords = LatestWords.NONE;

  /** For a request whose escalations are not loaded. */
  @Formula(LatestCalls.COLUMN)
  private LatestCalls latestCalls = LatestCalls.NONE;

  private Ownership responsible;
  private RequestState progress;
  private int version;
  private Impact impact;
  private @Nullable Impact assessedImpact;
  private Instant updatedAt;
  private int escalatedTier;

  @Column(name = "escalations")
  private int escalationCount;

  private int openEscalations;
  private @Nullable Instant dueAt;
  private @Nullable Instant nextTickAt;
  private long policyRevision;

  /** When the assignee's shift ends, by the rosters of when the request last changed. */
  private @Nullable Instant heldUntil;

  @OneToMany(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
  @JoinColumn(name = "requestId", insertable = false, updatable = false)
  private List<RequestClock> clocks = new ArrayList<>();

  /** Loaded only if there are any; see {@link RequestEscalations}. */
  @OneToMany(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
  @JoinColumn(name = "requestId", insertable = false, updatable = false)
  @BatchSize(size = 200)
  private List<RequestEscalation> escalations = new ArrayList<>();

  @Transient private final List<RecordedEvent> news = new ArrayList<>();
  @Transient private @Nullable Instant dueBefore;

  /** Whose shift ends at {@link #heldUntil}. */
  @Transient private @Nullable PersonId heldBy;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by the first event
  SupportRequest() {}

  /** A request before its first event. */
  static SupportRequest blank(RequestId id) {
    var request = new SupportRequest();
    request.id = id.value();
    return request;
  }

  /** Makes a request from its first event. */
  static SupportRequest open(RequestId id, Opened opened, Askers askers, ActContext context) {
    var request = blank(id);
    request.askers = askers;
    request.record(opened, null, Asker.FIRST, context.now(), context);
    request.planShiftEnd(context);
    request.remember();
    return request;
  }

  /** Remembers the due time and the assignee before the next change. */
  @PostLoad
  void remember() {
    dueBefore = dueAt;
    heldBy = assignee();
  }

  /** Moves the clocks to {@code now} to see how they stand. Records nothing. */
  public void lookAt(Promises promises, Instant now) {
    clocks().advance(promises, now);
  }

  // --- The end of the assignee's shift

  /**
   * Returns when the assignee's shift ends after an instant. Empty if they are on no known shift.
   */
  Optional<Instant> heldUntil(Instant after, AssigneeShifts shifts) {
    var assignee = assignee();
    return progress.isOpen() && assignee != null
        ? shifts.holdsUntil(assignee, filed.facility(), team(), after)
        : Optional.empty();
  }

  /**
   * Plans the end of the assignee's shift again. An end that was planned for the same assignee is
   * not put off: if the roster has changed, that is noticed at the planned end.
   */
  void planShiftEnd(ActContext context) {
    planShiftEnd(context.now(), context.shifts(), context.promises());
  }

  /** Plans the end of the assignee's shift as it is seen now. */
  void planShiftEnd(Instant now, AssigneeShifts shifts, Promises promises) {
    var end = heldUntil(now, shifts).orElse(null);
    if (!isPlannedBefore(end, now)) {
      heldUntil = end;
    }
    heldBy = assignee();
    plan(promises);
  }

  private boolean isPlannedBefore(@Nullable Instant end, Instant now) {
    return progress.isOpen()
        && Objects.equals(heldBy, assignee())
        && heldUntil != null
        && heldUntil.isAfter(now)
        && (end == null || heldUntil.isBefore(end));
  }

  // --- State: only events change it

  /** Records events that no person caused, one after the other. */
  void recordAll(List<? extends RequestEvent> events, Instant at, ActContext context) {
    events.forEach(event -> record(event, null, null, at, context));
  }

  /**
   * Records an event.
   *
   * @param by who did it; null for an event that no person caused, and for an asker's act
   * @param asker the number of the asker who did it; null for others
   * @param at when it happened, which may be before it is noticed
   */
  void record(
      RequestEvent event,
      @Nullable PersonId by,
      @Nullable Integer asker,
      Instant at,
      ActContext context) {
    var recorded = new RecordedEvent(id(), version + 1, at, context.now(), by, asker, event);
    apply(recorded, context.promises());
    news.add(recorded);
  }

  void apply(RecordedEvent recorded, Promises promises) {
    version = recorded.seq();
    updatedAt = recorded.recordedAt();
    latestWords = latestWords.after(recorded);
    if (recorded.event() instanceof Opened opened) {
      begin(opened, recorded.at());
      applyToClocks(recorded, promises);
    } else {
      applyChange(recorded, promises);
    }
    plan(promises);
  }

  private void begin(Opened opened, Instant at) {
    filed = RequestDetails.of(opened, at);
    impact = opened.impact();
    responsible = Ownership.of(opened.routed());
    progress = RequestState.begin(at);
    policyRevision =
        opened.policyRevision() == null ? Promises.FIRST_REVISION : opened.policyRevision();
  }

  /** Assignee and status change first; clocks and escalations follow them. */
  private void applyChange(RecordedEvent recorded, Promises promises) {
    var wasAcknowledged = progress.isTakenUp();
    var before = team();
    responsible = responsible.after(recorded, progress.is(RequestStatus.OPEN));
    progress = progress.after(recorded, () -> policies(promises).waitLimit());
    var at = recorded.at();
    var team = team();
    if (team != null && !team.equals(before)) {
      clocks().passOn(before, team, promises, at);
    }
    if (!wasAcknowledged) {
      progress.acknowledgedBy().ifPresent(by -> ladder().acknowledge(by, at));
    }
    switch (recorded.event()) {
      case ImpactChanged changed -> impact = changed.to();
      case Assessed assessed -> assessedImpact = assessed.impact();
      case Escalated escalated -> escalatedTier = Math.max(escalatedTier, escalated.tier());
      default -> {}
    }
    applyToClocks(recorded, promises);
    escalationCount = ladder().apply(recorded, responsible.isUnrouted());
  }

  /** Takes the words of the same request, replayed from a history in which some are erased. */
  void takeWordsOf(SupportRequest replayed) {
    filed = replayed.filed;
    latestWords = replayed.latestWords;
    responsible = responsible.withWordsOf(replayed.responsible);
    progress = progress.withWordsOf(replayed.progress);
    ladder().takeWordsOf(replayed.ladder());
  }

  private void applyToClocks(RecordedEvent recorded, Promises promises) {
    new ClockChanges(id, clocks(), policies(promises), progress, recorded.at()).apply(recorded);
  }

  /** Returns the end of a wait during which no clock is paused. No clock ends such a wait. */
  Optional<Instant> waitWithoutClockEndsAt() {
    return clocks().canStandStill() ? Optional.empty() : progress.waitEndsAt();
  }

  /** Returns when the next tier is called, unless a person acts before. */
  Optional<EscalationDeadlines.Next> nextEscalation(Promises promises) {
    return new EscalationDeadlines(ladder(), clocks(), progress, promises).next();
  }

  /** Plans when the next promise falls due, and when the heartbeat has to look again. */
  void plan(Promises promises) {
    dueAt = clocks().dueAt(promises).orElse(null);
    nextTickAt =
        Stream.of(
                clocks().nextInstant(promises),
                progress.lapsesAt(),
                nextEscalation(promises).map(EscalationDeadlines.Next::at),
                waitWithoutClockEndsAt(),
                Optional.ofNullable(heldUntil))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElse(null);
    openEscalations = ladder().countOpen();
  }

  // --- Questions

  /** Whether this person is the assignee of an open request. */
  boolean isHeldBy(PersonId person) {
    return progress.isOpen() && person.equals(assignee());
  }

  /** Whether the request is open and unrouted, and nobody has acknowledged it. */
  boolean isLookedForAgain() {
    return progress.isOpen() && responsible.isUnrouted() && !progress.isTakenUp();
  }

  public Askers askers() {
    return askers;
  }

  /** Adds the askers to a request that was rebuilt from its history. */
  void askedBy(Askers askers) {
    this.askers = askers;
  }

  public boolean isConfidential() {
    return filed.visibility() == Visibility.CONFIDENTIAL;
  }

  /** Returns the events recorded since the request was loaded, and forgets them. */
  List<RecordedEvent> drainEvents() {
    var taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  public RequestId id() {
    return new RequestId(id);
  }

  public RequestDetails filed() {
    return filed;
  }

  public Reference reference() {
    return filed.reference();
  }

  public int version() {
    return version;
  }

  public RequestStatus status() {
    return progress.status();
  }

  public Impact impact() {
    return impact;
  }

  public Optional<Impact> assessedImpact() {
    return Optional.ofNullable(assessedImpact);
  }

  public Ownership responsible() {
    return responsible;
  }

  public RequestState progress() {
    return progress;
  }

  /** Returns the team. Null while the request has none. */
  @Nullable
  public TeamId team() {
    return responsible.team();
  }

  /** Returns the assignee. Null while the request has none. */
  @Nullable
  public PersonId assignee() {
    return responsible.assignee();
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public int escalatedTier() {
    return escalatedTier;
  }

  /** How many escalations there have been. */
  int escalations() {
    return escalationCount;
  }

  /** How many escalations wait for an answer. */
  public int openEscalations() {
    return openEscalations;
  }

  public RequestEscalations ladder() {
    return new RequestEscalations(escalationCount, escalations);
  }

  /** The words the caregiver has to react to: the open question, or how it was settled. */
  public Optional<String> words() {
    return progress.words();
  }

  public LatestWords latestWords() {
    return latestWords;
  }

  /** Whom the last call for help reached, and who answered. */
  public LatestCalls latestCalls() {
    return Hibernate.isInitialized(escalations) && !escalations.isEmpty()
        ? ladder().latest()
        : latestCalls;
  }

  public Optional<Instant> dueAt() {
    return Optional.ofNullable(dueAt);
  }

  /** Returns when something was due before the present change. Empty if nothing was due. */
  Optional<Instant> dueBefore() {
    return Optional.ofNullable(dueBefore);
  }

  Optional<Instant> nextTickAt() {
    return Optional.ofNullable(nextTickAt);
  }

  /** Returns when the assignee's shift ends. Empty if they are on no known shift. */
  Optional<Instant> heldUntil() {
    return Optional.ofNullable(heldUntil);
  }

  public RequestClocks clocks() {
    return new RequestClocks(clocks);
  }

  /** Returns the policies that apply to the request as it is now. */
  public PinnedPolicies policies(Promises promises) {
    return new PinnedPolicies(
        promises,
        policyRevision,
        new PolicyFacts(impact, filed.category(), filed.facility(), filed.unit(), team()));
  }

  /** Returns the revision of the policies at the time of filing; see {@link Promises#book}. */
  long policyRevision() {
    return policyRevision;
  }
}
