package care.andon.request.clock;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.sla.ClockTerms;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.ClockTransition;
import care.andon.sla.engine.FiredStep;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.SlaSignal;
import care.andon.versioned.VersionRef;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One promise about one request, as it is kept in the database: an {@link SlaClock} and the
 * versions it is pinned to. Durations are whole microseconds.
 */
@Entity
@Table(name = "request_clock")
public class RequestClock {
  @EmbeddedId private ClockKey key;
  private String policy;
  private int policyVersion;
  private String calendar;
  private int calendarVersion;
  private Impact impact;
  private long target;
  private @Nullable Long pauseLimit;
  private Integer[] steps;
  private Instant startedAt;
  private ClockState state;
  private long elapsed;
  private Instant accountedAt;
  private @Nullable Instant resumesAt;
  private @Nullable Instant stoppedAt;
  private @Nullable Instant breachedAt;
  private @Nullable Instant promisedAt;

  @SuppressWarnings("UnusedVariable") // for the figures, which read the column
  private @Nullable Instant dueAfterPause;

  private boolean cancelled;

  /** Whether a decline stopped the clock of the promise to resolve. */
  private boolean declined;

  /** When the caregiver said that the need was met; null while they have not. */
  private @Nullable Instant confirmedAt;

  /** See {@link TeamShares}; empty while the request has not changed its team since the start. */
  private UUID[] heldBy = {};

  private Long[] heldFrom = {};

  /**
   * The team that answers for the promise, {@link TeamShares#NO_TEAM} for none. While null, that is
   * the team of the request. A promise that is open is judged as if its team kept it until it is
   * due.
   */
  @SuppressWarnings("UnusedVariable") // for the figures, which read the column
  private @Nullable UUID judgedTeam;

  @Column(name = "fired_percents")
  private Integer[] firedPercents;

  private Instant[] firedAt;
  @Transient private @Nullable SlaClock clock;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  RequestClock() {}

  private RequestClock(
      ClockKey key, VersionRef policy, VersionRef calendar, Impact impact, SlaClock clock) {
    this();
    this.key = key;
    this.policy = policy.code();
    this.policyVersion = policy.version();
    this.calendar = calendar.code();
    this.calendarVersion = calendar.version();
    this.impact = impact;
    take(clock);
  }

  static RequestClock start(
      ClockKey key,
      VersionRef policy,
      VersionRef calendar,
      Impact impact,
      ClockTerms terms,
      Promises promises,
      Instant at) {
    var clock =
        SlaClock.start(
            promises.calendar(calendar), terms.target(), terms.pauseLimit(), terms.steps(), at);
    return new RequestClock(key, policy, calendar, impact, clock);
  }

  /** Lets something happen to the clock; what fell due before it comes back. */
  List<SlaSignal> move(Promises promises, Function<SlaClock, ClockTransition> act) {
    var moved = act.apply(clock(promises));
    take(moved.clock());
    return moved.signals();
  }

  /**
   * The clock goes by the terms of another impact from {@code at} on, but keeps its calendar; one
   * that has been breached stays what it was.
   *
   * @param by the policy that has these terms
   */
  void changeImpact(Impact to, VersionRef by, ClockTerms terms, Promises promises, Instant at) {
    if (breachedAt != null) {
      return;
    }
    var raised = to.isMorePressingThan(impact);
    change(promises, before -> withSteps(before, terms.steps()));
    move(
        promises,
        before -> raised ? before.raise(at, terms.target()) : before.lower(at, terms.target()));
    impact = to;
    policy = by.code();
    policyVersion = by.version();
  }

  /** The clock stands still until the request has waited for its caregiver as long as it may. */
  void pauseUntil(Instant until, Promises promises, Instant at) {
    change(promises, before -> withPauseLimit(before, Duration.between(at, until)));
    move(promises, before -> before.pause(at));
  }

  /**
   * The request is withdrawn: a promise that was still open is not measured; one that was missed
   * stays missed.
   */
  void cancel(Promises promises, Instant at) {
    if (isStopped()) {
      return;
    }
    move(promises, before -> before.stop(at));
    cancelled = breachedAt == null;
  }

  /** A decline ends the promise to resolve: the need is answered, not met. */
  void decline(Promises promises, Instant at) {
    if (!isStopped()) {
      move(promises, before -> before.stop(at));
      declined = true;
    }
  }

  /** The caregiver said that the need was met. Their first word counts. */
  void confirm(Instant at) {
    if (isStopped() && confirmedAt == null) {
      confirmedAt = at;
    }
  }

  /** The clock runs again: what ended it does not count any more. */
  void continueBy(Promises promises, Function<SlaClock, ClockTransition> act) {
    move(promises, act);
    declined = false;
    confirmedAt = null;
  }

  /**
   * The request goes from one team to another, null for none. A promise that has ended stays with
   * the team that had the request.
   */
  void passOn(@Nullable UUID from, UUID to, Promises promises, Instant at) {
    if (!isStopped()) {
      var shares = shares();
      shares = (shares.isEmpty() ? shares.with(from, 0) : shares).with(to, elapsedAt(promises, at));
      heldBy = shares.teams().toArray(UUID[]::new);
      heldFrom = shares.from().toArray(Long[]::new);
      judgeTeam();
    } else if (judgedTeam == null) {
      judgedTeam = from == null ? TeamShares.NO_TEAM : from;
    }
  }

  /** What has elapsed at an instant, which may be before the last signal that was noticed. */
  private long elapsedAt(Promises promises, Instant at) {
    var now = clock(promises);
    var elapsed =
        at.isBefore(now.accountedAt()) && now.state() == ClockState.RUNNING
            ? now.elapsed().minus(now.calendar().openBetween(at, now.accountedAt()))
            : now.elapsedAt(at);
    return Math.max(0, micros(elapsed));
  }

  private TeamShares shares() {
    return new TeamShares(List.of(heldBy), List.of(heldFrom));
  }

  private void judgeTeam() {
    var shares = shares();
    if (!shares.isEmpty()) {
      var endedEarly = isStopped() && breachedAt == null;
      judgedTeam = shares.answering(endedEarly ? Math.min(elapsed, target) : target);
    }
  }

  private void change(Promises promises, UnaryOperator<SlaClock> change) {
    take(change.apply(clock(promises)));
  }

  /** What has fired stays fired, and nothing that comes before it fires any more. */
  private static SlaClock withSteps(SlaClock clock, List<Integer> steps) {
    var fired = clock.firedSteps().stream().map(FiredStep::percent).toList();
    var last = fired.isEmpty() ? 0 : fired.getLast();
    return copy(
        clock,
        clock.pauseLimit(),
        Stream.concat(fired.stream(), steps.stream().filter(percent -> percent > last)).toList());
  }

  private static SlaClock withPauseLimit(SlaClock clock, Duration limit) {
    return copy(clock, limit, clock.stepPercents());
  }

  private static SlaClock copy(SlaClock clock, @Nullable Duration pauseLimit, List<Integer> steps) {
    return new SlaClock(
        clock.calendar(),
        clock.target(),
        pauseLimit,
        steps,
        clock.startedAt(),
        clock.state(),
        clock.elapsed(),
        clock.accountedAt(),
        clock.resumesAt(),
        clock.stoppedAt(),
        clock.breachedAt(),
        clock.firedSteps());
  }

  /** The engine's view of this clock. */
  public SlaClock clock(Promises promises) {
    if (clock == null) {
      clock =
          new SlaClock(
              promises.calendar(calendar()),
              micros(target),
              pauseLimit == null ? null : micros(pauseLimit),
              List.of(steps),
              startedAt,
              state,
              micros(elapsed),
              accountedAt,
              resumesAt,
              stoppedAt,
              breachedAt,
              IntStream.range(0, firedPercents.length)
                  .mapToObj(i -> new FiredStep(firedPercents[i], firedAt[i]))
                  .toList());
    }
    return clock;
  }

  private void take(SlaClock now) {
    clock = now;
    target = micros(now.target());
    pauseLimit = now.pauseLimit() == null ? null : micros(now.pauseLimit());
    steps = now.stepPercents().toArray(Integer[]::new);
    startedAt = now.startedAt();
    state = now.state();
    elapsed = micros(now.elapsed());
    accountedAt = now.accountedAt();
    resumesAt = now.resumesAt();
    stoppedAt = now.stoppedAt();
    breachedAt = now.breachedAt();
    promisedAt = now.promisedAt().orElse(null);
    dueAfterPause = now.dueAfterPause().orElse(null);
    firedPercents = now.firedSteps().stream().map(FiredStep::percent).toArray(Integer[]::new);
    firedAt = now.firedSteps().stream().map(FiredStep::firedAt).toArray(Instant[]::new);
    judgeTeam();
  }

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  private static long micros(Duration duration) {
    return duration.dividedBy(Duration.of(1, ChronoUnit.MICROS));
  }

  public ClockKind kind() {
    return WireNames.parse(ClockKind.class, key.kind());
  }

  public int cycle() {
    return key.cycle();
  }

  public VersionRef policy() {
    return new VersionRef(policy, policyVersion);
  }

  public VersionRef calendar() {
    return new VersionRef(calendar, calendarVersion);
  }

  public Impact impact() {
    return impact;
  }

  public ClockState state() {
    return state;
  }

  boolean isStopped() {
    return state == ClockState.STOPPED;
  }

  /**
   * Whether it is missed or has taken all its steps, so that it may call no further tier by itself.
   */
  public boolean hasCalledForAll() {
    return breachedAt != null || firedPercents.length == steps.length;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  public boolean isDeclined() {
    return declined;
  }

  @Nullable Instant promisedAt() {
    return promisedAt;
  }

  /** When the pause ends by itself; empty while there is none, and for one without a limit. */
  Optional<Instant> resumesAt() {
    return Optional.ofNullable(resumesAt);
  }

  /** When the promise falls due, or fell due; empty while the clock is paused or stopped. */
  Optional<Instant> dueAt(Promises promises) {
    return clock(promises).dueAt();
  }

  public ClockVerdict verdict(Promises promises) {
    return ClockVerdict.of(clock(promises).verdict(), declined);
  }
}
