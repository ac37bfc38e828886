package care.andon.whatif;

import care.andon.directory.Directory;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.history.RequestEvent.Considered;
import care.andon.history.RequestEvent.Stop;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.Visibility;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ApiPaths;
import care.andon.request.RoutingReasons;
import care.andon.request.query.RequestView;
import care.andon.routing.Routing;
import care.andon.routing.RuleDraft;
import care.andon.routing.RuleTrial;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.TeamLoads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Try routing rules on what has happened, or on one request that may come. */
@Path(ApiPaths.BASE + "/routing/preview")
@RolesAllowed({"administrator", "manager", "configurer"})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing")
class RoutingPreviewResource {
  private static final int MOST_DAYS = 90;
  private static final int MOST_RULES = 1_000;

  private static final List<String> LIMITS =
      List.of(
          "Played by the directory and the rosters as they are known now, at the instants at which"
              + " the requests arrived.",
          "Beside it stands where they went when they were filed; what was handed on later is not"
              + " looked at.",
          "Whose turn it is and who has least is reckoned with the played requests only, as if"
              + " nobody had settled any.",
          "Confidential requests are not played.");

  private final RoutingPreview preview;
  private final RuleTrial trial;
  private final Directory directory;
  private final InstantSource time;

  RoutingPreviewResource(
      RoutingPreview preview, RuleTrial trial, Directory directory, InstantSource time) {
    this.preview = preview;
    this.trial = trial;
    this.directory = directory;
    this.time = time;
  }

  /** What is to be tried, and on what. */
  @Schema(
      name = "RoutingPreviewRequest",
      description = "Rules that would be, tried on the requests of the last days, on one, or both.")
  record PreviewBody(
      @Schema(description = "Added, or in the place of the one with the same code")
          @Nullable List<@Nullable RuleDraft> rules,
      @Schema(description = "Codes of rules that would be retired", examples = "[\"old-beds\"]")
          @Nullable List<@Nullable String> retire,
      @Schema(
              description = "How many days back, 1 to 90; absent, no past request is played",
              examples = "30",
              minimum = "1",
              maximum = "90")
          @Nullable Integer days,
      @Nullable HypotheticalBody request) {}

  /** A request that may come. */
  @Schema(name = "HypotheticalRequest")
  record HypotheticalBody(
      @Schema(required = true) @Nullable Category category,
      @Schema(required = true) @Nullable Impact impact,
      @Schema(description = "By id or code", examples = "ICU", required = true)
          @Nullable String unit,
      @Schema(examples = "Ventilator 12") @Nullable String item,
      @Schema(description = "As usual for the category if absent") @Nullable Visibility visibility,
      @Schema(description = "When it would arrive; now if absent") @Nullable Instant at) {}

  /** What would have been. */
  @Schema(name = "RoutingPreview")
  record PreviewView(
      Instant asOf,
      @Schema(description = "What the answer does not know") List<String> limits,
      @Nullable PlayedView played,
      @Schema(description = "Where the request would go; nothing is open yet for anybody")
          @Nullable WouldGoView request) {}

  /** The requests of the last days. */
  @Schema(name = "RoutingPreviewPlayed")
  record PlayedView(
      @Schema(description = "Requests received from here on were played") Instant from,
      @Schema(description = "How many those were") int requests,
      @Schema(description = "How many would have gone to another team, or to nobody or somebody")
          int moved,
      CountView unrouted,
      @Schema(description = "Who got some or would have got some; the greatest change first")
          List<TeamCountView> teams,
      @Schema(description = "The same for people") List<PersonCountView> people,
      @Schema(description = "References of at most 50 that would have moved")
          List<String> examples) {}

  /** How many it were, and would have been. */
  @Schema(name = "RoutingPreviewCount")
  record CountView(int before, int after) {}

  /** A team's. */
  @Schema(name = "RoutingPreviewTeam")
  record TeamCountView(
      @Schema(description = "By code; by id when it is gone", examples = "supply-chain")
          String team,
      int before,
      int after) {}

  /** A person's. */
  @Schema(name = "RoutingPreviewPerson")
  record PersonCountView(RequestView.Named person, int before, int after) {}

  /** One decision that would be made. */
  @Schema(name = "RoutingPreviewDecision")
  record WouldGoView(
      @Schema(description = "By code", examples = "clinical-engineering") @Nullable String team,
      RequestView.@Nullable Named assignee,
      boolean unrouted,
      String because,
      @Schema(description = "Code of the rule; absent where the owner of the category has it")
          @Nullable String rule,
      List<String> matched,
      List<String> beaten,
      List<LookedView> looked) {}

  /** Where somebody would be looked for. */
  @Schema(name = "RoutingPreviewStop")
  record LookedView(@Nullable String team, @Nullable Integer tier, List<PassedView> people) {}

  /** Somebody who would be on call. */
  @Schema(name = "RoutingPreviewConsidered")
  record PassedView(RequestView.Named person, @Schema(examples = "has_it") String verdict) {}

  @POST
  @Operation(
      operationId = "previewRouting",
      summary = "Try routing rules before they are published",
      description =
          "Says who would have got more of the requests of the last days and who less, and what would"
              + " have been unrouted, by the rules as they would be; or where one request would go."
              + " Without rules it is played by those in force. Decides nothing and stores nothing."
              + " At most 20,000 requests; with more, ask for fewer days.")
  @APIResponse(
      responseCode = "200",
      description = "What would have been, and what the answer does not know",
      content = @Content(schema = @Schema(implementation = PreviewView.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public PreviewView preview(
      @NotNull(message = "Send rules to try, and on what") PreviewBody body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    // Nothing is made that a retry could make twice.
    IdempotencyKey.parse(key);
    if (body.days() == null && body.request() == null) {
      throw Problem.invalid("/days", "required", "Send 'days', 'request', or both");
    }
    if (body.days() != null && (body.days() < 1 || body.days() > MOST_DAYS)) {
      throw Problem.invalid("/days", "out_of_range", "Send 1 to %d days".formatted(MOST_DAYS));
    }
    var now = time.instant();
    var facts = body.request() == null ? null : facts(body.request(), now);
    var ways = trial.tryOut(all(body.rules(), "/rules"), all(body.retire(), "/retire"));
    return new PreviewView(
        now,
        LIMITS,
        body.days() == null ? null : played(ways, Duration.ofDays(body.days()), now),
        facts == null ? null : wouldGo(ways.plan(facts)));
  }

  private static <T> List<T> all(@Nullable List<@Nullable T> sent, String pointer) {
    if (sent == null) {
      return List.of();
    }
    if (sent.size() > MOST_RULES) {
      throw Problem.invalid(pointer, "too_many", "Send at most " + MOST_RULES);
    }
    var missing = sent.indexOf(null);
    if (missing >= 0) {
      throw Problem.invalid(pointer + "/" + missing, "required", "Send a value");
    }
    return List.copyOf(sent);
  }

  private RequestFacts facts(HypotheticalBody request, Instant now) {
    if (request.category() == null) {
      throw Problem.invalid("/request/category", "required", "Send a category");
    }
    if (request.impact() == null) {
      throw Problem.invalid("/request/impact", "required", "Send an impact");
    }
    var unit =
        (request.unit() == null ? Optional.<Unit>empty() : directory.unit(request.unit()))
            .filter(it -> !directory.isGone(it.id()))
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "/request/unit",
                        "unknown_unit",
                        "Send the id or code of a unit listed at /units"));
    return new RequestFacts(
        request.category(),
        request.impact(),
        unit.id(),
        unit.facility(),
        request.visibility() == null
            ? request.category().defaultVisibility()
            : request.visibility(),
        request.item() == null ? List.of() : ItemWords.in(request.item()),
        request.at() == null ? now : request.at());
  }

  // --- What would have been ---

  private PlayedView played(Routing.RoutingState ways, Duration back, Instant now) {
    var from = now.minus(back);
    var result = preview.play(ways, from, now);
    return new PlayedView(
        from,
        result.requests,
        result.moved,
        new CountView(result.unrouted.before, result.unrouted.after),
        result.teams.entrySet().stream()
            .map(
                it ->
                    new TeamCountView(team(it.getKey()), it.getValue().before, it.getValue().after))
            .sorted(
                Comparator.comparingInt((TeamCountView it) -> -Math.abs(it.after() - it.before()))
                    .thenComparing(TeamCountView::team))
            .toList(),
        result.people.entrySet().stream()
            .map(
                it ->
                    new PersonCountView(
                        person(it.getKey()), it.getValue().before, it.getValue().after))
            .sorted(
                Comparator.comparingInt((PersonCountView it) -> -Math.abs(it.after() - it.before()))
                    .thenComparing(it -> it.person().name())
                    .thenComparing(it -> it.person().id()))
            .toList(),
        List.copyOf(result.examples));
  }

  private WouldGoView wouldGo(Routing.Plan plan) {
    var decision = plan.decide(TeamLoads.NONE);
    var reasons = RoutingReasons.of(decision.trace());
    return new WouldGoView(
        decision.team() == null ? null : team(decision.team()),
        decision.person() == null ? null : person(decision.person()),
        decision.unrouted(),
        decision.because(),
        reasons.rule(),
        reasons.matched(),
        reasons.beaten(),
        reasons.stops().stream().map(this::looked).toList());
  }

  private LookedView looked(Stop stop) {
    return new LookedView(
        stop.team() == null ? null : team(stop.team()),
        stop.tier(),
        stop.people().stream().map(this::passed).toList());
  }

  private PassedView passed(Considered considered) {
    return new PassedView(person(considered.person()), considered.verdict());
  }

  private String team(TeamId id) {
    return directory.team(id).map(Team::code).orElseGet(id::toString);
  }

  private RequestView.Named person(PersonId id) {
    return new RequestView.Names(directory).person(id);
  }
}
