package care.andon.pages;

import care.andon.directory.Directory;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureQuery;
import care.andon.metrics.form.FigureScope;
import care.andon.pages.Scorecards.Scope;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.page.PageAnswers;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Whether promises were kept, for everybody who signs in as a person. */
@Path("/pages")
@RolesAllowed({"caregiver", "administrator", "manager", "auditor", "configurer", "privacy_officer"})
@Produces(MediaType.TEXT_HTML)
class ScorecardResource {
  private final Scorecards scorecards;
  private final SettledTime settled;
  private final Directory directory;
  private final InstantSource time;
  private final Identity identity;
  private final PageFrames frames;
  private final PageSession session;
  private final PageAnswers answers;

  ScorecardResource(
      Scorecards scorecards,
      SettledTime settled,
      Directory directory,
      InstantSource time,
      Identity identity,
      PageFrames frames,
      PageSession session,
      PageAnswers answers) {
    this.scorecards = scorecards;
    this.settled = settled;
    this.directory = directory;
    this.time = time;
    this.identity = identity;
    this.frames = frames;
    this.session = session;
    this.answers = answers;
  }

  @GET
  @Path("/scorecard")
  @Operation(hidden = true)
  public Response hospital(
      @RestQuery @Nullable String period, @RestQuery @Nullable String asOf, RoutingContext call) {
    var facilities = directory.snapshot().facilities();
    return answer(new Scope("The hospital", null, null, facilities), period, asOf, call);
  }

  @GET
  @Path("/facilities/{code}")
  @Operation(hidden = true)
  public Response facility(
      @RestPath String code,
      @RestQuery @Nullable String period,
      @RestQuery @Nullable String asOf,
      RoutingContext call) {
    var facility = directory.facility(code).orElseThrow(Problem::notFound);
    var scope = new Scope(facility.name(), facility.code(), null, List.of(facility));
    return answer(scope, period, asOf, call);
  }

  @GET
  @Path("/teams/{code}")
  @Operation(hidden = true)
  public Response team(
      @RestPath String code,
      @RestQuery @Nullable String period,
      @RestQuery @Nullable String asOf,
      RoutingContext call) {
    var team = directory.team(code).orElseThrow(Problem::notFound);
    var facilities = directory.facility(team.facility()).stream().toList();
    return answer(new Scope(team.name(), null, team.code(), facilities), period, asOf, call);
  }

  private Response answer(
      Scope scope, @Nullable String period, @Nullable String asOf, RoutingContext call) {
    session.goOn(call);
    var when = ScorecardPeriod.of(scope.facilities(), period, time.instant());
    var frame = frames.of("Scorecard: " + scope.about());
    var first = settled.span().first();
    if (first.isEmpty() || (asOf == null && when.asOf().isBefore(first.get()))) {
      checkPeriod(scope.question(period, null, null));
      return answers.page(Templates.noFigures(frame).render(), call);
    }
    var at = asOf == null ? when.asOf().toString() : asOf;
    var drawn = scorecards.of(scope, when, at);
    return answers.page(
        Templates.scorecard(
                frame,
                drawn.scorecard(),
                when.choices(first.get()),
                drawn.pictures(),
                places(scope))
            .render(),
        call);
  }

  /** Refuses a period that does not exist, as the figures would. */
  private void checkPeriod(FigureQuery question) {
    FigureScope.of(question, directory.snapshot(), identity.caller(), time.instant());
  }

  /** The scorecards below this one, by code: nobody is ranked. */
  private List<PageFrame.PageLink> places(Scope scope) {
    var snapshot = directory.snapshot();
    if (scope.team() != null) {
      return List.of();
    }
    return scope.facility() == null
        ? snapshot.facilities().stream()
            .map(it -> new PageFrame.PageLink("/pages/facilities/" + it.code(), it.name()))
            .toList()
        : snapshot.teams().stream()
            .filter(it -> it.facility().equals(scope.facilities().getFirst().id()))
            .map(it -> new PageFrame.PageLink("/pages/teams/" + it.code(), it.name()))
            .toList();
  }
}
