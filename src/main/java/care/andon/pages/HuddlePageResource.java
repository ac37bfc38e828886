package care.andon.pages;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.pages.PageWords.LocalTimes;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.page.PageAnswers;
import care.andon.views.HuddleScope.HuddleParameters;
import care.andon.views.Huddles;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The sheet of a huddle as a page to print. */
@Path("/pages/huddles/{tier}")
@RolesAllowed({"administrator", "manager", "auditor"})
@Produces(MediaType.TEXT_HTML)
class HuddlePageResource {
  private final Huddles huddles;
  private final Identity identity;
  private final Directory directory;
  private final PageFrames frames;
  private final PageSession session;
  private final PageAnswers answers;

  HuddlePageResource(
      Huddles huddles,
      Identity identity,
      Directory directory,
      PageFrames frames,
      PageSession session,
      PageAnswers answers) {
    this.huddles = huddles;
    this.identity = identity;
    this.directory = directory;
    this.frames = frames;
    this.session = session;
    this.answers = answers;
  }

  @GET
  @Operation(hidden = true)
  public Response huddle(
      @RestPath String tier,
      @RestQuery @Nullable String unit,
      @RestQuery @Nullable String team,
      @RestQuery @Nullable String facility,
      RoutingContext call) {
    var scope = new HuddleParameters(unit, team, facility);
    var sheet = huddles.huddle(identity.caller(), tier, scope, null);
    // Facilities in several time zones share a sheet: then its times are those of the first.
    var zone = sheet.facilities().isEmpty() ? "UTC" : sheet.facilities().getFirst().timeZone();
    var times = new LocalTimes(ZoneId.of(zone), sheet.asOf());
    session.goOn(call);
    var page = HuddlePage.of(sheet, times, about(scope), frames.huddles());
    return answers.page(Templates.huddle(frames.of("Huddle, tier " + tier), page).render(), call);
  }

  private String about(HuddleParameters scope) {
    return Optional.ofNullable(scope.unit())
        .flatMap(directory::unit)
        .map(Unit::name)
        .or(() -> Optional.ofNullable(scope.team()).flatMap(directory::team).map(Team::name))
        .or(
            () ->
                Optional.ofNullable(scope.facility())
                    .flatMap(directory::facility)
                    .map(Facility::name))
        .orElse("the hospital");
  }
}
