package care.andon.escalation;

import care.andon.request.Requests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Beats every second by default; a beat goes on until nothing is due. */
@ApplicationScoped
class DeadlineTicker {
  private final Requests requests;
  private final InstantSource time;
  private final Timer lateness;
  private final AtomicReference<Duration> lag = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Instant> lastBeat;

  DeadlineTicker(Requests requests, InstantSource time, MeterRegistry meters) {
    this.requests = requests;
    this.time = time;
    this.lastBeat = new AtomicReference<>(time.instant());
    this.lateness =
        Timer.builder("andon.ticker.lateness")
            .description("From the instant something was due to the instant it was recorded")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    TimeGauge.builder("andon.ticker.lag", lag, TimeUnit.SECONDS, it -> it.get().toNanos() / 1e9)
        .description("How long the longest waiting due thing has waited after the last beat")
        .register(meters);
  }

  @Scheduled(
      identity = "deadlines",
      every = "{andon.ticker.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void beat() {
    var begin = time.instant();
    var isMoreDue = true;
    while (isMoreDue) {
      isMoreDue = beat(Pace.of(Duration.between(begin, time.instant())));
    }
    var now = time.instant();
    lag.set(
        requests
            .nextDue()
            .filter(due -> due.isBefore(now))
            .map(due -> Duration.between(due, now))
            .orElse(Duration.ZERO));
    lastBeat.set(now);
  }

  /** Takes what is due once; whether there is more, which is worth taking after a rest. */
  private boolean beat(Pace pace) {
    var begin = time.instant();
    var tick = advance(pace.batch());
    observe(tick);
    var isMoreDue = tick.looked() == pace.batch() && tick.moved() > 0;
    if (isMoreDue) {
      rest(pace.rest(Duration.between(begin, time.instant())));
    }
    return isMoreDue;
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped between two batches of deadlines", stopped);
    }
  }

  private Requests.Tick advance(int batch) {
    try {
      return requests.advanceDue(batch);
    } catch (RuntimeException failure) {
      Log.errorf(failure, "A batch of deadlines failed; going on one request at a time");
      return requests.advanceDueOneByOne(batch);
    }
  }

  private void observe(Requests.Tick tick) {
    for (var recorded : tick.recorded()) {
      lateness.record(Duration.between(recorded.at(), recorded.recordedAt()));
    }
    if (!tick.recorded().isEmpty()) {
      Log.debugf("Recorded %d deadlines", tick.recorded().size());
    }
  }

  /** How long ago the last beat ended, and how late the longest waiting due thing was then. */
  State state() {
    return new State(Duration.between(lastBeat.get(), time.instant()), lag.get());
  }

  record State(Duration sinceLastBeat, Duration lag) {}
}
