package care.andon.heartbeat;

import care.andon.platform.sql.DatabaseAway;
import care.andon.platform.sql.DatabaseFailures;
import care.andon.request.Deadlines;
import care.andon.sla.engine.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Beats every second by default; a beat goes on until nothing is due. How late it runs is known
 * after each batch, so that a long one shows that it is at work, and how far behind.
 */
@ApplicationScoped
class DeadlineTicker {
  private final Deadlines deadlines;
  private final InstantSource time;
  private final Consumer<Duration> rest;
  private final Timer lateness;
  private final AtomicReference<Duration> lag = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Instant> lastLook;

  @Inject
  DeadlineTicker(Deadlines deadlines, InstantSource time, MeterRegistry meters) {
    this(deadlines, time, meters, DeadlineTicker::sleep);
  }

  /**
   * @param rest lets pass so much time between two batches
   */
  DeadlineTicker(
      Deadlines deadlines, InstantSource time, MeterRegistry meters, Consumer<Duration> rest) {
    this.deadlines = deadlines;
    this.time = time;
    this.rest = rest;
    this.lastLook = new AtomicReference<>(time.instant());
    this.lateness =
        Timer.builder("andon.ticker.lateness")
            .description("From the instant something was due to the instant it was recorded")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    TimeGauge.builder("andon.ticker.lag", lag, TimeUnit.SECONDS, it -> it.get().toNanos() / 1e9)
        .description("How long the longest waiting due thing had waited at the last look")
        .register(meters);
  }

  @Scheduled(
      identity = "deadlines",
      every = "{andon.ticker.every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void beat() {
    try {
      work();
    } catch (RuntimeException failure) {
      if (!DatabaseFailures.isAway(failure)) {
        throw failure;
      }
      Log.warnf("Deadlines wait for the database (%s); the next beat tries again", failure);
    }
  }

  private void work() {
    var begin = time.instant();
    var isMoreDue = true;
    while (isMoreDue) {
      isMoreDue = beat(BatchPacing.of(Duration.between(begin, time.instant())));
    }
    looked(deadlines.nextDue());
  }

  /** Takes what is due once; whether there is more, which is worth taking after a rest. */
  private boolean beat(BatchPacing pace) {
    var begin = time.instant();
    var tick = advance(pace.batch());
    observe(tick);
    var isMoreDue = tick.looked() == pace.batch() && tick.moved() > 0;
    if (isMoreDue) {
      // What is left fell due no earlier than the last of these: the database need not be asked.
      looked(tick.upTo());
      rest.accept(pace.rest(Duration.between(begin, time.instant())));
    }
    return isMoreDue;
  }

  private void looked(Optional<Instant> nextDue) {
    var now = time.instant();
    lag.set(
        nextDue
            .filter(due -> Deadline.hasPassed(due, now))
            .map(due -> Duration.between(due, now))
            .orElse(Duration.ZERO));
    lastLook.set(now);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped between two batches of deadlines", stopped);
    }
  }

  /** If a batch fails for any reason, what is due is tried again at once, one request at a time. */
  private Deadlines.Tick advance(int batch) {
    try {
      return deadlines.advanceDue(batch);
    } catch (RuntimeException failure) {
      Log.warnf("A batch of deadlines failed (%s); going on one request at a time", failure);
      return deadlines.advanceDueOneByOne(batch);
    }
  }

  private void observe(Deadlines.Tick tick) {
    for (var recorded : tick.recorded()) {
      lateness.record(Duration.between(recorded.at(), recorded.recordedAt()));
    }
    if (!tick.recorded().isEmpty()) {
      Log.debugf("Recorded %d deadlines", tick.recorded().size());
    }
  }

  /** How long ago the last batch ended, and how late the longest waiting due thing was then. */
  State state() {
    return new State(Duration.between(lastLook.get(), time.instant()), lag.get());
  }

  record State(Duration sinceLastLook, Duration lag) {}
}
