package care.andon.request.clock;

import care.andon.kernel.ClockKind;
import care.andon.kernel.TeamId;
import care.andon.sla.PolicyBook;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.SlaSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one request: at most one of each kind runs at a time. What happens to the request
 * is decided by it; here it is what that does to its promises.
 *
 * @param rows the list the request keeps, which grows as promises begin
 */
public record RequestClocks(List<RequestClock> rows) {
  /** Those that stand still while the request waits for its caregiver. */
  private static final Set<ClockKind> PAUSED_BY_A_WAIT =
      Set.of(ClockKind.UPDATE, ClockKind.RESOLVE);

  /** Something fell due on a clock, which has moved on. */
  public record Due(RequestClock clock, SlaSignal signal) {}

  // --- What happens to them
  // -----------------------------------------------------------------------

  /** Starts the next clock of the kind, if a policy promises anything. */
  public void start(ClockKind kind, UUID request, PinnedPolicies policies, Instant at) {
    policies
        .choose(kind)
        .map(
            chosen ->
                RequestClock.start(
                    new ClockKey(request, kind, cycles(kind) + 1),
                    chosen.policy().ref(),
                    chosen.calendar(),
                    policies.facts().impact(),
                    chosen.policy().terms(kind),
                    policies.promises(),
                    at))
        .ifPresent(rows::add);
  }

  /**
   * Those of the kind that run go by the terms of the request's impact from {@code at} on. Where
   * nothing is promised for it, what was promised before stays.
   */
  public void changeImpact(ClockKind kind, PinnedPolicies policies, Instant at) {
    running(kind).forEach(clock -> changeImpact(clock, policies, at));
  }

  private static void changeImpact(RequestClock clock, PinnedPolicies policies, Instant at) {
    policies
        .choose(clock.kind())
        .map(PolicyBook.Chosen::policy)
        .ifPresent(
            policy ->
                clock.changeImpact(
                    policies.facts().impact(),
                    policy.ref(),
                    policy.terms(clock.kind()),
                    policies.promises(),
                    at));
  }

  /**
   * Those of the kind that run stand still until the request has waited as long as it may; an
   * acknowledgement is owed whatever the request waits for.
   */
  public void pauseUntil(Instant until, ClockKind kind, Promises promises, Instant at) {
    if (PAUSED_BY_A_WAIT.contains(kind)) {
      running(kind).forEach(clock -> clock.pauseUntil(until, promises, at));
    }
  }

  /** The request goes to another team; see {@link RequestClock#passOn}. */
  public void passOn(@Nullable TeamId from, TeamId to, Promises promises, Instant at) {
    var before = from == null ? null : from.value();
    rows.forEach(clock -> clock.passOn(before, to.value(), promises, at));
  }

  /** The wait for the caregiver is over. */
  public void resume(Promises promises, Instant at) {
    runningButForWaits().forEach(it -> it.move(promises, clock -> clock.resume(at)));
  }

  /**
   * The wait ended by itself. The clocks have resumed by themselves, and may have moved on since;
   * what is played by other policies than it was promised may still stand.
   */
  public void resumeWhatStandsStill(Promises promises, Instant at) {
    runningButForWaits()
        .filter(it -> it.state() == ClockState.PAUSED)
        .forEach(it -> it.move(promises, clock -> clock.resume(at)));
  }

  public void stop(ClockKind kind, Promises promises, Instant at) {
    running(kind).forEach(it -> it.move(promises, clock -> clock.stop(at)));
  }

  public void stopAll(Promises promises, Instant at) {
    for (var kind : ClockKind.values()) {
      stop(kind, promises, at);
    }
  }

  /** The need is declined: the promise to resolve ends without being met. */
  public void decline(Promises promises, Instant at) {
    running(ClockKind.RESOLVE).forEach(clock -> clock.decline(promises, at));
    stopAll(promises, at);
  }

  /** The caregiver said that the need was met. */
  public void confirm(Instant at) {
    last(ClockKind.RESOLVE).ifPresent(clock -> clock.confirm(at));
  }

  /** The last resolution never happened: its promise ran on since, and may be missed by now. */
  public void undo(Promises promises, Instant at) {
    last(ClockKind.RESOLVE).ifPresent(it -> it.continueBy(promises, clock -> clock.undo(at)));
  }

  /** The promise to resolve goes on with its elapsed time, in histories without {@link #undo}. */
  public void reopen(Promises promises, Instant at) {
    of(ClockKind.RESOLVE).forEach(it -> it.continueBy(promises, clock -> clock.reopen(at)));
  }

  /** The request is withdrawn: what was still open is not measured, but for the last silence. */
  public void cancel(Promises promises, Instant at) {
    stop(ClockKind.UPDATE, promises, at);
    rows.forEach(clock -> clock.cancel(promises, at));
  }

  /** Moves every clock to {@code now}; gives what fell due, in the order in which it did. */
  public List<Due> advance(Promises promises, Instant now) {
    var due = new ArrayList<Due>();
    for (var clock : inOrder()) {
      if (!clock.isStopped()) {
        for (var signal : clock.move(promises, it -> it.advance(now))) {
          due.add(new Due(clock, signal));
        }
      }
    }
    due.sort(Comparator.comparing(it -> it.signal().at()));
    return due;
  }

  // --- How they stand
  // -----------------------------------------------------------------------------

  /** In one order, whether loaded or begun since: by kind, then by cycle. */
  public List<RequestClock> inOrder() {
    return rows.stream()
        .sorted(Comparator.comparing(RequestClock::kind).thenComparingInt(RequestClock::cycle))
        .toList();
  }

  /** The clock of this promise; empty where nothing was promised. */
  public Optional<RequestClock> find(ClockKind kind, int cycle) {
    return of(kind).filter(clock -> clock.cycle() == cycle).findFirst();
  }

  /**
   * The promise of this kind, or for updates the present one, as the engine sees it; empty where
   * nothing was promised.
   */
  public Optional<SlaClock> present(ClockKind kind, Promises promises) {
    return last(kind).map(clock -> clock.clock(promises));
  }

  /** Whether a clock of the kind has ever been started. */
  public boolean has(ClockKind kind) {
    return of(kind).findAny().isPresent();
  }

  /** Whether a promise of the kind is still open, also while it stands still. */
  public boolean isRunning(ClockKind kind) {
    return running(kind).findAny().isPresent();
  }

  /** Whether a wait for the caregiver has a clock to stand still, and to end it. */
  public boolean canStandStill() {
    return runningButForWaits().findAny().isPresent();
  }

  /** When the next promise falls due, or the longest missed fell due; empty for none. */
  public Optional<Instant> dueAt(Promises promises) {
    return running()
        .flatMap(clock -> clock.dueAt(promises).stream())
        .min(Comparator.naturalOrder());
  }

  /** The promise that falls due first, or longest ago, if not after {@code latest}. */
  public Optional<RequestClock> firstDue(Promises promises, Instant latest) {
    return inOrder().stream()
        .filter(clock -> clock.dueAt(promises).filter(due -> !due.isAfter(latest)).isPresent())
        .min(Comparator.comparing(clock -> clock.dueAt(promises).orElseThrow()));
  }

  /** When the next of them has something to say; empty when none ever will. */
  public Optional<Instant> nextInstant(Promises promises) {
    return running()
        .flatMap(clock -> clock.clock(promises).nextInstant().stream())
        .min(Comparator.naturalOrder());
  }

  private int cycles(ClockKind kind) {
    return last(kind).map(RequestClock::cycle).orElse(0);
  }

  private Optional<RequestClock> last(ClockKind kind) {
    return of(kind).max(Comparator.comparingInt(RequestClock::cycle));
  }

  private Stream<RequestClock> of(ClockKind kind) {
    return rows.stream().filter(clock -> clock.kind() == kind);
  }

  private Stream<RequestClock> running() {
    return rows.stream().filter(clock -> !clock.isStopped());
  }

  private Stream<RequestClock> running(ClockKind kind) {
    return of(kind).filter(clock -> !clock.isStopped());
  }

  private Stream<RequestClock> runningButForWaits() {
    return running().filter(clock -> PAUSED_BY_A_WAIT.contains(clock.kind()));
  }
}
