package care.andon.request;

import care.andon.history.RecordedEvent;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Claims the requests on which something fell due, and records it. */
@ApplicationScoped
class DeadlineSweep implements Deadlines {
  /** The time for which a request that failed is skipped. */
  private static final Duration POSTPONED = Duration.ofMinutes(5);

  private final RequestRepository repository;
  private final RequestRecorder recorder;
  private final ActContexts contexts;
  private final InstantSource time;

  DeadlineSweep(
      RequestRepository repository,
      RequestRecorder recorder,
      ActContexts contexts,
      InstantSource time) {
    this.repository = repository;
    this.recorder = recorder;
    this.contexts = contexts;
    this.time = time;
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
      } catch (RuntimeException failure) {
        Log.errorf(failure, "Deadlines of request %s cannot be advanced", id);
        QuarkusTransaction.requiringNew().run(() -> repository.postpone(id, now.plus(POSTPONED)));
      }
    }
    return new Tick(due.size(), moved, upTo, recorded);
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
