package care.andon.request.query;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.request.RequestReplay;
import care.andon.request.SupportRequest;
import care.andon.request.clock.RequestClock;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.SlaSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one clock reached its present state. The history of the request is replayed event by event,
 * and each change of the clock is recorded. Nothing is computed from the clock itself, so the sum
 * of the stretches checks it.
 *
 * @param clock as it is now, even if a deadline that has passed is not recorded yet
 * @param stretches without gaps, from the start to now
 * @param targets the first one and every change of it
 */
public record ClockHistory(RequestClock clock, List<Stretch> stretches, List<Target> targets) {
  /** Later than any calendar; a step that is not reached by then is never reached. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  public ClockHistory {
    stretches = List.copyOf(stretches);
    targets = List.copyOf(targets);
  }

  /**
   * A time during which the clock was in one state.
   *
   * @param until null while it lasts
   * @param because what began it; null for a pause that ended by itself
   */
  public record Stretch(
      ClockState state, Instant from, @Nullable Instant until, @Nullable RecordedEvent because) {

    /** Open time in it, so far. */
    public Duration openTime(SlaClock clock, Instant now) {
      return clock.calendar().openBetween(from, until == null ? now : until);
    }
  }

  /**
   * What the target was from an instant on.
   *
   * @param impact whose target it is
   * @param because filing, or a change of the impact
   * @param whyPolicy why its policy was chosen, in words; empty where the policy says nothing of it
   */
  public record Target(
      Instant from,
      Duration target,
      Impact impact,
      RecordedEvent because,
      Optional<String> whyPolicy) {}

  /** Returns the history of every clock of a request, by kind and cycle. */
  public static List<ClockHistory> of(List<RecordedEvent> history, Promises promises, Instant now) {
    var observer = new ReplayObserver(promises);
    var request = RequestReplay.of(history, promises, now, observer);
    return request.clocks().inOrder().stream().map(observer::history).toList();
  }

  /** The stretch the clock is in. */
  public Stretch present() {
    return stretches.getLast();
  }

  /** Open time of all stretches of one state. */
  Duration openTime(ClockState state, SlaClock engine, Instant now) {
    return stretches.stream()
        .filter(stretch -> stretch.state() == state)
        .map(stretch -> stretch.openTime(engine, now))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The steps that will be reached, and when, if nobody does anything. */
  public List<SlaSignal.StepFired> stepsToCome(Promises promises) {
    return clock.clock(promises).advance(END_OF_TIME).signals().stream()
        .filter(SlaSignal.StepFired.class::isInstance)
        .map(SlaSignal.StepFired.class::cast)
        .toList();
  }

  private record Key(ClockKind kind, int cycle) {
    static Key of(RequestClock clock) {
      return new Key(clock.kind(), clock.cycle());
    }
  }

  private static final class Changes {
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    void setState(ClockState state, Instant at, @Nullable RecordedEvent because) {
      if (!stretches.isEmpty()) {
        var last = stretches.removeLast();
        stretches.add(new Stretch(last.state(), last.from(), at, last.because()));
      }
      stretches.add(new Stretch(state, at, null, because));
    }

    void setTarget(
        Duration target, Impact impact, RecordedEvent because, Optional<String> whyPolicy) {
      var last = targets.isEmpty() ? null : targets.getLast();
      if (last == null || !last.target().equals(target) || last.impact() != impact) {
        targets.add(new Target(because.at(), target, impact, because, whyPolicy));
      }
    }

    /**
     * The last stop never happened: from then on the clock ran. That is a stretch of its own,
     * because it names the caregiver who said so.
     */
    void undoStop(RecordedEvent because) {
      var stop = stretches.removeLast();
      stretches.add(new Stretch(ClockState.RUNNING, stop.from(), null, because));
    }

    Optional<ClockState> state() {
      return stretches.isEmpty() ? Optional.empty() : Optional.of(stretches.getLast().state());
    }
  }

  private static final class ReplayObserver implements RequestReplay.Watcher {
    private final LinkedHashMap<Key, Changes> changes = new LinkedHashMap<>();
    private final Promises promises;

    ReplayObserver(Promises promises) {
      this.promises = promises;
    }

    @Override
    public void fellDue(RequestClock clock, SlaSignal signal) {
      if (signal instanceof SlaSignal.Resumed(Instant at)) {
        changes(clock).setState(ClockState.RUNNING, at, null);
      }
    }

    @Override
    public void happened(RecordedEvent recorded, SupportRequest request) {
      for (var clock : request.clocks().inOrder()) {
        var changed = changes(clock);
        if (isUndo(recorded.event())
            && clock.state() == ClockState.RUNNING
            && changed.state().filter(ClockState.STOPPED::equals).isPresent()) {
          changed.undoStop(recorded);
        } else if (changed.state().filter(state -> state == clock.state()).isEmpty()) {
          changed.setState(clock.state(), recorded.at(), recorded);
        }
        changed.setTarget(
            clock.clock(promises).target(),
            clock.impact(),
            recorded,
            request.policies(promises).why(clock));
      }
    }

    private static boolean isUndo(RequestEvent event) {
      return event instanceof RequestEvent.Reopened reopened && reopened.undoesResolution();
    }

    ClockHistory history(RequestClock clock) {
      var changed = changes(clock);
      return new ClockHistory(clock, changed.stretches, changed.targets);
    }

    private Changes changes(RequestClock clock) {
      return changes.computeIfAbsent(Key.of(clock), key -> new Changes());
    }
  }
}
