package care.andon.request;

import care.andon.history.History;
import care.andon.platform.Batch;
import care.andon.routing.Routing;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.Loads;
import care.andon.routing.engine.RequestFacts;
import care.andon.sla.Promises;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Looks again at what nobody reachable has, and gives it to somebody as soon as somebody is there.
 * Any number of replicas may do so; each request is routed by one.
 */
@ApplicationScoped
public class Rerouting {
  private final RequestRepository repository;
  private final Loading loading;
  private final Routing routing;
  private final History history;
  private final Promises promises;
  private final Ladder ladder;
  private final Shifts shifts;
  private final InstantSource time;

  Rerouting(
      RequestRepository repository,
      Loading loading,
      Routing routing,
      History history,
      Promises promises,
      Ladder ladder,
      Shifts shifts,
      InstantSource time) {
    this.repository = repository;
    this.loading = loading;
    this.routing = routing;
    this.history = history;
    this.promises = promises;
    this.ladder = ladder;
    this.shifts = shifts;
    this.time = time;
  }

  /** How many requests nobody reachable has now. */
  public int unrouted() {
    return repository.countUnrouted();
  }

  /**
   * Looks at the requests that have waited longest, each in a transaction of its own: one that
   * fails does not keep the others waiting.
   *
   * @return how many have somebody now
   */
  public int lookAgain(int most) {
    var routed = 0;
    for (var id : repository.unrouted(most)) {
      try {
        if (QuarkusTransaction.requiringNew().call(() -> lookAgain(id))) {
          routed++;
        }
      } catch (RuntimeException failure) {
        Log.errorf(failure, "Request %s, which nobody has, cannot be routed", id);
      }
    }
    return routed;
  }

  private boolean lookAgain(UUID id) {
    var claimed = repository.claim(id);
    return !claimed.isEmpty() && claimed.getFirst().isLookedForAgain() && route(claimed.getFirst());
  }

  private boolean route(SupportRequest request) {
    var now = time.instant();
    var plan = routing.plan(facts(request, now));
    if (plan.decide(Loads.NONE).unrouted()) {
      return false;
    }
    var loads = plan.balanced().map(loading::hold).orElse(Loads.NONE);
    request.routeAgain(Reasons.of(plan.decide(loads)), new Moment(now, promises, ladder, shifts));
    save(request, plan, loads);
    return !request.responsible().isUnrouted();
  }

  private void save(SupportRequest request, Routing.Plan plan, Loads loads) {
    var batch = new Batch();
    history.append(batch, History.Entry.of(request.takeNews(), request.dueBefore()));
    var chosen = request.assignee();
    if (plan.takesTurns() && chosen != null) {
      plan.balanced().ifPresent(team -> loading.hadATurn(batch, team, chosen, loads));
    }
    repository.persistWhatBegan(request);
    repository.flush();
    repository.send(batch);
  }

  static RequestFacts facts(SupportRequest request, Instant at) {
    return new RequestFacts(
        request.filed().category(),
        request.impact(),
        request.filed().unit(),
        request.filed().facility(),
        request.filed().visibility(),
        request.filed().item().map(ItemWords::in).orElse(List.of()),
        at);
  }
}
