package care.andon.directory.roster;

import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows the roster of a team and its change log. */
@Path(ApiPaths.BASE + "/teams")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rosters", description = "Who is on call when, and who stands in.")
class TeamRosterResource {
  private final RosterQueries queries;

  TeamRosterResource(RosterQueries queries) {
    this.queries = queries;
  }

  @GET
  @Path("/{id}/roster")
  @Operation(
      operationId = "getTeamRoster",
      summary = "The roster of a team",
      description = RosterTexts.ROSTER)
  @APIResponse(responseCode = "200", description = "The roster")
  public RosterView get(@BeanParam RosterAddress.OfTeam team, @BeanParam RosterWindow window) {
    return queries.roster(team, window);
  }

  @GET
  @Path("/{id}/roster/changes")
  @Operation(
      operationId = "listTeamRosterChanges",
      summary = "Who changed the roster of a team",
      description = RosterTexts.CHANGES)
  @APIResponse(responseCode = "200", description = "The latest first")
  public RestResponse<Page<RosterView.ChangeView>> changes(
      @BeanParam RosterAddress.OfTeam team,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    var found = queries.changes(team, uri.getPath(), limit, cursor);
    return Page.of(found.items(), uri, found.cursor()).toResponse();
  }
}
