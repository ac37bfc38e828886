package care.andon.heartbeat;

import care.andon.request.UnroutedRetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks every minute for somebody who has what nobody has, on every replica. How many requests are
 * still without anybody is a meter: summed by the minute it gives the unrouted minutes.
 */
@ApplicationScoped
class UnroutedTicker {
  /** With more than these a hospital has nobody at all. */
  private static final int MOST = 500;

  private final UnroutedRetry rerouting;
  private final AtomicInteger unrouted = new AtomicInteger();

  UnroutedTicker(UnroutedRetry rerouting, MeterRegistry meters) {
    this.rerouting = rerouting;
    Gauge.builder("andon.requests.unrouted", unrouted, AtomicInteger::get)
        .description("Requests without a reachable responsible person, as of the last look")
        .register(meters);
  }

  @Scheduled(
      identity = "unrouted",
      every = "{andon.unrouted.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    var routed = rerouting.lookAgain(MOST);
    unrouted.set(rerouting.unrouted());
    if (routed > 0) {
      Log.infof("%d requests that nobody had have somebody now", routed);
    }
  }
}
