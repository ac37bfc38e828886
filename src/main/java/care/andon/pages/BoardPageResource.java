package care.andon.pages;

import care.andon.directory.Directory;
import care.andon.pages.PageWords.LocalTimes;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.page.PageAnswers;
import care.andon.views.UnitViews;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The wall of a unit: the board of the API as a page. */
@Path("/pages/units/{code}")
@RolesAllowed({"caregiver", "administrator", "manager", "auditor", "integration"})
@Produces(MediaType.TEXT_HTML)
class BoardPageResource {
  private final UnitViews views;
  private final Identity identity;
  private final Directory directory;
  private final PageFrames frames;
  private final PageSession session;
  private final PageAnswers answers;

  BoardPageResource(
      UnitViews views,
      Identity identity,
      Directory directory,
      PageFrames frames,
      PageSession session,
      PageAnswers answers) {
    this.views = views;
    this.identity = identity;
    this.directory = directory;
    this.frames = frames;
    this.session = session;
    this.answers = answers;
  }

  @GET
  @Operation(hidden = true)
  public Response board(@RestPath String code, RoutingContext call) {
    var caller = identity.caller();
    var board = views.board(caller, code);
    var zone =
        directory
            .unit(code)
            .flatMap(unit -> directory.facility(unit.facility()))
            .orElseThrow(Problem::notFound)
            .timeZone();
    var frame = frames.of(board.unit().name());
    if (!frame.isWall()) {
      session.goOn(call);
    }
    var page = BoardPage.of(board, new LocalTimes(zone, board.asOf()));
    return answers.page(Templates.board(frame, page).render(), call);
  }
}
