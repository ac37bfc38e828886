package care.andon.request;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.AttendedAgain;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Confirmed;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationJoined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.EscalationUnanswered;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.LeftUnattended;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.PromiseMissed;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Routed;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Taken;
import care.andon.history.RequestEvent.WaitEnded;
import care.andon.history.RequestEvent.Warned;
import care.andon.history.RequestEvent.WentUnconfirmed;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.Visibility;
import care.andon.platform.sql.ResultRow;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.clock.PinnedPolicies;
import care.andon.request.clock.RequestClock;
import care.andon.request.clock.RequestClocks;
import care.andon.request.escalation.EscalationIsOver;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.escalation.RequestEscalations;
import care.andon.sla.Promises;
import care.andon.sla.engine.SlaSignal;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * What a caregiver needs to care for patients, from the moment it is filed to the moment it is
 * settled, with its clocks.
 *
 * <p>An act is checked, becomes an event, and the event changes the state ({@link #apply}); nothing
 * else does. Before an act, whatever fell due by itself has happened first ({@link #catchUp}). The
 * events made since loading are in {@link #news} and go to the history in the same transaction.
 */
@Entity
@Table(name = "support_request")
public class SupportRequest {
  /** What {@link #read} reads, in its order. */
  public static final String COLUMNS =
      "id, "
          + RequestDetails.COLUMNS
          + ", "
          + Ownership.COLUMNS
          + ", "
          + RequestState.COLUMNS
          + """
      , version, impact, assessed_impact, updated_at, escalated_tier, escalations,
      open_escalations, due_at, next_tick_at, policy_revision, held_until
      """;

  @Id private UUID id;
  private RequestDetails filed;
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

  /** Looked into only where there are any; see {@link RequestEscalations}. */
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

  /**
   * A row of a list with {@link #COLUMNS}: to be looked at; without what only an act needs, and
   * unknown to Hibernate.
   */
  public static SupportRequest read(ResultSet resultSet) throws SQLException {
    return read(new ResultRow(resultSet));
  }

  /** The same, and the row stands at the column after them. */
  public static SupportRequest read(ResultRow row) throws SQLException {
    var request = new SupportRequest();
    request.id = row.uuid();
    request.filed = RequestDetails.read(row);
    request.responsible = Ownership.read(row);
    request.progress = RequestState.read(row);
    request.version = row.number();
    request.impact = row.constant(Impact.class);
    request.assessedImpact = row.constantOrNull(Impact.class);
    request.updatedAt = row.instant();
    request.escalatedTier = row.number();
    request.escalationCount = row.number();
    request.openEscalations = row.number();
    request.dueAt = row.instantOrNull();
    request.nextTickAt = row.instantOrNull();
    request.policyRevision = row.bigNumber();
    request.heldUntil = row.instantOrNull();
    return request;
  }

  /** Files a need. */
  static SupportRequest open(
      RequestId id, Opened opened, Promises promises, AssigneeShifts shifts, Instant now) {
    var request = new SupportRequest();
    request.id = id.value();
    request.record(opened, opened.requester(), now, now, promises);
    request.planShiftEnd(now, shifts, promises);
    request.remember();
    return request;
  }

  /** Where nobody reachable has it, somebody is called at once. */
  void callWhereUnrouted(ActContext moment) {
    if (responsible.isUnrouted()) {
      new DueEvents(this, moment).callWhereUnrouted();
    }
  }

  /** Whether nobody reachable has it, and nobody has taken it up. */
  boolean isLookedForAgain() {
    return progress.isOpen() && responsible.isUnrouted() && !progress.isTakenUp();
  }

  /** Somebody who can be reached has it now; nothing happens while there is nobody. */
  void routeAgain(Routed routed, ActContext moment) {
    catchUp(moment);
    if (isLookedForAgain() && !routed.unrouted()) {
      recordAll(List.of(new RoutedAgain(routed)), moment.now(), moment);
      planShiftEnd(moment.now(), moment.shifts(), moment.promises());
    }
  }

  /** Keeps what the history is told of the state before whatever happens next. */
  @PostLoad
  void remember() {
    dueBefore = dueAt;
    heldBy = assignee();
  }

  /**
   * The request that these events make: all of them, or the first ones for how it once was. When
   * its assignee's shift ends is asked of the rosters as they are.
   */
  static SupportRequest replay(
      List<RecordedEvent> events, Promises promises, AssigneeShifts shifts) {
    var request = replay(events, promises);
    request.planShiftEnd(request.updatedAt, shifts, promises);
    return request;
  }

  /** The same for who does not ask how long its assignee is there. */
  public static SupportRequest replay(List<RecordedEvent> events, Promises promises) {
    var request = new SupportRequest();
    request.id = events.getFirst().request().value();
    for (var recorded : events) {
      request.clocks().advance(promises, recorded.recordedAt());
      request.apply(recorded, promises);
    }
    return request;
  }

  /** Watches a history being played. */
  public interface Spectator {
    /** Something fell due on a clock, which has moved on. */
    void fellDue(RequestClock clock, SlaSignal signal);

    /** An event has made this of the request. */
    void happened(RecordedEvent recorded, SupportRequest request);
  }

  /** Plays these events once more, and what has fallen due by {@code now} whoever noticed it. */
  public static SupportRequest replay(
      List<RecordedEvent> events, Promises promises, Instant now, Spectator spectator) {
    var request = new SupportRequest();
    request.id = events.getFirst().request().value();
    for (var recorded : events) {
      request.advance(promises, recorded.recordedAt(), spectator);
      request.apply(recorded, promises);
      spectator.happened(recorded, request);
    }
    request.advance(promises, now, spectator);
    return request;
  }

  private void advance(Promises promises, Instant now, Spectator spectator) {
    clocks().advance(promises, now).forEach(due -> spectator.fellDue(due.clock(), due.signal()));
  }

  /** Moves the clocks to {@code now} and makes nothing of what falls due: to see how they stand. */
  public void lookAt(Promises promises, Instant now) {
    clocks().advance(promises, now);
  }

  // --- Acts: each is refused by throwing, changes nothing when it already holds, or happens
  // -------

  void acknowledge(Acknowledged acknowledged, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isAcknowledgedBy(by, acknowledged.promisedBy())) {
      return;
    }
    actAsDepartment(RequestAction.ACKNOWLEDGE, acknowledged, by, moment);
  }

  void assign(Assigned assigned, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isOpen()
        && assigned.team() != null
        && assigned.team().equals(team())
        && Objects.equals(assigned.assignee(), assignee())) {
      return;
    }
    actAsDepartment(RequestAction.ASSIGN, assigned, by, moment);
  }

  void take(Taken taken, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isOpen() && by.equals(assignee())) {
      return;
    }
    actAsDepartment(RequestAction.TAKE, taken, by, moment);
  }

  /**
   * @param givenBack who has it then; asked only of who has it
   */
  void giveBack(Supplier<GivenBack> givenBack, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isOpen() && responsible.isGivenBackBy(by)) {
      return;
    }
    if (!isHeldBy(by)) {
      throw new TransitionNotAllowed(status());
    }
    act(true, givenBack.get(), by, moment);
  }

  void handOver(HandedOver handedOver, PersonId by, ActContext moment) {
    act(isHeldBy(by), handedOver, by, moment);
  }

  /** Whether this person has it, and has it still to settle. */
  boolean isHeldBy(PersonId person) {
    return progress.isOpen() && person.equals(assignee());
  }

  /** Whoever has it is gone; what is not open, or somebody else's by now, stays as it is. */
  void assigneeLeft(AssigneeLeft left, ActContext moment) {
    catchUp(moment);
    if (progress.isOpen() && left.person().equals(assignee())) {
      record(left, null, moment.now(), moment.now(), moment.promises());
      moment.shares().countAssignment(left.team(), null, left.assignee());
      planShiftEnd(moment.now(), moment.shifts(), moment.promises());
    }
  }

  void message(Messaged message, PersonId by, ActContext moment) {
    catchUp(moment);
    if (message.fromCaregiver()) {
      actAsAsker(RequestAction.MESSAGES, message, by, moment);
    } else {
      actAsDepartment(RequestAction.MESSAGES, message, by, moment);
    }
  }

  void ask(Asked asked, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.is(RequestStatus.WAITING_FOR_CAREGIVER, asked.question())) {
      return;
    }
    actAsDepartment(RequestAction.ASK, asked, by, moment);
  }

  void answer(Answered answered, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isHandedBack(RequestAction.ANSWER, by, answered.words())) {
      return;
    }
    actAsAsker(RequestAction.ANSWER, answered, by, moment);
  }

  /** The caregiver says anew what is happening to care; the same impact again changes nothing. */
  void changeImpact(Impact to, @Nullable String reason, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isOpen() && to == impact) {
      return;
    }
    actAsAsker(RequestAction.IMPACT, new ImpactChanged(impact, to, reason), by, moment);
  }

  void assess(Assessed assessed, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isOpen() && assessed.impact() == assessedImpact) {
      return;
    }
    actAsDepartment(RequestAction.ASSESS, assessed, by, moment);
  }

  void resolve(Resolved resolved, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.is(RequestStatus.RESOLVED, resolved.words())) {
      return;
    }
    actAsDepartment(RequestAction.RESOLVE, resolved, by, moment);
  }

  void confirm(Confirmed confirmed, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.is(RequestStatus.CONFIRMED)) {
      return;
    }
    actAsAsker(RequestAction.CONFIRM, confirmed, by, moment);
  }

  void reopen(Reopened reopening, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.isHandedBack(RequestAction.REOPEN, by, reopening.reason())) {
      return;
    }
    actAsAsker(RequestAction.REOPEN, reopening, by, moment);
    new DueEvents(this, moment).callAgain();
  }

  void decline(Declined declined, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.is(RequestStatus.DECLINED, declined.words())) {
      return;
    }
    actAsDepartment(RequestAction.DECLINE, declined, by, moment);
  }

  void withdraw(Withdrawn withdrawn, PersonId by, ActContext moment) {
    catchUp(moment);
    if (progress.is(RequestStatus.WITHDRAWN)) {
      return;
    }
    actAsAsker(RequestAction.WITHDRAW, withdrawn, by, moment);
  }

  /**
   * Somebody says "I have it" to an escalation; may they, has been asked before.
   *
   * @throws EscalationIsOver when it does not wait for an answer, unless it is this person's
   *     already
   */
  void takeEscalation(EscalationTaken taken, PersonId by, ActContext moment) {
    catchUp(moment);
    var escalation = ladder().find(taken.number()).orElseThrow();
    if (escalation.isTakenBy(by)) {
      return;
    }
    if (!escalation.isOpen()) {
      throw new EscalationIsOver(escalation);
    }
    record(taken, by, moment.now(), moment.now(), moment.promises());
    planShiftEnd(moment.now(), moment.shifts(), moment.promises());
  }

  private void actAsDepartment(
      RequestAction action, RequestEvent event, PersonId by, ActContext moment) {
    act(actionsOfTheDepartment(moment.now()).contains(action), event, by, moment);
  }

  private void actAsAsker(
      RequestAction action, RequestEvent event, PersonId by, ActContext moment) {
    act(actionsOfTheAsker(moment.now()).contains(action), event, by, moment);
  }

  private void act(boolean allowed, RequestEvent event, PersonId by, ActContext moment) {
    if (!allowed) {
      throw new TransitionNotAllowed(status());
    }
    var dueSoFar = progress.isOpen() ? dueAt : null;
    record(event, by, moment.now(), moment.now(), moment.promises());
    handOnWhatBecameUrgent(dueSoFar, moment.now(), moment);
    planShiftEnd(moment.now(), moment.shifts(), moment.promises());
  }

  /** What the department can do in this state. */
  Set<RequestAction> actionsOfTheDepartment(Instant now) {
    return Lifecycle.actionsOfTheDepartment(status(), progress.statusSince(), now);
  }

  /** What the caregiver who asked can do in this state. */
  Set<RequestAction> actionsOfTheAsker(Instant now) {
    return Lifecycle.actionsOfTheAsker(status(), progress.statusSince(), now);
  }

  // --- What happens by itself
  // ---------------------------------------------------------------------

  /**
   * Lets everything happen whose instant has passed: warnings, misses, escalations, lapses, the end
   * of a wait, and the ends of its assignees' shifts. It may change hands at the last two, so each
   * of them sees what was due by then and nothing of later.
   */
  void catchUp(ActContext moment) {
    var fallingDue = new DueEvents(this, moment);
    var end = Optional.ofNullable(heldUntil);
    var stop = first(end, progress.waitEndsAt());
    while (stop.isPresent() && !stop.get().isAfter(moment.now())) {
      var at = stop.get();
      var before = assignee();
      fallingDue.until(at);
      plan(moment.promises());
      if (end.equals(stop)) {
        endShift(at, moment);
      } else {
        handOnWhatBecameUrgent(null, at, moment);
      }
      if (end.equals(stop) || !Objects.equals(before, assignee())) {
        end = heldUntil(at, moment.shifts());
      }
      stop = first(end, progress.waitEndsAt().filter(at::isBefore));
    }
    fallingDue.until(moment.now());
    planShiftEnd(moment.now(), moment.shifts(), moment.promises());
  }

  private static Optional<Instant> first(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
  }

  /** The team that has it where its assignee is or was off duty, so that it may go on by itself. */
  Optional<TeamId> teamToRelieve(Instant now, AssigneeShifts shifts) {
    return progress.isOpen()
            && (hasEnded(heldUntil, now)
                || hasEnded(progress.waitEndsAt().orElse(null), now)
                || isAbsent(now, shifts))
        ? Optional.ofNullable(team())
        : Optional.empty();
  }

  private static boolean hasEnded(@Nullable Instant end, Instant now) {
    return end != null && !end.isAfter(now);
  }

  private boolean isAbsent(Instant now, AssigneeShifts shifts) {
    return assignee() != null
        && shifts
            .ended(assignee(), filed.facility(), team(), now, WorkDistribution.none())
            .isPresent();
  }

  /**
   * What was left unattended goes on with who has it, if they are on duty again, or with whoever of
   * the team is there now; nothing happens while nobody is.
   */
  void pickUp(ActContext moment) {
    catchUp(moment);
    if (progress.isOpen() && responsible.isUnattended()) {
      recordAll(new OffShiftPolicy(this, moment.now(), moment).lookAgain(), moment.now(), moment);
      planShiftEnd(moment.now(), moment.shifts(), moment.promises());
    }
  }

  private void endShift(Instant at, ActContext moment) {
    if (progress.isOpen()) {
      recordAll(new OffShiftPolicy(this, at, moment).atEndOfShift(), at, moment);
    }
  }

  /**
   * @param dueSoFar what was due before; null for nothing
   */
  private void handOnWhatBecameUrgent(@Nullable Instant dueSoFar, Instant at, ActContext moment) {
    if (progress.isOpen()) {
      recordAll(new OffShiftPolicy(this, at, moment).asItBecameUrgent(dueSoFar), at, moment);
    }
  }

  /** When the assignee's shift ends after an instant; empty where no shift of theirs is known. */
  private Optional<Instant> heldUntil(Instant after, AssigneeShifts shifts) {
    var assignee = assignee();
    return progress.isOpen() && assignee != null
        ? shifts.holdsUntil(assignee, filed.facility(), team(), after)
        : Optional.empty();
  }

  /**
   * Plans anew when the assignee's shift ends. What was planned for the same assignee is not put
   * off: should the roster have changed since, it is asked then.
   */
  private void planShiftEnd(Instant now, AssigneeShifts shifts, Promises promises) {
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
  // ---------------------------------------------------------------

  /** What happens by itself, one after the other. */
  void recordAll(List<? extends RequestEvent> events, Instant at, ActContext moment) {
    events.forEach(event -> record(event, null, at, moment.now(), moment.promises()));
  }

  private void record(
      RequestEvent event,
      @Nullable PersonId by,
      Instant at,
      Instant recordedAt,
      Promises promises) {
    var recorded = new RecordedEvent(id(), version + 1, at, recordedAt, by, event);
    apply(recorded, promises);
    news.add(recorded);
  }

  private void apply(RecordedEvent recorded, Promises promises) {
    version = recorded.seq();
    updatedAt = recorded.recordedAt();
    if (recorded.event() instanceof Opened opened) {
      begin(opened, recorded.at(), promises);
    } else {
      go(recorded, promises);
    }
    plan(promises);
  }

  /** Who has it and how far it is first: what is promised, and who is called, follows. */
  private void go(RecordedEvent recorded, Promises promises) {
    var isTakenUp = progress.isTakenUp();
    responsible = responsible.after(recorded, progress.is(RequestStatus.OPEN));
    progress = progress.after(recorded, () -> policies(promises).waitLimit());
    var at = recorded.at();
    if (!isTakenUp) {
      progress.acknowledgedBy().ifPresent(by -> ladder().acknowledge(by, at));
    }
    switch (recorded.event()) {
      case Acknowledged acknowledged -> tellCaregiver(promises, at);
      case RoutedAgain routed -> ladder().settleUnrouted(at);
      case Assigned assigned -> {
        if (recorded.actor() != null) {
          tellCaregiver(promises, at);
        }
        settleWhereRouted(at);
      }
      case Taken taken -> settleWhereRouted(at);
      case HandedOver over -> settleWhereRouted(at);
      case AttendedAgain again -> settleWhereRouted(at);
      case Messaged message -> {
        if (!message.fromCaregiver()
            && message.audience() == Audience.CAREGIVER
            && progress.isOpen()) {
          tellCaregiver(promises, at);
        }
      }
      case Asked asked -> {
        pauseWhileWaiting(ClockKind.RESOLVE, promises, at);
        tellCaregiver(promises, at);
      }
      case Answered answered -> clocks().resume(promises, at);
      case WaitEnded ended -> clocks().resumeWhatStandsStill(promises, at);
      case ImpactChanged changed -> change(changed, promises, at);
      case Assessed assessed -> {
        assessedImpact = assessed.impact();
        tellCaregiver(promises, at);
      }
      case Resolved resolved -> settle(promises, at);
      case Declined declined -> settle(promises, at);
      case Reopened reopening -> {
        clocks().reopen(promises, at);
        start(ClockKind.UPDATE, promises, at);
      }
      case Withdrawn withdrawn -> {
        clocks().cancel(promises, at);
        ladder().settle(at);
      }
      case Escalated escalated -> {
        escalatedTier = Math.max(escalatedTier, escalated.tier());
        RequestEscalation.begin(recorded, escalated).ifPresent(begun -> begin(begun, at));
      }
      case EscalationTaken taken ->
          ladder().take(taken, Objects.requireNonNull(recorded.actor()), at);
      case EscalationJoined(int number, int into) -> ladder().climb(number, into, at);
      case EscalationUnanswered(int number) -> ladder().leaveUnanswered(number, at);
      case Opened opened -> throw new IllegalStateException("A request is filed once");
      case GivenBack back -> {}
      case LeftUnattended left -> {}
      case AssigneeLeft left -> {}
      case Confirmed confirmed -> {}
      case WentUnconfirmed unconfirmed -> {}
      case Warned warned -> {}
      case PromiseMissed missed -> {}
    }
  }

  private void begin(Opened opened, Instant at, Promises promises) {
    filed = RequestDetails.of(opened, at);
    impact = opened.impact();
    responsible = Ownership.of(opened.routed());
    progress = RequestState.begin(at);
    policyRevision =
        opened.policyRevision() == null ? Promises.FIRST_REVISION : opened.policyRevision();
    for (var kind : ClockKind.values()) {
      start(kind, promises, at);
    }
  }

  /** Answered: nothing is promised any more, and nobody called. */
  private void settle(Promises promises, Instant at) {
    clocks().stopAll(promises, at);
    ladder().settle(at);
  }

  private void change(ImpactChanged changed, Promises promises, Instant at) {
    impact = changed.to();
    for (var kind : ClockKind.values()) {
      clocks().changeImpact(kind, policies(promises), at);
      if (isOwed(kind)) {
        start(kind, promises, at);
      }
    }
  }

  /** Whether a promise is still to be made, because there was no policy for it so far. */
  private boolean isOwed(ClockKind kind) {
    return switch (kind) {
      case ACKNOWLEDGE -> !progress.isTakenUp() && !clocks().has(kind);
      case UPDATE -> !clocks().isRunning(kind);
      case RESOLVE -> !clocks().has(kind);
    };
  }

  /** A promise begins, if there is one; while the request waits, it stands still at once. */
  private void start(ClockKind kind, Promises promises, Instant at) {
    clocks().start(kind, id, policies(promises), at);
    pauseWhileWaiting(kind, promises, at);
  }

  private void pauseWhileWaiting(ClockKind kind, Promises promises, Instant at) {
    progress
        .waitEndsAt()
        .filter(until -> until.isAfter(at))
        .ifPresent(until -> clocks().pauseUntil(until, kind, promises, at));
  }

  /** Somebody has it and a team as well: nobody is called any more because nobody had it. */
  private void settleWhereRouted(Instant at) {
    if (!responsible.isUnrouted()) {
      ladder().settleUnrouted(at);
    }
  }

  private void begin(RequestEscalation begun, Instant at) {
    ladder().begin(begun, at);
    escalationCount = begun.number();
  }

  /** The caregiver heard something: one silence ends and the next begins. */
  private void tellCaregiver(Promises promises, Instant at) {
    if (progress.isTakenUp()) {
      clocks().stop(ClockKind.ACKNOWLEDGE, promises, at);
    }
    clocks().stop(ClockKind.UPDATE, promises, at);
    ladder().settle(ClockKind.UPDATE, at);
    start(ClockKind.UPDATE, promises, at);
  }

  /** A wait during which no clock stands still has to be ended without one. */
  Optional<Instant> waitWithoutClockEndsAt() {
    return clocks().canStandStill() ? Optional.empty() : progress.waitEndsAt();
  }

  /** When something falls due next, and when the heartbeat has to look again. */
  private void plan(Promises promises) {
    dueAt = clocks().dueAt(promises).orElse(null);
    nextTickAt =
        Stream.of(
                clocks().nextInstant(promises),
                progress.lapsesAt(),
                ladder().answerBy(),
                waitWithoutClockEndsAt(),
                Optional.ofNullable(heldUntil))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElse(null);
    openEscalations = ladder().countOpen();
  }

  // --- Questions
  // ----------------------------------------------------------------------------------

  public boolean isAskedBy(PersonId person) {
    return filed.isAskedBy(person);
  }

  public boolean isConfidential() {
    return filed.visibility() == Visibility.CONFIDENTIAL;
  }

  /** The events made since the request was loaded, for the history; the caller takes them over. */
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

  /** Null while it is unrouted. */
  @Nullable
  public TeamId team() {
    return responsible.team();
  }

  /** Null while nobody in particular has it. */
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

  /** How many of them wait for an answer. */
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

  public Optional<Instant> dueAt() {
    return Optional.ofNullable(dueAt);
  }

  /** When something fell due as the request was loaded, or filed; empty for nothing due. */
  Optional<Instant> dueBefore() {
    return Optional.ofNullable(dueBefore);
  }

  Optional<Instant> nextTickAt() {
    return Optional.ofNullable(nextTickAt);
  }

  /** When its assignee's shift ends; empty where no shift of theirs is known. */
  Optional<Instant> heldUntil() {
    return Optional.ofNullable(heldUntil);
  }

  public RequestClocks clocks() {
    return new RequestClocks(clocks);
  }

  /** What is promised to it as it is now. */
  public PinnedPolicies policies(Promises promises) {
    return new PinnedPolicies(
        promises,
        policyRevision,
        new PolicyFacts(impact, filed.category(), filed.facility(), filed.unit(), team()));
  }

  /** What was promised when it was filed; see {@link Promises#book}. */
  long policyRevision() {
    return policyRevision;
  }
}
