package care.andon.pages;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.Figures;
import care.andon.metrics.SilenceFigure;
import care.andon.metrics.WaitFigure;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureQuery;
import care.andon.metrics.form.FigureScope;
import care.andon.pages.PageWords.LocalTimes;
import care.andon.pages.picture.BandDots;
import care.andon.pages.picture.ControlCharts;
import care.andon.pages.picture.LostMinutes;
import care.andon.pages.picture.OldestOpen;
import care.andon.pages.picture.Picture;
import care.andon.pages.picture.SurvivalCurves;
import care.andon.pages.picture.UnitFunnel;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.page.PageAnswers;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
  /** As many whole weeks as a control chart shows. */
  private static final Duration LAST_YEAR = Duration.ofDays(53 * 7);

  private final Figures figures;
  private final SettledTime settled;
  private final Directory directory;
  private final InstantSource time;
  private final Identity identity;
  private final PageFrames frames;
  private final PageSession session;
  private final PageAnswers answers;

  ScorecardResource(
      Figures figures,
      SettledTime settled,
      Directory directory,
      InstantSource time,
      Identity identity,
      PageFrames frames,
      PageSession session,
      PageAnswers answers) {
    this.figures = figures;
    this.settled = settled;
    this.directory = directory;
    this.time = time;
    this.identity = identity;
    this.frames = frames;
    this.session = session;
    this.answers = answers;
  }

  /**
   * What a scorecard is about.
   *
   * @param about in words
   * @param facility its code; null for the hospital or a team
   * @param team its code; null for the hospital or a facility
   * @param facilities whose clocks count
   */
  private record Scope(
      String about, @Nullable String facility, @Nullable String team, List<Facility> facilities) {}

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
    if (asOf == null && isTooEarly(when.asOf())) {
      checkPeriod(question(scope, period, null, null));
      return answers.page(Templates.noFigures(frame).render(), call);
    }
    var at = asOf == null ? when.asOf().toString() : asOf;
    var question = question(scope, when.name(), null, at);
    var kept = figures.kept(question);
    var waits = figures.waits(question);
    var scorecard =
        Scorecard.of(
            scope.about(),
            when.words(),
            times(scope, kept.asOf()),
            kept,
            waits,
            address(scope, when.name(), at));
    return answers.page(
        Templates.scorecard(
                frame, scorecard, pictures(scope, when.name(), at, waits), places(scope))
            .render(),
        call);
  }

  /** Weeks and silences are those of the last year; the others are of the period. */
  private List<Picture> pictures(
      Scope scope, String period, String asOf, FigureAnswer<WaitFigure> waits) {
    var pictures =
        new ArrayList<>(ControlCharts.of(figures.series(lastYear(scope, asOf)), ClockKind.RESOLVE));
    pictures.add(OldestOpen.of(figures.silence(lastYear(scope, asOf), SilenceFigure.Order.OLDEST)));
    pictures.add(
        BandDots.of(figures.equity(question(scope, period, null, asOf)), ClockKind.RESOLVE));
    pictures.add(SurvivalCurves.of(waits, Impact.PATIENT_WAITING));
    var byCategory = question(scope, period, WireNames.of(FigureGroup.CATEGORY), asOf);
    pictures.add(LostMinutes.of(figures.waits(byCategory)));
    var byUnit = question(scope, period, WireNames.of(FigureGroup.UNIT), asOf);
    pictures.add(UnitFunnel.of(figures.kept(byUnit), ClockKind.RESOLVE, Impact.PATIENT_WAITING));
    return pictures;
  }

  private static FigureQuery question(
      Scope scope, @Nullable String period, @Nullable String by, @Nullable String asOf) {
    return new FigureQuery(
        scope.facility(), null, scope.team(), null, period, null, null, by, null, asOf, null);
  }

  private static FigureQuery lastYear(Scope scope, String asOf) {
    var to = Instants.parse(asOf).orElseThrow();
    var from = to.minus(LAST_YEAR).toString();
    return new FigureQuery(
        scope.facility(), null, scope.team(), null, null, from, asOf, null, null, asOf, null);
  }

  /** Refuses a period that does not exist, as the figures would. */
  private void checkPeriod(FigureQuery question) {
    FigureScope.of(question, directory.snapshot(), identity.caller(), time.instant());
  }

  /** Whether no midnight has passed since the first request. */
  private boolean isTooEarly(Instant asOf) {
    return settled.span().first().filter(first -> !asOf.isBefore(first)).isEmpty();
  }

  private static LocalTimes times(Scope scope, Instant asOf) {
    var zone =
        scope.facilities().isEmpty() ? ZoneOffset.UTC : scope.facilities().getFirst().timeZone();
    return new LocalTimes(zone, asOf);
  }

  private static String address(Scope scope, String period, String asOf) {
    return ApiPaths.BASE
        + "/metrics/kept?period="
        + period
        + "&asOf="
        + asOf
        + (scope.facility() == null ? "" : "&facility=" + scope.facility())
        + (scope.team() == null ? "" : "&team=" + scope.team());
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
