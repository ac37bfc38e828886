package care.andon.feed;

import care.andon.platform.sql.DatabaseWatch;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wakes the calls that wait for events. While there are any, one thread of this instance asks the
 * database every quarter of a second whether there are new events; so the cost does not depend on
 * how many calls wait. A call that waits holds no thread.
 *
 * <p>It does not use {@code listen} and {@code notify}: {@code notify} would make transactions
 * commit one after the other, and {@code listen} needs a session of its own.
 */
@ApplicationScoped
class FeedTail {
  /** How many calls read at the same time, so that they leave connections to others. */
  private static final int READERS = 2;

  private final EventFeed feed;
  private final FeedRepository repository;
  private final DatabaseWatch database;
  private final Duration pause;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("feed-tail").factory());
  private final ExecutorService reading =
      Executors.newFixedThreadPool(
          READERS, Thread.ofPlatform().daemon().name("feed-reader-", 1).factory());

  private final Set<UniEmitter<? super Void>> waiting = new LinkedHashSet<>();
  private long looked;
  private long newest;
  private boolean isStopped;

  FeedTail(
      EventFeed feed,
      FeedRepository repository,
      DatabaseWatch database,
      @ConfigProperty(name = "andon.events.look-every", defaultValue = "250ms") Duration pause) {
    this.feed = feed;
    this.repository = repository;
    this.database = database;
    this.pause = pause;
  }

  void start(@Observes StartupEvent event) {
    var _ =
        looking.scheduleWithFixedDelay(
            this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends all waiting. Readiness is down by then, so clients come back to another instance. */
  void goDown(@Observes ShutdownDelayInitiatedEvent event) {
    stopWaiting();
  }

  void stop(@Observes ShutdownEvent event) {
    stopWaiting();
    looking.shutdownNow();
    reading.shutdown();
  }

  private void stopWaiting() {
    synchronized (this) {
      isStopped = true;
    }
    wake();
  }

  /** Whether this instance is going down, so that no call waits any longer. */
  synchronized boolean isStopped() {
    return isStopped;
  }

  /**
   * Completes when there may be events from {@code horizon} on, or when this instance goes down.
   * The continuation runs on a thread that may use the database.
   *
   * @param horizon up to which the caller has read
   */
  Uni<Void> isBeyond(long horizon) {
    return Uni.createFrom().<Void>emitter(emitter -> await(horizon, emitter)).emitOn(reading);
  }

  private void await(long horizon, UniEmitter<? super Void> emitter) {
    synchronized (this) {
      if (!isStopped && newest <= horizon) {
        waiting.add(emitter);
        emitter.onTermination(() -> forget(emitter));
        return;
      }
    }
    emitter.complete(null);
  }

  private synchronized void forget(UniEmitter<? super Void> emitter) {
    waiting.remove(emitter);
  }

  /** Looks for new events, if a call waits for some. */
  void look() {
    if (isIdle() || database.isAway()) {
      return;
    }
    try {
      var horizon = feed.horizon().horizon();
      // Lower than before in a new era: then every reader looks for itself.
      if (horizon < looked || (horizon > looked && repository.hasEvents(looked, horizon))) {
        found(horizon);
        wake();
      }
      looked(horizon);
    } catch (RuntimeException failure) {
      Log.warnf("Looking for new events failed, will retry: %s", failure.getMessage());
    }
  }

  private synchronized boolean isIdle() {
    return waiting.isEmpty();
  }

  private synchronized void found(long horizon) {
    newest = horizon;
  }

  private synchronized void looked(long horizon) {
    looked = horizon;
  }

  private void wake() {
    List<UniEmitter<? super Void>> all;
    synchronized (this) {
      all = new ArrayList<>(waiting);
      waiting.clear();
    }
    all.forEach(emitter -> emitter.complete(null));
  }
}
