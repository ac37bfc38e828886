package care.andon.request;

import care.andon.history.RecordedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Claims the requests on which something fell due, and records it. */
@ApplicationScoped
class DeadlineSweep implements Deadlines {
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

  /** So the longest backoff is 256 s. */
  private static final int MOST_DOUBLINGS = 8;

  /** The most failing requests that are remembered. A forgotten one is only retried sooner. */
  private static final int MOST_FAILING = 1_000;

  private final RequestRepository repository;
  private final RequestRecorder recorder;
  private final ActContexts contexts;
  private final InstantSource time;
  private final Counter postponed;

  /** How often in a row a request has failed alone on this instance. */
  private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

  DeadlineSweep(
      RequestRepository repository,
      RequestRecorder recorder,
      ActContexts contexts,
      InstantSource time,
      MeterRegistry meters) {
    this.repository = repository;
    this.recorder = recorder;
    this.contexts = contexts;
    this.time = time;
    this.postponed =
        Counter.builder("andon.deadlines.postponed")
            .description("Failures of single requests that failed alone before, and so wait longer")
            .register(meters);
  }

  @Override
  public Tick advanceDue(int most) {
    var tick =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  var now = time.instant();
                  return advance(repository.claimDue(now, most), now);
                });
    recorder.count(tick.recorded());
    return tick;
  }

  @Override
  public Tick advanceDueOneByOne(int most) {
    var now = time.instant();
    var recorded = new ArrayList<RecordedEvent>();
    var moved = 0;
    var upTo = Optional.<Instant>empty();
    var due = repository.due(now, most);
    for (var id : due) {
      try {
        var tick = QuarkusTransaction.requiringNew().call(() -> advance(repository.claim(id), now));
        recorder.count(tick.recorded());
        recorded.addAll(tick.recorded());
        // In the order in which they were due; empty where another replica had claimed it.
        upTo = tick.upTo().isPresent() ? tick.upTo() : upTo;
        moved++;
        failures.remove(id);
      } catch (RuntimeException failure) {
        backOff(id, failure);
      }
    }
    return new Tick(due.size(), moved, upTo, recorded);
  }

  /**
   * Lets the others go on: the request is due again after 1 s, and after twice as long each time it
   * fails again. It has failed for a reason of its own only if the database can be written to. If
   * it cannot, this fails too, and nothing is counted or moved.
   */
  private void backOff(UUID id, RuntimeException failure) {
    var before = failures.getOrDefault(id, 0);
    var wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
    QuarkusTransaction.requiringNew().run(() -> repository.postpone(id, time.instant().plus(wait)));
    if (failures.size() >= MOST_FAILING) {
      failures.clear();
    }
    failures.put(id, before + 1);
    if (before == 0) {
      Log.warnf("Deadlines of request %s failed (%s); they are tried again", id, failure);
    } else {
      postponed.increment();
      Log.errorf(
          failure, "Deadlines of request %s failed %d times; next try in %s", id, before + 1, wait);
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    return repository.nextTick();
  }

  private Tick advance(List<SupportRequest> due, Instant now) {
    var upTo =
        due.stream()
            .flatMap(request -> request.nextTickAt().stream())
            .max(Comparator.naturalOrder());
    var context = contexts.at(now, due, Optional.empty());
    due.forEach(request -> new CatchUp(request, context).toNow());
    var events = recorder.save(due, context.shares());
    var moved = due.stream().filter(request -> isLater(request.nextTickAt(), now)).count();
    return new Tick(due.size(), (int) moved, upTo, events);
  }

  private static boolean isLater(Optional<Instant> next, Instant now) {
    return next.isEmpty() || next.get().isAfter(now);
  }
}
