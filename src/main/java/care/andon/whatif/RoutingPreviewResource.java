package care.andon.whatif;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
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
import care.andon.request.query.RequestView;
import care.andon.request.state.RoutingReasons;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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
      description =
          "Routing rules to try on the requests of the last days, on one request, or on both.")
  record PreviewBody(
      @Schema(description = "Rules to add. A rule with the code of a published one replaces it")
          @Nullable List<@Nullable RuleDraft> rules,
      @Schema(description = "Codes of rules to retire", examples = "[\"old-beds\"]")
          @Nullable List<@Nullable String> retire,
      @Schema(
              description = "Number of past days, 1 to 90. Without it, no past requests are used",
              examples = "30",
              minimum = "1",
              maximum = "90")
          @Nullable Integer days,
      @Nullable HypotheticalBody request) {}

  /** A request that may come. */
  @Schema(name = "RoutingPreviewHypothesis")
  record HypotheticalBody(
      @Schema(required = true) @Nullable Category category,
      @Schema(required = true) @Nullable Impact impact,
      @Schema(description = "By id or code", examples = "ICU", required = true)
          @Nullable String unit,
      @Schema(examples = "Ventilator 12") @Nullable String item,
      @Schema(description = "Without it: the category's default") @Nullable Visibility visibility,
      @Schema(description = "When it would arrive. Without it: now") @Nullable Instant at) {}

  /** What would have been. */
  @Schema(name = "RoutingPreview")
  record PreviewView(
      Instant asOf,
      @Schema(description = "The limits of the calculation") List<String> limits,
      @Nullable PlayedView played,
      @Schema(description = "Where the request would go, if nobody had open requests")
          @Nullable WouldGoView request) {}

  /** The requests of the last days. */
  @Schema(name = "RoutingPreviewPlayed")
  record PlayedView(
      @Schema(description = "Requests received since this instant were used") Instant from,
      @Schema(description = "Number of those requests") int requests,
      @Schema(
              description =
                  "Number of requests that would have gone elsewhere, or become routed or unrouted")
          int moved,
      CountView unrouted,
      @Schema(description = "Teams with requests before or after, the greatest change first")
          List<TeamCountView> teams,
      @Schema(description = "People with requests before or after, the greatest change first")
          List<PersonCountView> people,
      @Schema(description = "References of at most 50 that would have moved")
          List<String> examples) {}

  /** How many it were, and would have been. */
  @Schema(name = "RoutingPreviewCount")
  record CountView(int before, int after) {}

  /** A team's. */
  @Schema(name = "RoutingPreviewTeam")
  record TeamCountView(
      @Schema(
              description = "By code. By id if the team no longer exists",
              examples = "supply-chain")
          String team,
      int before,
      int after) {}

  /** A person's. */
  @Schema(name = "RoutingPreviewPerson")
  record PersonCountView(PersonName person, int before, int after) {}

  /** One decision that would be made. */
  @Schema(name = "RoutingPreviewDecision")
  record WouldGoView(
      @Schema(description = "By code", examples = "clinical-engineering") @Nullable String team,
      @Nullable PersonName assignee,
      boolean unrouted,
      String because,
      @Schema(description = "Code of the rule. Absent if the owner of the category is responsible")
          @Nullable String rule,
      List<String> matched,
      List<String> beaten,
      List<LookedView> looked) {}

  /** A team or tier that routing would search. */
  @Schema(name = "RoutingPreviewStop")
  record LookedView(@Nullable String team, @Nullable Integer tier, List<PassedView> people) {}

  /** A person who would be on call. */
  @Schema(name = "RoutingPreviewConsidered")
  record PassedView(PersonName person, @Schema(examples = "has_it") String verdict) {}

  @POST
  @Operation(
      summary = "Try routing rules before they are published",
      description =
          "Calculates how the rules would have distributed the requests of the last days, and"
              + " how many would have been unrouted; or where one request would go. Without rules,"
              + " the rules in force are used. Nothing is stored. At most 20,000 requests; with"
              + " more, ask for fewer days.")
  @APIResponseSchema(
      value = PreviewView.class,
      responseDescription = "The result, and the limits of the calculation")
  public PreviewView previewRouting(
      @NotNull(message = "Send rules to try, and on what") PreviewBody body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
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

  private PersonName person(PersonId id) {
    return new RequestView.Names(directory).person(id);
  }
}
