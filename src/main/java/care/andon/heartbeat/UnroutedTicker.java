package care.andon.heartbeat;

import care.andon.platform.sql.DatabaseAway;
import care.andon.request.UnroutedRetry;
import care.andon.request.query.OpenRequestCounts;
import care.andon.request.query.OpenRequestCounts.OfFacility;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Looks every minute, on every replica, for a person for unrouted and unattended requests. Then it
 * counts the open requests of each facility as gauges. {@code andon.requests.unrouted}, summed by
 * the minute, gives the unrouted minutes.
 */
@ApplicationScoped
class UnroutedTicker {
  /** The most unrouted and the most unattended requests that one look retries. */
  private static final int MOST = 500;

  private final UnroutedRetry rerouting;
  private final OpenRequestCounts counts;
  private final MultiGauge open;
  private final MultiGauge overdue;
  private final MultiGauge unrouted;

  UnroutedTicker(UnroutedRetry rerouting, OpenRequestCounts counts, MeterRegistry meters) {
    this.rerouting = rerouting;
    this.counts = counts;
    this.open = gauge("andon.requests.open", "Open requests", meters);
    this.overdue =
        gauge("andon.requests.overdue", "Open requests with a promise that has passed", meters);
    this.unrouted =
        gauge("andon.requests.unrouted", "Open requests that no reachable person has", meters);
  }

  private static MultiGauge gauge(String name, String description, MeterRegistry meters) {
    return MultiGauge.builder(name)
        .description(description + ", as of the last look")
        .register(meters);
  }

  @Scheduled(
      identity = "unrouted",
      every = "{andon.unrouted.every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void look() {
    var routed = rerouting.lookAgain(MOST);
    var facilities = counts.byFacility();
    set(open, facilities, OfFacility::open);
    set(overdue, facilities, OfFacility::overdue);
    set(unrouted, facilities, OfFacility::unrouted);
    if (routed > 0) {
      Log.infof("%d unrouted or unattended requests went to a person", routed);
    }
  }

  private static void set(
      MultiGauge gauge, List<OfFacility> facilities, ToIntFunction<OfFacility> count) {
    gauge.register(
        facilities.stream()
            .map(it -> MultiGauge.Row.of(Tags.of("facility", it.facility()), count.applyAsInt(it)))
            .toList(),
        true);
  }
}
