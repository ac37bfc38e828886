package care.andon.feed;

import care.andon.platform.sql.DatabaseAway;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Measures for how long a transaction in progress has held back the feed, from the start on. */
@Startup
@ApplicationScoped
class FeedMeasure {
  private final EventFeed feed;
  private final InstantSource time;
  private final AtomicReference<Duration> withheld = new AtomicReference<>(Duration.ZERO);

  FeedMeasure(EventFeed feed, InstantSource time, MeterRegistry meters) {
    this.feed = feed;
    this.time = time;
    TimeGauge.builder(
            "andon.events.withheld", withheld, TimeUnit.SECONDS, it -> it.get().toSeconds())
        .description("How long an open transaction has held back the oldest event of the feed")
        .register(meters);
  }

  @Scheduled(
      identity = "events",
      every = "{andon.events.measure-every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void measure() {
    var since = feed.horizon().withheldSince();
    withheld.set(since == null ? Duration.ZERO : Duration.between(since, time.instant()));
  }
}
