package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.Unit;
import care.andon.directory.oncall.Person;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.Routed;
import care.andon.kernel.RequestId;
import care.andon.platform.problem.Problem;
import care.andon.request.asker.AskerTags;
import care.andon.request.asker.Askers;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.state.RoutingReasons;
import care.andon.routing.Routing;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.TeamLoads;
import care.andon.sla.Promises;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Makes a request from what a caregiver sends. It reads nothing from the database. */
@ApplicationScoped
class RequestFactory {
  /**
   * The longest time between asking and filing. A phone may have been offline over a weekend. An
   * older time of asking counts as this old.
   */
  private static final Duration LONGEST_OFFLINE = Duration.ofDays(3);

  private final Directory directory;
  private final Routing routing;
  private final Promises promises;
  private final ReferenceNumbers references;
  private final AssigneeShifts shifts;
  private final EscalationTiers ladder;
  private final AskerTags tags;

  RequestFactory(
      Directory directory,
      Routing routing,
      Promises promises,
      ReferenceNumbers references,
      AssigneeShifts shifts,
      EscalationTiers ladder,
      AskerTags tags) {
    this.directory = directory;
    this.routing = routing;
    this.promises = promises;
    this.references = references;
    this.shifts = shifts;
    this.ladder = ladder;
    this.tags = tags;
  }

  /** A valid need that is not routed yet. */
  record Need(Routing.Plan plan, Function<Routed, Opened> routed, Askers askers, Instant now) {}

  Need read(Actor actor, OpenRequest body, Instant now) {
    var onBehalfOf = onBehalfOf(actor, body);
    // The account of another system is never an asker, whether or not the directory lists it.
    var requester =
        actor.filesForOthers() && onBehalfOf != null ? onBehalfOf : actor.requirePerson();
    var unit = unit(actor, requester, body);
    var visibility =
        body.visibility() == null ? body.category().defaultVisibility() : body.visibility();
    var plan =
        routing.plan(
            new RequestFacts(
                body.category(),
                body.impact(),
                unit.id(),
                unit.facility(),
                visibility,
                body.item() == null ? List.of() : ItemWords.in(body.item()),
                now));
    return new Need(
        plan,
        routed ->
            new Opened(
                references.next().number(),
                body.impact(),
                body.category(),
                body.need(),
                body.room(),
                body.item(),
                body.minutesLost(),
                visibility,
                unit.facility(),
                unit.id(),
                bounded(body.askedAt(), now),
                routed,
                promises.current().revision()),
        tags.of(visibility, requester, onBehalfOf),
        now);
  }

  /**
   * Routes a need and makes the request. An unrouted request escalates at once.
   *
   * @param loads of the team that {@link Routing.Plan#teamToBalance} names
   */
  SupportRequest open(Need need, TeamLoads loads) {
    var id = new RequestId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    var opened = need.routed().apply(RoutingReasons.of(need.plan().decide(loads)));
    var context = new ActContext(need.now(), promises, ladder, shifts);
    var request = SupportRequest.open(id, opened, need.askers(), context);
    new RequestActs(request, context).callWhereUnrouted();
    return request;
  }

  private Unit unit(Actor actor, Person requester, OpenRequest body) {
    var usual = actor.filesForOthers() ? usualUnit(requester) : actor.usualUnit();
    var named = body.unit() == null ? usual : body.unit();
    if (named == null) {
      throw Problem.invalid(
          "/unit", "required", "Say which unit; neither your token nor the directory names yours");
    }
    return directory
        .unit(named)
        .filter(unit -> !directory.isGone(unit.id()) && !directory.isGone(unit.facility()))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "/unit", "unknown_unit", "Send the id or code of a unit listed at /units"));
  }

  private static @Nullable String usualUnit(Person person) {
    return person.unit() == null ? null : person.unit().value().toString();
  }

  /** The person on whose behalf the caller files; null if the caller files for themselves. */
  private @Nullable Person onBehalfOf(Actor actor, OpenRequest body) {
    if (body.onBehalfOf() == null) {
      if (actor.filesForOthers()) {
        throw Problem.invalid(
            "/onBehalfOf", "required", "Send the id or username of the caregiver who asks");
      }
      return null;
    }
    return directory
        .personByIdOrUsername(body.onBehalfOf())
        .filter(person -> !directory.isGone(person.id()))
        .filter(person -> !actor.filesForOthers() || !person.equals(actor.person()))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "/onBehalfOf",
                    "unknown_person",
                    "Send the id or username of somebody in the directory"));
  }

  private static Instant bounded(@Nullable Instant askedAt, Instant now) {
    var earliest = now.minus(LONGEST_OFFLINE);
    if (askedAt == null || askedAt.isAfter(now)) {
      return now;
    }
    return askedAt.isBefore(earliest) ? earliest : askedAt;
  }
}
