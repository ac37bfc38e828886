package care.andon.request;

import care.andon.history.History;
import care.andon.platform.sql.SqlBatch;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.escalation.EscalationTiers;
import care.andon.routing.Routing;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.TeamLoads;
import care.andon.sla.Promises;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Looks again at what nobody reachable has, and at what was left unattended, and gives it to
 * somebody as soon as somebody is there, whether by the roster of then or by one that has changed
 * since. Any number of replicas may do so; each request is given to somebody by one.
 */
@ApplicationScoped
public class UnroutedRetry {
  private final RequestRepository repository;
  private final TeamLoadLock loading;
  private final Routing routing;
  private final History history;
  private final Promises promises;
  private final EscalationTiers ladder;
  private final AssigneeShifts shifts;
  private final InstantSource time;

  UnroutedRetry(
      RequestRepository repository,
      TeamLoadLock loading,
      Routing routing,
      History history,
      Promises promises,
      EscalationTiers ladder,
      AssigneeShifts shifts,
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
   * Looks at those that have waited longest and at those that fall due first, at most so many of
   * either, each in a transaction of its own: one that fails does not keep the others waiting.
   *
   * @return how many have somebody now
   */
  public int lookAgain(int most) {
    return each(repository.unrouted(most), this::route) + each(unattended(most), this::pickUp);
  }

  /**
   * Those whose assignee is there again, or somebody of their team; the others are not held for it.
   */
  private List<UUID> unattended(int most) {
    var now = time.instant();
    return repository.unattended(most).stream()
        .filter(
            it ->
                shifts
                    .ended(it.assignee(), it.facility(), it.team(), now, WorkDistribution.none())
                    .map(absent -> absent.relief() != null)
                    .orElse(true))
        .map(RequestRepository.Unattended::id)
        .toList();
  }

  private int each(List<UUID> ids, Predicate<SupportRequest> look) {
    var found = 0;
    for (var id : ids) {
      try {
        if (QuarkusTransaction.requiringNew()
            .call(() -> repository.claim(id).stream().anyMatch(look))) {
          found++;
        }
      } catch (RuntimeException failure) {
        Log.errorf(failure, "Request %s, which nobody has, cannot be given to anybody", id);
      }
    }
    return found;
  }

  private boolean pickUp(SupportRequest request) {
    var team = Optional.ofNullable(request.team()).map(List::of).orElse(List.of());
    var shares = loading.shares(team);
    var context = new ActContext(time.instant(), promises, ladder, shifts, shares);
    new RequestActs(request, context).pickUp();
    var batch = new SqlBatch();
    loading.hadTurns(batch, shares);
    save(request, batch);
    return !request.responsible().isUnattended();
  }

  private boolean route(SupportRequest request) {
    if (!request.isLookedForAgain()) {
      return false;
    }
    var now = time.instant();
    var plan = routing.plan(facts(request, now));
    if (plan.decide(TeamLoads.NONE).unrouted()) {
      return false;
    }
    var loads = plan.teamToBalance().map(loading::hold).orElse(TeamLoads.NONE);
    new RequestActs(request, new ActContext(now, promises, ladder, shifts))
        .routeAgain(RoutingReasons.of(plan.decide(loads)));
    save(request, plan, loads);
    return !request.responsible().isUnrouted();
  }

  private void save(SupportRequest request, Routing.Plan plan, TeamLoads loads) {
    var batch = new SqlBatch();
    var chosen = request.assignee();
    if (plan.countsTurn() && chosen != null) {
      plan.teamToBalance().ifPresent(team -> loading.hadATurn(batch, team, chosen, loads));
    }
    save(request, batch);
  }

  private void save(SupportRequest request, SqlBatch batch) {
    history.append(batch, History.Entry.of(request.drainEvents(), request.dueBefore()));
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
