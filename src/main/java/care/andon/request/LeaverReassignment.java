package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.imports.OpenWork;
import care.andon.directory.oncall.Person;
import care.andon.history.History;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.kernel.PersonId;
import care.andon.platform.sql.SqlBatch;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.ReachablePeople;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.escalation.EscalationTiers;
import care.andon.sla.Promises;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to people who have left goes to their teams, and to whoever is on call there.
 *
 * <p>That somebody left is written in the transaction in which they do; what was theirs is handed
 * on after it, some requests at a time, until none is left. Whoever stops in between is followed by
 * the next heartbeat, on any instance: nothing is lost, and nothing is handed on twice.
 */
@ApplicationScoped
public class LeaverReassignment implements OpenWork {
  private static final int BATCH = 50;

  /**
   * How long it is looked whether something came to somebody after they had left: an instance that
   * has not heard of it yet may still hand them something.
   */
  private static final Duration WATCHED = Duration.ofHours(1);

  private final LeaverRepository repository;
  private final RequestRepository requests;
  private final TeamLoadLock loading;
  private final History history;
  private final Directory directory;
  private final Promises promises;
  private final EscalationTiers ladder;
  private final AssigneeShifts shifts;
  private final InstantSource time;

  LeaverReassignment(
      LeaverRepository repository,
      RequestRepository requests,
      TeamLoadLock loading,
      History history,
      Directory directory,
      Promises promises,
      EscalationTiers ladder,
      AssigneeShifts shifts,
      InstantSource time) {
    this.repository = repository;
    this.requests = requests;
    this.loading = loading;
    this.history = history;
    this.directory = directory;
    this.promises = promises;
    this.ladder = ladder;
    this.shifts = shifts;
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

  /** Hands on all there is; what cannot be is logged, and tried again by the heartbeat. */
  @Override
  public void handOver() {
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
      Log.errorf(failure, "Requests of people who have left are still theirs");
    }
  }

  /**
   * Hands on at most {@code most} requests in one transaction.
   *
   * @return how many
   */
  int handOver(int most) {
    return QuarkusTransaction.requiringNew().call(() -> hand(most));
  }

  private int hand(int most) {
    var found = repository.claim(most);
    if (found.isEmpty()) {
      return 0;
    }
    var teams = found.stream().flatMap(it -> Optional.ofNullable(it.team()).stream()).toList();
    var moment = new ActContext(time.instant(), promises, ladder, shifts, loading.shares(teams));
    var entries = new ArrayList<History.Entry>();
    for (var request : found) {
      var person = request.assignee();
      if (person != null) {
        new RequestActs(request, moment).assigneeLeft(left(request, person, moment));
      }
      entries.addAll(History.Entry.of(request.drainEvents(), request.dueBefore()));
      requests.persistWhatBegan(request);
    }
    var batch = new SqlBatch();
    loading.hadTurns(batch, moment.shares());
    history.append(batch, entries);
    requests.flush();
    requests.send(batch);
    return found.size();
  }

  private AssigneeLeft left(SupportRequest request, PersonId person, ActContext moment) {
    var onCall = onCall(request, person, moment);
    var name = directory.person(person).map(Person::name).orElse("Whoever had it");
    return new AssigneeLeft(
        person,
        request.team(),
        onCall == null ? null : onCall.id(),
        onCall == null
            ? name + " has left; the team has it"
            : name + " has left; " + onCall.name() + " is on call for the team");
  }

  private @Nullable Person onCall(SupportRequest request, PersonId left, ActContext moment) {
    var team = request.team();
    var there = new ReachablePeople(directory.snapshot(), moment.now());
    return team == null ? null : moment.shares().first(team, there.others(team, left)).orElse(null);
  }
}
