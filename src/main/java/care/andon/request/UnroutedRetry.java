package care.andon.request;

import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.state.RoutingReasons;
import care.andon.routing.Routing;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.TeamLoads;
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
 * Retries unrouted and unattended requests: each goes to a person as soon as one can be reached, by
 * the rosters of that time. Any number of replicas may run this; each request is handed on by one.
 */
@ApplicationScoped
public class UnroutedRetry {
  private final RequestRepository repository;
  private final RequestRecorder recorder;
  private final ActContexts contexts;
  private final TeamLoadLock loading;
  private final Routing routing;
  private final AssigneeShifts shifts;
  private final InstantSource time;

  UnroutedRetry(
      RequestRepository repository,
      RequestRecorder recorder,
      ActContexts contexts,
      TeamLoadLock loading,
      Routing routing,
      AssigneeShifts shifts,
      InstantSource time) {
    this.repository = repository;
    this.recorder = recorder;
    this.contexts = contexts;
    this.loading = loading;
    this.routing = routing;
    this.shifts = shifts;
    this.time = time;
  }

  /**
   * Retries the unrouted requests that have waited longest and the unattended ones that fall due
   * first. Each has a transaction of its own, so that one that fails does not keep the others
   * waiting.
   *
   * @param most how many of either
   * @return how many went to a person
   */
  public int lookAgain(int most) {
    return each(repository.unrouted(most), this::route) + each(unattended(most), this::pickUp);
  }

  /**
   * Unattended requests whose assignee is on duty again, or that a person of the team could take.
   */
  private List<UUID> unattended(int most) {
    var now = time.instant();
    return repository.unattended(most).stream()
        .filter(it -> isOnDutyAgain(it, now) || isLeftToTheTeam(it, now))
        .map(RequestRepository.Unattended::id)
        .toList();
  }

  private boolean isOnDutyAgain(RequestRepository.Unattended it, Instant now) {
    return ended(it, now).isEmpty();
  }

  /** As in {@link OffShiftPolicy#lookAgain}. */
  private boolean isLeftToTheTeam(RequestRepository.Unattended it, Instant now) {
    var assignee = it.assignee();
    return ended(it, now).filter(absent -> absent.relief() != null).isPresent()
        && (assignee == null
            || shifts.hasEndedBetween(it.heldSince(), now, assignee, it.facility(), it.team()));
  }

  private Optional<AssigneeShifts.Ended> ended(RequestRepository.Unattended it, Instant now) {
    return shifts.ended(it.assignee(), it.facility(), it.team(), now, WorkDistribution.none());
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
        Log.errorf(
            failure, "Re-routing request %s failed; it stays as it is until the next retry", id);
      }
    }
    return found;
  }

  private boolean pickUp(SupportRequest request) {
    var team = Optional.ofNullable(request.team()).map(List::of).orElse(List.of());
    var context = contexts.at(time.instant(), team);
    new RequestActs(request, context).pickUp();
    recorder.save(List.of(request), context.shares());
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
    new RequestActs(request, contexts.at(now)).routeAgain(RoutingReasons.of(plan.decide(loads)));
    save(request, plan, loads);
    return !request.responsible().isUnrouted();
  }

  private void save(SupportRequest request, Routing.Plan plan, TeamLoads loads) {
    var chosen = request.assignee();
    recorder.save(
        List.of(request),
        batch -> {
          if (plan.countsTurn() && chosen != null) {
            plan.teamToBalance().ifPresent(team -> loading.hadATurn(batch, team, chosen, loads));
          }
        });
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
