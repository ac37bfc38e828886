package care.andon.sla.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one promise: a target in open time on a calendar, and how much of it is used up.
 *
 * <p>An immutable value; the components are all its state. An act first catches up with everything
 * that fell due before it, and returns those signals. An act that does not fit the state (a second
 * pause, a resume after the automatic one) changes nothing. A clock moves only to instants at which
 * something happened, so {@link #advance} called often, late or never leads to the same clock.
 *
 * <p>Acts at one instant: the automatic resume first, then the acts in the order given, then
 * breaches and steps. What happens at the due instant is therefore in time. Instants count in whole
 * microseconds; anything finer is cut off.
 *
 * @param target open time promised; a whole number of microseconds
 * @param pauseLimit wall-clock time after which a pause ends by itself; null for never
 * @param stepPercents escalation steps in percent of the target, ascending
 * @param elapsed open time while running, up to {@code accountedAt}
 * @param accountedAt the last act or signal that changed anything
 * @param resumesAt when the present pause ends by itself; null if it does not, or is none
 * @param stoppedAt null unless stopped
 * @param breachedAt null unless breached; once set it stays for ever
 * @param firedSteps the first so many of the steps, with the instants they were due
 */
public record SlaClock(
    WorkCalendar calendar,
    Duration target,
    @Nullable Duration pauseLimit,
    List<Integer> stepPercents,
    Instant startedAt,
    ClockState state,
    Duration elapsed,
    Instant accountedAt,
    @Nullable Instant resumesAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant breachedAt,
    List<FiredStep> firedSteps) {

  /** A hundred years, leap days included. */
  public static final Duration LONGEST_TARGET = Duration.ofDays(36_525);

  public static final int MOST_PERCENT = 1000;

  public SlaClock {
    SlaTerms.requireDuration(target);
    if (pauseLimit != null) {
      SlaTerms.requireDuration(pauseLimit);
    }
    stepPercents = List.copyOf(stepPercents);
    firedSteps = List.copyOf(firedSteps);
    SlaTerms.requireSteps(stepPercents, firedSteps);
    if ((state == ClockState.STOPPED) != (stoppedAt != null)) {
      throw new IllegalArgumentException("Give 'stoppedAt' for a stopped clock and no other.");
    }
    if (resumesAt != null && state != ClockState.PAUSED) {
      throw new IllegalArgumentException("Give 'resumesAt' for a paused clock only.");
    }
  }

  /** A clock that begins to run. */
  public static SlaClock start(
      WorkCalendar calendar,
      Duration target,
      @Nullable Duration pauseLimit,
      List<Integer> stepPercents,
      Instant at) {
    var start = microseconds(at);
    return new SlaClock(
        calendar,
        target,
        pauseLimit,
        stepPercents,
        start,
        ClockState.RUNNING,
        Duration.ZERO,
        start,
        null,
        null,
        null,
        List.of());
  }

  /** Stops the count until {@link #resume}, or until the pause limit has gone by. */
  public ClockTransition pause(Instant at) {
    return act(at, SlaClock::paused);
  }

  public ClockTransition resume(Instant at) {
    return act(at, (clock, now) -> clock.state == ClockState.PAUSED ? clock.running(now) : clock);
  }

  /** Ends it: met if not breached. Straight from a pause, the pause is left out. */
  public ClockTransition stop(Instant at) {
    return act(at, SlaClock::stopped);
  }

  /**
   * The stop never happened: from then on the clock ran, also if it was paused. Signals that fell
   * due since the stop come back at their instants.
   */
  public ClockTransition undo(Instant at) {
    var stopped = stoppedAt;
    return stopped == null
        ? act(at, (clock, now) -> clock)
        : running(stopped).act(at, (clock, now) -> clock);
  }

  /** Runs again with its elapsed kept; the time it stood stopped is neither work nor pause. */
  public ClockTransition reopen(Instant at) {
    return act(at, (clock, now) -> clock.state == ClockState.STOPPED ? clock.running(now) : clock);
  }

  /** The impact was raised: at most {@code newTarget} from here, and never more than before. */
  public ClockTransition raise(Instant at, Duration newTarget) {
    SlaTerms.requireDuration(newTarget);
    return act(at, (clock, now) -> clock.raised(newTarget, now));
  }

  /** The impact was lowered: {@code newTarget} in all, if that is more than before. */
  public ClockTransition lower(Instant at, Duration newTarget) {
    SlaTerms.requireDuration(newTarget);
    return act(at, (clock, now) -> clock.lowered(newTarget, now));
  }

  /** Catches up with every signal that is due. Returns the same clock if there is none. */
  public ClockTransition advance(Instant now) {
    var instant = microseconds(now);
    var clock = this;
    var signals = new ArrayList<SlaSignal>();
    var next = clock.nextSignal();
    while (next.isPresent() && next.get().hasHappenedBy(instant)) {
      signals.add(next.get());
      clock = clock.after(next.get());
      next = clock.nextSignal();
    }
    return new ClockTransition(clock, signals);
  }

  /**
   * The breach once breached; else, while running, the first instant at which elapsed equals the
   * target. Empty while paused or stopped, and where the calendar is never open for so long.
   */
  public Optional<Instant> dueAt() {
    return state == ClockState.RUNNING ? promisedAt() : Optional.ofNullable(breachedAt);
  }

  /**
   * The instant by which the promise is judged, also for a clock that is paused or stopped: the due
   * instant it would have, had it run on from there. The breach once breached.
   */
  public Optional<Instant> promisedAt() {
    return breachedAt == null ? reachedAt(target) : Optional.of(breachedAt);
  }

  /**
   * The due instant that a paused clock will have if nobody acts and it resumes by itself. Empty
   * while it runs, once it is stopped or breached, for a pause without limit, and where the
   * calendar is never open for so long.
   */
  public Optional<Instant> dueAfterPause() {
    return state == ClockState.PAUSED && resumesAt != null && breachedAt == null
        ? running(resumesAt).dueAt()
        : Optional.empty();
  }

  /**
   * The earliest instant at which something happens by itself if nobody acts. A step or a breach is
   * there to be seen only after it, a resume also at it.
   */
  public Optional<Instant> nextInstant() {
    return nextSignal().map(SlaSignal::at);
  }

  public Verdict verdict() {
    if (state == ClockState.STOPPED) {
      return breachedAt == null ? Verdict.MET : Verdict.MISSED;
    }
    return breachedAt == null ? Verdict.PENDING : Verdict.MISSED_OPEN;
  }

  /** Open time while running, up to {@code now}. */
  public Duration elapsedAt(Instant now) {
    var instant = microseconds(now);
    var runningSince = state == ClockState.RUNNING ? accountedAt : resumesAt;
    return runningSince == null || runningSince.isAfter(instant)
        ? elapsed
        : elapsed.plus(calendar.openBetween(runningSince, instant));
  }

  /** Wall-clock time from the start to the stop that still holds, or to {@code now}. */
  public Duration grossAt(Instant now) {
    var end = stoppedAt == null ? microseconds(now) : stoppedAt;
    return end.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, end);
  }

  private ClockTransition act(Instant at, BiFunction<SlaClock, Instant, SlaClock> change) {
    var instant = microseconds(at);
    if (instant.isBefore(accountedAt)) {
      throw new IllegalArgumentException(
          "The clock has moved on to %s; act then or later.".formatted(accountedAt));
    }
    var caughtUp = advance(instant);
    return new ClockTransition(change.apply(caughtUp.clock(), instant), caughtUp.signals());
  }

  private SlaClock paused(Instant at) {
    return state == ClockState.RUNNING
        ? with(ClockState.PAUSED, at, pauseLimit == null ? null : at.plus(pauseLimit), null)
        : this;
  }

  private SlaClock running(Instant at) {
    return with(ClockState.RUNNING, at, null, null);
  }

  private SlaClock stopped(Instant at) {
    return state == ClockState.STOPPED ? this : with(ClockState.STOPPED, at, null, at);
  }

  private SlaClock raised(Duration newTarget, Instant at) {
    var fromHere = elapsedAt(at).plus(newTarget);
    return fromHere.compareTo(target) < 0 ? retargeted(fromHere, at) : this;
  }

  private SlaClock lowered(Duration newTarget, Instant at) {
    return newTarget.compareTo(target) > 0 ? retargeted(newTarget, at) : this;
  }

  private SlaClock retargeted(Duration newTarget, Instant at) {
    return breachedAt != null || state == ClockState.STOPPED
        ? this
        : with(newTarget, at, null, firedSteps);
  }

  /** What happens next by itself if nobody acts. */
  private Optional<SlaSignal> nextSignal() {
    return switch (state) {
      case STOPPED -> Optional.empty();
      case PAUSED -> Optional.ofNullable(resumesAt).map(SlaSignal.Resumed::new);
      case RUNNING -> nextMark();
    };
  }

  /** The lower one of the next step and the target; the breach comes before a step of 100 %. */
  private Optional<SlaSignal> nextMark() {
    var stepsLeft = firedSteps.size() < stepPercents.size();
    var percent = stepsLeft ? stepPercents.get(firedSteps.size()) : Integer.MAX_VALUE;
    if (breachedAt == null && percent >= 100) {
      return reachedAt(target).map(SlaSignal.Breached::new);
    }
    return stepsLeft
        ? reachedAt(SlaTerms.share(target, percent)).map(at -> new SlaSignal.StepFired(percent, at))
        : Optional.empty();
  }

  /** The first instant from {@code accountedAt} at which so much has elapsed, running on. */
  private Optional<Instant> reachedAt(Duration mark) {
    var left = mark.minus(elapsed);
    return calendar.dueAt(accountedAt, left.isNegative() ? Duration.ZERO : left);
  }

  private SlaClock after(SlaSignal signal) {
    return switch (signal) {
      case SlaSignal.Resumed(var at) -> running(at);
      case SlaSignal.Breached(var at) -> with(target, at, at, firedSteps);
      case SlaSignal.StepFired(var percent, var at) ->
          with(target, at, breachedAt, plus(firedSteps, new FiredStep(percent, at)));
    };
  }

  private static List<FiredStep> plus(List<FiredStep> fired, FiredStep step) {
    var more = new ArrayList<>(fired);
    more.add(step);
    return more;
  }

  private SlaClock with(
      ClockState state, Instant at, @Nullable Instant resumesAt, @Nullable Instant stoppedAt) {
    return new SlaClock(
        calendar,
        target,
        pauseLimit,
        stepPercents,
        startedAt,
        state,
        elapsedUntil(at),
        at,
        resumesAt,
        stoppedAt,
        breachedAt,
        firedSteps);
  }

  private SlaClock with(
      Duration target, Instant at, @Nullable Instant breachedAt, List<FiredStep> firedSteps) {
    return new SlaClock(
        calendar,
        target,
        pauseLimit,
        stepPercents,
        startedAt,
        state,
        elapsedUntil(at),
        at,
        resumesAt,
        stoppedAt,
        breachedAt,
        firedSteps);
  }

  private Duration elapsedUntil(Instant at) {
    return state == ClockState.RUNNING
        ? elapsed.plus(calendar.openBetween(accountedAt, at))
        : elapsed;
  }

  private static Instant microseconds(Instant instant) {
    return instant.getNano() % 1000 == 0 ? instant : instant.truncatedTo(ChronoUnit.MICROS);
  }
}
