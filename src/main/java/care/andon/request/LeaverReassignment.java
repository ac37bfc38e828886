package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.imports.OpenWork;
import care.andon.directory.oncall.Person;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.kernel.PersonId;
import care.andon.request.assignment.ReachablePeople;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reassigns the open requests of people who have left to their teams, and there to a person on
 * call.
 *
 * <p>Leaving is recorded in its own transaction. The requests are reassigned after it, some at a
 * time. If this stops in between, the next heartbeat goes on, on any instance: no request is lost,
 * and none is handed on twice.
 */
@ApplicationScoped
public class LeaverReassignment implements OpenWork {
  private static final int BATCH = 50;

  /**
   * The time after a person left during which new requests of theirs are looked for. A replica that
   * does not know of the leaving yet may still assign some to them.
   */
  private static final Duration WATCHED = Duration.ofHours(1);

  private final LeaverRepository repository;
  private final RequestRecorder recorder;
  private final ActContexts contexts;
  private final Directory directory;
  private final InstantSource time;

  LeaverReassignment(
      LeaverRepository repository,
      RequestRecorder recorder,
      ActContexts contexts,
      Directory directory,
      InstantSource time) {
    this.repository = repository;
    this.recorder = recorder;
    this.contexts = contexts;
    this.directory = directory;
    this.time = time;
  }

  @Override
  public Map<UUID, Integer> ofPeople(Collection<UUID> people) {
    return repository.openBy("assignee_id", people);
  }

  @Override
  public Map<UUID, Integer> ofTeams(Collection<UUID> teams) {
    return repository.openBy("team_id", teams);
  }

  @Override
  public Map<UUID, Integer> ofUnits(Collection<UUID> units) {
    return repository.openBy("unit_id", units);
  }

  /**
   * Reassigns all requests of leavers. A failure is logged, and the heartbeat tries again. Without
   * a request context, Hibernate could not read outside of a transaction.
   */
  @Override
  @ActivateRequestContext
  public void reassignLeaversRequests() {
    try {
      if (!repository.isAnybodyWatched()) {
        return;
      }
      int handed;
      do {
        handed = handOver(BATCH);
      } while (handed == BATCH);
      QuarkusTransaction.requiringNew().run(() -> repository.forget(time.instant().minus(WATCHED)));
    } catch (RuntimeException failure) {
      Log.errorf(failure, "Reassigning requests of leavers failed; the next heartbeat tries again");
    }
  }

  /**
   * Reassigns at most {@code most} requests in one transaction.
   *
   * @return how many were reassigned
   */
  int handOver(int most) {
    return QuarkusTransaction.requiringNew().call(() -> reassign(most));
  }

  private int reassign(int most) {
    var found = repository.claim(most);
    if (found.isEmpty()) {
      return 0;
    }
    var teams = found.stream().flatMap(it -> Optional.ofNullable(it.team()).stream()).toList();
    var context = contexts.at(time.instant(), teams);
    for (var request : found) {
      var person = request.assignee();
      if (person != null) {
        new RequestActs(request, context).assigneeLeft(left(request, person, context));
      }
    }
    recorder.save(found, context.shares());
    return found.size();
  }

  private AssigneeLeft left(SupportRequest request, PersonId person, ActContext context) {
    var onCall = onCall(request, person, context);
    var name = directory.person(person).map(Person::name).orElse("Whoever had it");
    return new AssigneeLeft(
        person,
        request.team(),
        onCall == null ? null : onCall.id(),
        onCall == null
            ? name + " has left; the team has it"
            : name + " has left; " + onCall.name() + " is on call for the team");
  }

  private @Nullable Person onCall(SupportRequest request, PersonId left, ActContext context) {
    var team = request.team();
    var there = new ReachablePeople(directory.snapshot(), context.now());
    return team == null
        ? null
        : context.shares().first(team, there.others(team, left)).orElse(null);
  }
}
