package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Confirmed;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.kernel.Role;
import care.andon.kernel.TeamId;
import care.andon.kernel.WireNames;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.ConditionalRequests;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.ReachablePeople;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.escalation.EscalationIsOver;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.state.RequestAction;
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
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of one request: file it, act on it, look at it.
 *
 * <p>Filing writes in one round trip with the commit. Where a rule balances the work of a team, the
 * team's loads are locked and read before, in one more round trip. An act looks up its idempotency
 * key, locks and reads the request, and saves it with {@link RequestRecorder}.
 */
@ApplicationScoped
public class Requests {
  private final RequestRepository repository;
  private final RequestFactory opening;
  private final RequestRecorder recorder;
  private final ActContexts contexts;
  private final TeamLoadLock loading;
  private final Assignments assignments;
  private final History history;
  private final IdempotencyKeys keys;
  private final IdempotentExecution once;
  private final Directory directory;
  private final Promises promises;
  private final EscalationTiers ladder;
  private final AssigneeShifts shifts;
  private final InstantSource time;

  Requests(
      RequestRepository repository,
      RequestFactory opening,
      RequestRecorder recorder,
      ActContexts contexts,
      TeamLoadLock loading,
      Assignments assignments,
      History history,
      IdempotencyKeys keys,
      IdempotentExecution once,
      Directory directory,
      Promises promises,
      EscalationTiers ladder,
      AssigneeShifts shifts,
      InstantSource time) {
    this.repository = repository;
    this.opening = opening;
    this.recorder = recorder;
    this.contexts = contexts;
    this.loading = loading;
    this.assignments = assignments;
    this.history = history;
    this.keys = keys;
    this.once = once;
    this.directory = directory;
    this.promises = promises;
    this.ladder = ladder;
    this.shifts = shifts;
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
        person.map(it -> snapshot.teamsOf(it.id())).orElse(Set.of()),
        caller.is(Role.ADMINISTRATOR) && person.filter(it -> there.isOnCall(it.id())).isPresent());
  }

  // --- Filing
  // -------------------------------------------------------------------------------------

  /** Files a need. */
  public Outcome open(
      Caller caller, RequestCommands.OpenRequest body, @Nullable IdempotencyKey key) {
    var actor = actor(caller);
    var attempt = keys.attempt(caller, key, "open", body);
    return once.unlessDoneBefore(
        attempt,
        IdempotencyKeys.RequestVersion.class,
        () -> file(actor, body, attempt),
        used -> replay(used, actor, null));
  }

  private Outcome file(
      Actor actor, RequestCommands.OpenRequest body, IdempotencyKeys.@Nullable Attempt attempt) {
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
  // -------------------------------------------------------------------------------------

  public Outcome acknowledge(
      Caller caller, String id, RequestCommands.Acknowledge body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.ACKNOWLEDGE,
        body,
        terms,
        (request, act) -> {
          if (body.promisedBy() != null && !body.promisedBy().isAfter(act.moment().now())) {
            throw Problem.invalid("/promisedBy", "in_the_past", "Promise an instant in the future");
          }
          act.on(request).acknowledge(new Acknowledged(body.promisedBy(), body.words()), act.by());
        });
  }

  public Outcome assign(Caller caller, String id, RequestCommands.Assign body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.ASSIGN,
        body,
        terms,
        request -> assignments.teamToShareIn(request, body),
        (request, act) -> {
          // Whoever has it by now may keep it.
          new CatchUp(request, act.moment()).toNow();
          act.on(request).assign(assignments.decide(request, body, act.moment()), act.by());
        });
  }

  public Outcome take(Caller caller, String id, RequestCommands.OptionalWords body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.TAKE,
        body,
        terms,
        (request, act) -> {
          var by = act.actor().requirePerson();
          if (request.status().isOpen()
              && !request.isHeldBy(by.id())
              && !act.actor().mayTake(request)) {
            throw Problem.of(ProblemType.FORBIDDEN, ProblemType.FORBIDDEN.advice());
          }
          act.on(request).take(assignments.take(request, by, body.words()), by.id());
        });
  }

  public Outcome giveBack(Caller caller, String id, RequestCommands.Reason body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.GIVE_BACK,
        body,
        terms,
        request -> Optional.ofNullable(request.team()),
        (request, act) -> {
          var by = act.actor().requirePerson();
          act.on(request)
              .giveBack(
                  () -> assignments.giveBack(request, by, body.reason(), act.moment()), by.id());
        });
  }

  public Outcome message(Caller caller, String id, RequestCommands.Message body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.MESSAGES,
        body,
        terms,
        (request, act) -> {
          var audience = body.audience() == null ? Audience.CAREGIVER : body.audience();
          var fromCaregiver = act.actor().isAsker(request);
          if (fromCaregiver && audience == Audience.INTERNAL) {
            throw Problem.invalid(
                "/audience", "not_yours", "Internal notes are the department's; send 'caregiver'");
          }
          act.on(request).message(new Messaged(audience, body.words(), fromCaregiver), act.by());
        });
  }

  public Outcome ask(Caller caller, String id, RequestCommands.Ask body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.ASK,
        body,
        terms,
        (request, act) -> act.on(request).ask(new Asked(body.question()), act.by()));
  }

  public Outcome answer(Caller caller, String id, RequestCommands.Words body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.ANSWER,
        body,
        terms,
        (request, act) -> act.on(request).answer(new Answered(body.words()), act.by()));
  }

  public Outcome changeImpact(
      Caller caller, String id, RequestCommands.ChangeImpact body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.IMPACT,
        body,
        terms,
        (request, act) -> act.on(request).changeImpact(body.impact(), body.reason(), act.by()));
  }

  public Outcome assess(Caller caller, String id, RequestCommands.Assess body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.ASSESS,
        body,
        terms,
        (request, act) ->
            act.on(request).assess(new Assessed(body.impact(), body.reason()), act.by()));
  }

  public Outcome resolve(Caller caller, String id, RequestCommands.Words body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.RESOLVE,
        body,
        terms,
        (request, act) -> act.on(request).resolve(new Resolved(body.words()), act.by()));
  }

  public Outcome confirm(
      Caller caller, String id, RequestCommands.OptionalWords body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.CONFIRM,
        body,
        terms,
        (request, act) -> act.on(request).confirm(new Confirmed(body.words()), act.by()));
  }

  public Outcome reopen(Caller caller, String id, RequestCommands.Reason body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.REOPEN,
        body,
        terms,
        (request, act) -> act.on(request).reopen(new Reopened(body.reason()), act.by()));
  }

  public Outcome decline(Caller caller, String id, RequestCommands.Decline body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.DECLINE,
        body,
        terms,
        (request, act) ->
            act.on(request)
                .decline(new Declined(body.reason(), body.words(), body.alternative()), act.by()));
  }

  public Outcome withdraw(
      Caller caller, String id, RequestCommands.OptionalWords body, Terms terms) {
    return act(
        caller,
        id,
        RequestAction.WITHDRAW,
        body,
        terms,
        (request, act) -> act.on(request).withdraw(new Withdrawn(body.words()), act.by()));
  }

  /**
   * "I have it": may whoever was called about the request, whoever is on call now at the
   * escalation's tier or above, and every administrator.
   *
   * @param number the escalation's number; what is none does not exist
   */
  public Outcome takeEscalation(
      Caller caller, String id, String number, RequestCommands.OptionalWords body, Terms terms) {
    return act(
        caller,
        id,
        "take " + number,
        Permission.toTake(number, ladder, time),
        body,
        terms,
        HandingOn.NOTHING,
        (request, act) ->
            act.on(request)
                .takeEscalation(
                    new EscalationTaken(escalation(request, number).number(), body.words()),
                    act.by()));
  }

  /** The escalation of that number. */
  public static RequestEscalation escalation(SupportRequest request, String number) {
    return request.ladder().inOrder().stream()
        .filter(escalation -> Integer.toString(escalation.number()).equals(number))
        .findFirst()
        .orElseThrow(Problem::notFound);
  }

  private record Act(Actor actor, ActContext moment) {
    RequestActs on(SupportRequest request) {
      return new RequestActs(request, moment);
    }

    PersonId by() {
      return actor.requirePerson().id();
    }
  }

  /** The team that shares what an act hands on to it; empty where a person is named, or nobody. */
  private interface HandingOn extends Function<SupportRequest, Optional<TeamId>> {
    HandingOn NOTHING = _ -> Optional.empty();
  }

  private Outcome act(
      Caller caller,
      String id,
      RequestAction action,
      Object body,
      Terms terms,
      BiConsumer<SupportRequest, Act> act) {
    return act(caller, id, action, body, terms, HandingOn.NOTHING, act);
  }

  private Outcome act(
      Caller caller,
      String id,
      RequestAction action,
      Object body,
      Terms terms,
      HandingOn to,
      BiConsumer<SupportRequest, Act> act) {
    return act(caller, id, WireNames.of(action), Permission.of(action), body, terms, to, act);
  }

  private Outcome act(
      Caller caller,
      String idOrReference,
      String name,
      Permission action,
      Object body,
      Terms terms,
      HandingOn to,
      BiConsumer<SupportRequest, Act> act) {
    var actor = actor(caller);
    var attempt = keys.attempt(caller, terms.key(), name + " " + idOrReference, body);
    return once.once(
        attempt,
        IdempotencyKeys.RequestVersion.class,
        () -> {
          var changed =
              QuarkusTransaction.requiringNew()
                  .call(() -> change(actor, idOrReference, action, terms, to, act, attempt));
          recorder.count(changed.events());
          return changed.outcome();
        },
        used -> replay(used, actor, action));
  }

  private record Changed(Outcome outcome, List<RecordedEvent> events) {}

  private Changed change(
      Actor actor,
      String idOrReference,
      Permission action,
      Terms terms,
      HandingOn to,
      BiConsumer<SupportRequest, Act> act,
      IdempotencyKeys.@Nullable Attempt attempt) {
    var request =
        visible(byIdOrReference(idOrReference, repository::lock, repository::lock), actor);
    action.require(actor, request);
    ConditionalRequests.requireMatch(terms.ifMatch(), ConditionalRequests.tag(request.version()));
    // Read after the row is ours: an act that waited for another did not happen before it, whatever
    // this machine's clock says.
    var now = latest(time.instant(), request.updatedAt());
    var moment = contexts.at(now, List.of(request), to.apply(request));
    try {
      act.accept(request, new Act(actor, moment));
    } catch (TransitionNotAllowed refused) {
      throw notAllowed(request, actor, now);
    } catch (EscalationIsOver refused) {
      throw isOver(refused.escalation());
    }
    var events = recorder.save(request, moment.shares(), attempt);
    return new Changed(new Outcome(request, actor, now, 200, false), events);
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
  // ------------------------------------------------------------------------------------

  /**
   * The request as it was right after the act the key was used for.
   *
   * @param action null for filing; the caller must still be allowed to do it, and to see what
   *     became of the request since
   */
  private Outcome replay(
      IdempotencyKeys.RequestVersion used, Actor actor, @Nullable Permission action) {
    var id = new RequestId(used.request());
    var present = visible(repository.find(id), actor);
    if (action != null) {
      action.require(actor, present);
    }
    var events = history.upTo(id, used.version());
    var then = RequestReplay.of(events, promises, shifts);
    var at = events.getLast().recordedAt();
    return new Outcome(then, actor(actor.caller(), at), at, used.status(), true);
  }

  // --- Looking
  // ------------------------------------------------------------------------------------

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

  private static Optional<SupportRequest> byIdOrReference(
      String text,
      Function<RequestId, Optional<SupportRequest>> byId,
      Function<Reference, Optional<SupportRequest>> byReference) {
    var reference = Reference.parse(text);
    if (reference.isPresent()) {
      return byReference.apply(reference.get());
    }
    return uuid(text).map(RequestId::new).flatMap(byId);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException notAUuid) {
      return Optional.empty();
    }
  }
}
