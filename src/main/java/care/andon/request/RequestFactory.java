package care.andon.request;

import care.andon.directory.Directory;
import care.andon.directory.Unit;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.Routed;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.platform.problem.Problem;
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

/** Makes a request of what a caregiver says; reads nothing from the database. */
@ApplicationScoped
class RequestFactory {
  /** A phone may have been offline over a weekend; what is older is counted as this old. */
  private static final Duration LONGEST_OFFLINE = Duration.ofDays(3);

  private final Directory directory;
  private final Routing routing;
  private final Promises promises;
  private final ReferenceNumbers references;
  private final AssigneeShifts shifts;
  private final EscalationTiers ladder;

  RequestFactory(
      Directory directory,
      Routing routing,
      Promises promises,
      ReferenceNumbers references,
      AssigneeShifts shifts,
      EscalationTiers ladder) {
    this.directory = directory;
    this.routing = routing;
    this.promises = promises;
    this.references = references;
    this.shifts = shifts;
    this.ladder = ladder;
  }

  /** What a caregiver asks for, still to be routed. */
  record Need(Routing.Plan plan, Function<Routed, Opened> routed, Instant now) {}

  Need read(Actor actor, OpenRequest body, Instant now) {
    var requester = actor.requirePerson().id();
    var unit = unit(actor, body);
    var onBehalfOf = onBehalfOf(body);
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
                requester,
                onBehalfOf,
                bounded(body.askedAt(), now),
                routed,
                promises.current().revision()),
        now);
  }

  /**
   * Files a need; what nobody reachable has calls for somebody at once.
   *
   * @param loads of the team that {@link Routing.Plan#teamToBalance} names
   */
  SupportRequest open(Need need, TeamLoads loads) {
    var id = new RequestId(UuidVersion7Strategy.INSTANCE.generateUuid(null));
    var opened = need.routed().apply(RoutingReasons.of(need.plan().decide(loads)));
    var context = new ActContext(need.now(), promises, ladder, shifts);
    var request = SupportRequest.open(id, opened, context);
    new RequestActs(request, context).callWhereUnrouted();
    return request;
  }

  private Unit unit(Actor actor, OpenRequest body) {
    var named = body.unit() == null ? actor.usualUnit() : body.unit();
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

  private @Nullable PersonId onBehalfOf(OpenRequest body) {
    return body.onBehalfOf() == null
        ? null
        : directory
            .personByIdOrUsername(body.onBehalfOf())
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "/onBehalfOf",
                        "unknown_person",
                        "Send the id or username of somebody in the directory"))
            .id();
  }

  private static Instant bounded(@Nullable Instant askedAt, Instant now) {
    var earliest = now.minus(LONGEST_OFFLINE);
    if (askedAt == null || askedAt.isAfter(now)) {
      return now;
    }
    return askedAt.isBefore(earliest) ? earliest : askedAt;
  }
}
