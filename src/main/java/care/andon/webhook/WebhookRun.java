package care.andon.webhook;

import care.andon.feed.FeedEvent;
import care.andon.feed.UnseenEvents;
import care.andon.feed.UnseenEvents.Progress;
import care.andon.kernel.RequestId;
import care.andon.kernel.WireNames;
import care.andon.outbound.AddressRefusedException;
import care.andon.outbound.Destination;
import care.andon.outbound.Destinations;
import care.andon.outbound.Outbound;
import care.andon.outbound.Outbound.Answer;
import care.andon.platform.time.Time;
import care.andon.webhook.WebhookRepository.Attempt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a webhook has not sent yet, one event after the other, while its lease lasts. While it
 * sends, it holds neither a transaction nor a database connection.
 */
@Singleton
class WebhookRun {
  /** How long a lease is. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Longer than the longest attempt, so that none goes on after the end of the lease. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(22);

  /** Then the next event is tried: perhaps the receiver cannot take this one. */
  private static final int TRIES_OF_ONE = 3;

  private static final int BATCH = 50;
  private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

  private final WebhookRepository repository;
  private final UnseenEvents unseen;
  private final WebhookMessage message;
  private final Destinations destinations;
  private final Outbound outbound;
  private final Turns turns;
  private final Time time;
  private final MeterRegistry meters;

  WebhookRun(
      WebhookRepository repository,
      UnseenEvents unseen,
      WebhookMessage message,
      Destinations destinations,
      Outbound outbound,
      Turns turns,
      Time time,
      MeterRegistry meters) {
    this.repository = repository;
    this.unseen = unseen;
    this.message = message;
    this.destinations = destinations;
    this.outbound = outbound;
    this.turns = turns;
    this.time = time;
    this.meters = meters;
  }

  /**
   * Sends for a webhook that was just leased.
   *
   * @param isStopping whether the instance goes down; then nothing more is begun
   */
  void send(StoredWebhook webhook, BooleanSupplier isStopping) {
    turns.work(() -> new Lease(webhook, isStopping).run());
  }

  /** The meaning of an attempt. */
  private record Result(DeliveryOutcome outcome, Attempt attempt, @Nullable Duration retryAfter) {}

  /** One lease of one webhook. */
  private final class Lease {
    private final StoredWebhook webhook;
    private final BooleanSupplier isStopping;
    private final Instant end;
    private final List<Attempt> unsaved = new ArrayList<>();
    private Progress progress;
    private int failures;
    private @Nullable Instant deliveredAt;
    private Instant savedAt;

    Lease(StoredWebhook webhook, BooleanSupplier isStopping) {
      this.webhook = webhook;
      this.isStopping = isStopping;
      this.savedAt = time.now();
      var until = webhook.leaseUntil();
      this.end = until == null ? savedAt : until.minus(LONGEST_ATTEMPT);
      this.progress = webhook.progress();
      this.failures = webhook.failures();
    }

    void run() {
      if (sendAsides() && sendNews()) {
        save(null, null, true);
      }
    }

    private boolean mayGoOn() {
      return !isStopping.getAsBoolean() && time.now().isBefore(end);
    }

    /** Returns whether the lease goes on. */
    private boolean sendNews() {
      var isEnd = false;
      while (!isEnd && mayGoOn()) {
        var batch = unseen.next(progress, webhook.filter(), BATCH);
        for (var one : batch.events()) {
          if (!mayGoOn()) {
            return true;
          }
          if (!sent(one.event(), 0, one.after())) {
            return false;
          }
          progress = one.after();
          saveSometimes();
        }
        progress = batch.after();
        isEnd = batch.isEndOfPass();
      }
      return true;
    }

    private boolean sendAsides() {
      for (var aside : repository.dueAsides(webhook.id(), BATCH)) {
        if (!mayGoOn()) {
          return true;
        }
        var event = unseen.event(aside.request(), aside.seq());
        if (event.isEmpty()) {
          repository.removeAside(webhook.id(), aside.request(), aside.seq());
        } else if (!sent(event.get(), aside.tries(), progress)) {
          return false;
        }
      }
      return true;
    }

    /**
     * Sends one event.
     *
     * @param refusals how often it was refused; 0 if it was not set aside
     * @param after the progress without it
     * @return whether the lease goes on
     */
    private boolean sent(FeedEvent event, int refusals, Progress after) {
      var result = attempt(webhook, event);
      unsaved.add(result.attempt());
      count(result.outcome());
      return switch (result.outcome()) {
        case DELIVERED -> {
          failures = 0;
          deliveredAt = result.attempt().at();
          yield true;
        }
        case REFUSED -> {
          failures = 0;
          refused(event, refusals + 1);
          yield true;
        }
        case GONE -> {
          disable("gone");
          yield false;
        }
        case FAILED -> {
          failures++;
          if (refusals > 0 || failures % TRIES_OF_ONE == 0) {
            refused(event, refusals + 1);
            progress = after;
          }
          failed(result);
          yield false;
        }
      };
    }

    private void refused(FeedEvent event, int tries) {
      var request = event.request().id();
      if (Retries.isGivenUp(tries)) {
        repository.removeAside(webhook.id(), request, event.version());
        Log.warnf(
            "Webhook %s: event %s was refused %d times and is given up",
            webhook.id(), event.id(), tries);
      } else {
        repository.setAside(
            webhook.id(),
            request,
            event.version(),
            tries,
            Retries.afterRefusals(tries, ThreadLocalRandom.current().nextDouble()));
      }
    }

    private void failed(Result result) {
      var since = webhook.failingSince();
      if (since != null
          && Duration.between(since, time.now()).compareTo(Retries.LONGEST_FAILURE) > 0) {
        disable("failing");
        return;
      }
      var wait =
          Retries.afterFailures(
              failures, ThreadLocalRandom.current().nextDouble(), result.retryAfter());
      save(wait, result.attempt().outcome(), true);
    }

    private void disable(String why) {
      save(null, why, false);
      repository.disable(webhook, why);
      Log.errorf(
          "Webhook %s is disabled: %s; events wait in the history until it is enabled",
          webhook.id(), why);
    }

    private void saveSometimes() {
      if (Duration.between(savedAt, time.now()).compareTo(SAVE_EVERY) > 0) {
        save(null, null, false);
      }
    }

    private void save(@Nullable Duration wait, @Nullable String why, boolean isEnd) {
      repository.save(
          webhook, progress, failures, wait, why, deliveredAt, List.copyOf(unsaved), isEnd);
      unsaved.clear();
      savedAt = time.now();
    }
  }

  private Result attempt(StoredWebhook webhook, FeedEvent event) {
    var at = time.now();
    var signed = message.of(webhook, event, at);
    var request = event.request().id();
    try {
      var to = turns.await(() -> destinations.check(webhook.url()));
      var sent = send(to, signed);
      var answer = turns.await(() -> answer(sent));
      var verdict = DeliveryOutcome.of(answer.status());
      return new Result(
          verdict,
          attempt(request, event, at, outcome(verdict), answer.status()),
          Retries.retryAfter(answer.retryAfter(), time.now()));
    } catch (AddressRefusedException refused) {
      return failed(attempt(request, event, at, refused.rule(), null));
    } catch (NoAnswerException failure) {
      return failed(attempt(request, event, at, "no_answer", null));
    }
  }

  private static Result failed(Attempt attempt) {
    return new Result(DeliveryOutcome.FAILED, attempt, null);
  }

  private Attempt attempt(
      RequestId request, FeedEvent event, Instant at, String outcome, @Nullable Integer status) {
    return new Attempt(
        request, event.version(), at, Duration.between(at, time.now()).toMillis(), outcome, status);
  }

  private static String outcome(DeliveryOutcome outcome) {
    return WireNames.of(outcome);
  }

  /** The receiver did not answer. */
  static final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoAnswerException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Sends a message once and waits for the answer.
   *
   * @throws AddressRefusedException if the address is not allowed now
   * @throws NoAnswerException if there is no answer
   */
  Answer post(StoredWebhook webhook, WebhookMessage.Signed signed) {
    return answer(send(destinations.check(webhook.url()), signed));
  }

  private Future<Answer> send(Destination to, WebhookMessage.Signed signed) {
    return outbound.post(to, signed.headers(), signed.body());
  }

  private static Answer answer(Future<Answer> sent) {
    try {
      return sent.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failure) {
      throw new NoAnswerException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException(stopped);
    }
  }

  private void count(DeliveryOutcome outcome) {
    Counter.builder("andon.webhook.deliveries")
        .description("Attempts to send an event to a webhook")
        .tag("outcome", outcome(outcome))
        .register(meters)
        .increment();
  }
}
