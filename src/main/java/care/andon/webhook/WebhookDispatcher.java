package care.andon.webhook;

import care.andon.platform.sql.DatabaseAway;
import care.andon.platform.sql.DatabaseWatch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Leases webhooks that have something to send, and lets each send on a virtual thread of its own. A
 * slow receiver holds its own thread and delays no other webhook.
 */
@ApplicationScoped
class WebhookDispatcher {
  /** How many webhooks send at the same time on one instance. */
  private static final int MOST = 64;

  private static final int DELETED_AT_ONCE = 1_000;

  private final WebhookRepository repository;
  private final WebhookRun run;
  private final DatabaseWatch database;
  private final Optional<Duration> pause;
  private final Duration keep;
  private final Semaphore places = new Semaphore(MOST);
  private final AtomicBoolean isStopping = new AtomicBoolean();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhooks").factory());
  private final ExecutorService sending =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 1).factory());

  private volatile List<StoredWebhook> known = List.of();

  WebhookDispatcher(
      WebhookRepository repository,
      WebhookRun run,
      DatabaseWatch database,
      MeterRegistry meters,
      @ConfigProperty(name = "andon.webhooks.every", defaultValue = "500ms") String every,
      @ConfigProperty(name = "andon.webhooks.keep", defaultValue = "30d") Duration keep) {
    this.repository = repository;
    this.run = run;
    this.database = database;
    this.pause = every.equals("off") ? Optional.empty() : Optional.of(duration(every));
    this.keep = keep;
    gauge(meters, "on", it -> it.isEnabled() && it.failures() == 0);
    gauge(meters, "waiting", it -> it.isEnabled() && it.failures() > 0);
    gauge(meters, "disabled", it -> !it.isEnabled());
  }

  private static Duration duration(String text) {
    return new DurationConverter().convert(text);
  }

  private void gauge(MeterRegistry meters, String state, Predicate<StoredWebhook> is) {
    Gauge.builder("andon.webhooks", this, it -> it.known.stream().filter(is).count())
        .description("Webhooks by state, counted every minute; the same on every instance")
        .tag("state", state)
        .register(meters);
  }

  void start(@Observes StartupEvent event) {
    pause.ifPresent(
        it -> {
          var _ =
              looking.scheduleWithFixedDelay(
                  this::look, it.toMillis(), it.toMillis(), TimeUnit.MILLISECONDS);
        });
  }

  /** Begins nothing more. What is being sent may end. */
  void goDown(@Observes ShutdownDelayInitiatedEvent event) {
    isStopping.set(true);
  }

  void stop(@Observes ShutdownEvent event) {
    isStopping.set(true);
    looking.shutdownNow();
    sending.shutdown();
  }

  private void look() {
    if (database.isAway() || isStopping.get()) {
      return;
    }
    try {
      dispatch();
    } catch (RuntimeException failure) {
      Log.warnf("Looking for webhooks with events failed, will retry: %s", failure.getMessage());
    }
  }

  /** Lets each webhook that has something to send begin. */
  void dispatch() {
    var free = places.drainPermits();
    if (free == 0) {
      return;
    }
    var claimed = List.<StoredWebhook>of();
    try {
      claimed = repository.claim(WebhookRun.LEASE, free);
    } finally {
      places.release(free - claimed.size());
    }
    claimed.forEach(webhook -> sending.execute(() -> send(webhook)));
  }

  private void send(StoredWebhook webhook) {
    try {
      run.send(webhook, isStopping::get);
    } catch (RuntimeException failure) {
      Log.warnf(
          "Webhook %s stopped sending; it goes on when its lease has ended: %s",
          webhook.id(), failure.getMessage());
    } finally {
      places.release();
    }
  }

  @Scheduled(
      identity = "webhooks",
      every = "{andon.webhooks.count-every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void count() {
    known = repository.all();
    var deleted = DELETED_AT_ONCE;
    while (deleted == DELETED_AT_ONCE) {
      deleted = repository.deleteAttempts(keep, DELETED_AT_ONCE);
    }
  }
}
