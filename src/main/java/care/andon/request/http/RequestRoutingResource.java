package care.andon.request.http;

import care.andon.directory.Directory;
import care.andon.directory.Named;
import care.andon.directory.PersonName;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.Considered;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.Reasons;
import care.andon.history.RequestEvent.Routed;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Stop;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.request.Requests;
import care.andon.request.query.RequestView;
import care.andon.versioned.VersionRef;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a request went to its team and its assignee. It shows the decisions as they were
 * made.
 */
@Path(ApiPaths.BASE + "/requests/{id}/routing")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing")
class RequestRoutingResource {
  private final Requests requests;
  private final Directory directory;
  private final Identity identity;

  RequestRoutingResource(Requests requests, Directory directory, Identity identity) {
    this.requests = requests;
    this.directory = directory;
    this.identity = identity;
  }

  /** All decisions, oldest first. */
  @Schema(
      name = "RequestRouting",
      description = "Every decision about the team and the assignee of a request.")
  record RoutingView(List<DecisionView> decisions) {}

  /** One decision. */
  @Schema(name = "RoutingDecision")
  record DecisionView(
      Instant at,
      @Schema(description = "The person who decided. Absent if a rule decided")
          @Nullable PersonName by,
      @Nullable Named team,
      @Nullable PersonName assignee,
      boolean unrouted,
      @Schema(description = "The reason, in one or two sentences") String because,
      @Schema(
              description =
                  "The routing rule that decided. Absent if the owner of the category is"
                      + " responsible")
          @Nullable VersionRef rule,
      @Schema(
              description = "The dimensions of the rule that matched",
              examples = "[\"category\", \"item\"]")
          @Nullable List<String> matched,
      @Schema(description = "Codes of less specific rules that matched as well")
          @Nullable List<String> beaten,
      @Schema(
              description =
                  "The teams and tiers that were searched, in order. Absent if a person"
                      + " decided, and for old decisions")
          @Nullable List<StopView> looked) {}

  /** A team or tier that was searched for a person on call. */
  @Schema(name = "RoutingStop", description = "A team, or a tier of the facility.")
  record StopView(
      @Nullable Named team,
      @Schema(description = "2 house supervisor, 3 administrator on call, 4 executive")
          @Nullable Integer tier,
      @Schema(
              description =
                  "The people on call there, in calling order. Empty if the search went on")
          List<ConsideredView> people) {}

  /** A person who was on call. */
  @Schema(name = "RoutingConsidered")
  record ConsideredView(
      PersonName person,
      @Schema(
              description =
                  "`has_it`: chosen; `can_be_reached`: on call, nobody is chosen until a"
                      + " person takes the request; or why the person was passed over:"
                      + " `later_in_calling_order`, `has_more_open_work`, `had_a_later_turn`",
              examples = "has_it")
          String verdict,
      @Schema(description = "The person's open requests of the team at that time, if they counted")
          @Nullable Integer openRequests) {}

  @GET
  @Operation(
      summary = "Explain the routing of a request",
      description =
          "Each routing decision with its rule, the dimensions that matched, the people on"
              + " call and why they were chosen or passed over. It is shown as it was decided;"
              + " rosters and rules may have changed since.")
  @APIResponse(responseCode = "200", description = "The decisions, oldest first")
  public RoutingView getRequestRouting(
      @Parameter(description = "Id or reference", example = "SR-20418") @RestPath String id) {
    var request = requests.get(identity.caller(), id).request();
    return new RoutingView(
        requests.history(request, 0, Integer.MAX_VALUE).stream()
            .flatMap(recorded -> decision(recorded).stream())
            .toList());
  }

  private Optional<DecisionView> decision(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case Opened opened -> Optional.of(decision(opened.routed(), recorded.at()));
      case RoutedAgain(var routed) -> Optional.of(decision(routed, recorded.at()));
      case Assigned assigned -> Optional.of(decision(assigned, recorded));
      default -> Optional.empty();
    };
  }

  private DecisionView decision(Routed routed, Instant at) {
    var reasons = routed.reasons();
    return new DecisionView(
        at,
        null,
        team(routed.team()),
        person(routed.person()),
        routed.unrouted(),
        routed.because(),
        reasons == null ? null : rule(reasons),
        reasons == null ? null : reasons.matched(),
        reasons == null ? null : reasons.beaten(),
        reasons == null ? null : reasons.stops().stream().map(this::stop).toList());
  }

  private DecisionView decision(Assigned assigned, RecordedEvent recorded) {
    return new DecisionView(
        recorded.at(),
        person(recorded.actor()),
        team(assigned.team()),
        person(assigned.assignee()),
        assigned.team() == null,
        assigned.reason(),
        null,
        null,
        null,
        null);
  }

  private static @Nullable VersionRef rule(Reasons reasons) {
    var code = reasons.rule();
    var version = reasons.ruleVersion();
    return code == null || version == null ? null : new VersionRef(code, version);
  }

  private StopView stop(Stop stop) {
    return new StopView(
        team(stop.team()), stop.tier(), stop.people().stream().map(this::considered).toList());
  }

  private ConsideredView considered(Considered considered) {
    return new ConsideredView(
        new RequestView.Names(directory).person(considered.person()),
        considered.verdict(),
        considered.open());
  }

  private @Nullable Named team(@Nullable TeamId id) {
    return id == null
        ? null
        : directory
            .team(id)
            .map(team -> new Named(team.id().value(), team.code(), team.name()))
            .orElse(null);
  }

  private @Nullable PersonName person(@Nullable PersonId id) {
    return id == null ? null : new RequestView.Names(directory).person(id);
  }
}
