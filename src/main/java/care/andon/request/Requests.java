package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.PersonName;
import care.andon.directory.Unit;
import care.andon.directory.oncall.Person;
import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.text.Uuids;
import care.andon.platform.web.ConditionalRequests;
import care.andon.request.asker.AskerTags;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.ReachablePeople;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.escalation.EscalationIsOver;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.state.TransitionNotAllowed;
import care.andon.routing.engine.TeamLoads;
import care.andon.sla.Promises;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of one request: file it, act on it, look at it.
 *
 * <p>Filing writes in one round trip with the commit. Where a rule balances the work of a team, the
 * team's loads are locked and read before, in one more round trip. An act locks and reads the
 * request in one round trip, saves it in another with {@link RequestRecorder}, and commits. A retry
 * is noticed when its idempotency key cannot be stored again, or when the act is refused.
 */
@ApplicationScoped
public class Requests {
  private final RequestRepository repository;
  private final RequestRows rows;
  private final RequestFactory opening;
  private final Permission permission;
  private final RequestRecorder recorder;
  private final ActContexts contexts;
  private final TeamLoadLock loading;
  private final Assignments assignments;
  private final WordErasure erasure;
  private final History history;
  private final IdempotencyKeys keys;
  private final IdempotentExecution once;
  private final Directory directory;
  private final Promises promises;
  private final AssigneeShifts shifts;
  private final AskerTags tags;
  private final InstantSource time;

  Requests(
      RequestRepository repository,
      RequestRows rows,
      RequestFactory opening,
      Permission permission,
      RequestRecorder recorder,
      ActContexts contexts,
      TeamLoadLock loading,
      Assignments assignments,
      WordErasure erasure,
      History history,
      IdempotencyKeys keys,
      IdempotentExecution once,
      Directory directory,
      Promises promises,
      AssigneeShifts shifts,
      AskerTags tags,
      InstantSource time) {
    this.repository = repository;
    this.rows = rows;
    this.opening = opening;
    this.permission = permission;
    this.recorder = recorder;
    this.contexts = contexts;
    this.loading = loading;
    this.assignments = assignments;
    this.erasure = erasure;
    this.history = history;
    this.keys = keys;
    this.once = once;
    this.directory = directory;
    this.promises = promises;
    this.shifts = shifts;
    this.tags = tags;
    this.time = time;
  }

  /**
   * What an act made of a request.
   *
   * @param replayed whether the act was done before under the same key, and this is how the request
   *     was right after it
   */
  public record Outcome(
      SupportRequest request, Actor actor, Instant now, int status, boolean replayed) {}

  /**
   * How the caller wants an act done.
   *
   * @param key makes a retry recognisable; null for none
   * @param ifMatch tag of the version the caller has seen; null for any
   */
  public record Terms(@Nullable IdempotencyKey key, @Nullable String ifMatch) {}

  /** The caller as the directory knows it. */
  public Actor actor(Caller caller) {
    return actor(caller, time.instant());
  }

  private Actor actor(Caller caller, Instant at) {
    var snapshot = directory.snapshot();
    var person = snapshot.personByUsername(caller.username());
    var there = new ReachablePeople(snapshot, at);
    return new Actor(
        caller,
        person.orElse(null),
        tags.identity(caller, person.orElse(null)),
        person.map(it -> snapshot.teamsOf(it.id())).orElse(Set.of()),
        caller.is(Role.CAREGIVER) ? unit(caller, person, snapshot) : null,
        caller.is(Role.ADMINISTRATOR) && person.filter(it -> there.isOnCall(it.id())).isPresent());
  }

  private static @Nullable UnitId unit(
      Caller caller, Optional<Person> person, DirectorySnapshot snapshot) {
    return Optional.ofNullable(Actor.usualUnit(caller, person.orElse(null)))
        .flatMap(snapshot::unit)
        .map(Unit::id)
        .orElse(null);
  }

  // --- Filing

  /** Files a need. */
  public Outcome open(Caller caller, OpenRequest body, @Nullable IdempotencyKey key) {
    var actor = actor(caller);
    var attempt = keys.attempt(caller, key, "open", body);
    return once.unlessDoneBefore(
        attempt,
        IdempotencyKeys.RequestVersion.class,
        () -> file(actor, body, attempt),
        used -> replay(used, actor, null));
  }

  private Outcome file(Actor actor, OpenRequest body, IdempotencyKeys.@Nullable Attempt attempt) {
    var need = opening.read(actor, body, time.instant());
    var team = need.plan().teamToBalance();
    var filed =
        team.isPresent()
            ? loading.alone(team.get(), loads -> fileBalanced(need, team.get(), loads, attempt))
            : fileUnbalanced(need, attempt);
    recorder.count(filed.events());
    return new Outcome(filed.request(), actor, need.now(), 201, false);
  }

  private record Filed(SupportRequest request, List<RecordedEvent> events) {}

  private Filed fileUnbalanced(
      RequestFactory.Need need, IdempotencyKeys.@Nullable Attempt attempt) {
    var request = opening.open(need, TeamLoads.NONE);
    return new Filed(request, recorder.insertAndCommit(request, attempt));
  }

  private Filed fileBalanced(
      RequestFactory.Need need,
      TeamId team,
      TeamLoads loads,
      IdempotencyKeys.@Nullable Attempt attempt) {
    var request = opening.open(need, loads);
    var chosen = request.assignee();
    var events =
        recorder.insert(
            request,
            attempt,
            batch -> {
              if (need.plan().countsTurn() && chosen != null) {
                loading.hadATurn(batch, team, chosen, loads);
              }
            });
    return new Filed(request, events);
  }

  // --- Acting

  /**
   * Does an act on one request.
   *
   * @param idOrReference the request; refused as unknown if the caller may not see it
   */
  public Outcome act(Caller caller, String idOrReference, RequestCommand command, Terms terms) {
    var actor = actor(caller);
    var attempt = attempt(caller, idOrReference, command, terms);
    return once.unlessDoneBefore(
        attempt,
        IdempotencyKeys.RequestVersion.class,
        () -> {
          var changed =
              QuarkusTransaction.requiringNew()
                  .call(() -> change(actor, idOrReference, command, terms, attempt));
          recorder.count(changed.events());
          return changed.outcome();
        },
        used -> replay(used, actor, command));
  }

  /** A key belongs to the act on the request, however the address spells the request. */
  private IdempotencyKeys.@Nullable Attempt attempt(
      Caller caller, String idOrReference, RequestCommand command, Terms terms) {
    if (terms.key() == null) {
      return null;
    }
    var id =
        Reference.parse(idOrReference)
            .flatMap(repository::idOf)
            .or(() -> Uuids.parse(idOrReference))
            .map(UUID::toString)
            .orElse(idOrReference);
    return keys.attempt(
        caller,
        terms.key(),
        command.name() + " " + id,
        command.name() + " " + idOrReference,
        command.body());
  }

  private record Changed(Outcome outcome, List<RecordedEvent> events) {}

  private Changed change(
      Actor actor,
      String idOrReference,
      RequestCommand command,
      Terms terms,
      IdempotencyKeys.@Nullable Attempt attempt) {
    var locked =
        byIdOrReference(idOrReference, rows::lock, rows::lock)
            .filter(it -> actor.canSee(it.request()))
            .orElseThrow(Problem::notFound);
    var request = locked.request();
    permission.require(command, actor, request);
    ConditionalRequests.requireMatch(terms.ifMatch(), ConditionalRequests.tag(request.version()));
    // Read after the row is locked: an act that waited for another did not happen before it,
    // whatever this machine's clock says.
    var now = latest(time.instant(), request.updatedAt());
    var context = contexts.at(now, List.of(request), assignments.teamToShareIn(command, request));
    if (command instanceof RequestCommand.Redact redact) {
      redact(redact, actor, request, context);
    } else {
      decide(command, actor, request, context);
    }
    var events = recorder.save(locked, context.shares(), attempt);
    return new Changed(new Outcome(request, actor, now, 200, false), events);
  }

  private void decide(
      RequestCommand command, Actor actor, SupportRequest request, ActContext context) {
    var by =
        new RequestActs.By(
            actor.requirePerson().id(), request.askers().numberOf(actor.self()).orElse(null));
    if (command instanceof RequestCommand.Take
        && request.status().isOpen()
        && !request.isHeldBy(by.person())
        && !actor.mayTake(request)) {
      throw Permission.forbidden();
    }
    try {
      new RequestActs(request, context).act(command, by, assignments::decide);
    } catch (TransitionNotAllowed refused) {
      throw notAllowed(request, actor, context.now());
    } catch (EscalationIsOver refused) {
      throw isOver(refused.escalation());
    }
  }

  private void redact(
      RequestCommand.Redact redact, Actor actor, SupportRequest request, ActContext context) {
    var erased = erasure.erase(redact, request);
    if (!erased.isEmpty()) {
      new RequestActs(request, context).redacted(erased, actor.requirePerson().id());
    }
  }

  /**
   * Records that a person whom an escalation called cannot be reached, in a transaction of its own.
   * If nobody whom it called can be, the next tier is called now. Does nothing if the request is
   * unknown, the escalation has ended, or this is known already.
   */
  public void personNotReached(RequestId id, PersonNotReached event) {
    var events =
        QuarkusTransaction.requiringNew()
            .call(() -> rows.lock(id).map(it -> personNotReached(it, event)).orElse(List.of()));
    recorder.count(events);
  }

  private List<RecordedEvent> personNotReached(RequestRows.Locked locked, PersonNotReached event) {
    var request = locked.request();
    var now = latest(time.instant(), request.updatedAt());
    var context = contexts.at(now, List.of(request), Optional.empty());
    new RequestActs(request, context).personNotReached(event);
    return recorder.save(locked, context.shares(), null);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Problem notAllowed(SupportRequest request, Actor actor, Instant now) {
    return Problem.of(
            ProblemType.TRANSITION_NOT_ALLOWED, ProblemType.TRANSITION_NOT_ALLOWED.advice())
        .with("currentStatus", WireNames.of(request.status()))
        .with("allowedActions", actor.allowed(request, now).stream().map(WireNames::of).toList());
  }

  private Problem isOver(RequestEscalation escalation) {
    var problem =
        Problem.of(ProblemType.ESCALATION_IS_OVER, ProblemType.ESCALATION_IS_OVER.advice())
            .with("state", WireNames.of(escalation.state()));
    var by = escalation.takenBy();
    var at = escalation.takenAt();
    if (by != null && at != null) {
      problem = problem.with("takenBy", PersonName.of(by, directory)).with("takenAt", at);
    }
    var ledTo = escalation.ledTo();
    return ledTo == null ? problem : problem.with("ledTo", ledTo);
  }

  // --- Retries

  /**
   * The request as it was right after the act the key was used for.
   *
   * @param command null for filing; otherwise the caller must still be allowed to do it, and to see
   *     what became of the request since
   */
  private Outcome replay(
      IdempotencyKeys.RequestVersion used, Actor actor, @Nullable RequestCommand command) {
    var id = new RequestId(used.request());
    // Whoever filed a request gets the answer again, also an integration that may not read it.
    var present =
        command == null
            ? repository.find(id).orElseThrow(Problem::notFound)
            : visible(repository.find(id), actor);
    if (command != null) {
      permission.require(command, actor, present);
    }
    var events = history.upTo(id, used.version());
    var then = RequestReplay.of(events, promises, shifts);
    then.askedBy(present.askers());
    var at = events.getLast().recordedAt();
    return new Outcome(then, actor(actor.caller(), at), at, used.status(), true);
  }

  // --- Looking

  public Outcome get(Caller caller, String idOrReference) {
    var actor = actor(caller);
    var request =
        visible(byIdOrReference(idOrReference, repository::find, repository::find), actor);
    return new Outcome(request, actor, time.instant(), 200, false);
  }

  /**
   * At most {@code limit} events of a request after {@code seq}, as far as the caller sees them.
   */
  public List<RecordedEvent> history(SupportRequest request, int after, int limit) {
    return history.after(request.id(), after, limit);
  }

  private static SupportRequest visible(Optional<SupportRequest> request, Actor actor) {
    return request.filter(actor::canSee).orElseThrow(Problem::notFound);
  }

  private static <T> Optional<T> byIdOrReference(
      String text,
      Function<RequestId, Optional<T>> byId,
      Function<Reference, Optional<T>> byReference) {
    var reference = Reference.parse(text);
    if (reference.isPresent()) {
      return byReference.apply(reference.get());
    }
    return Uuids.parse(text).map(RequestId::new).flatMap(byId);
  }
}
