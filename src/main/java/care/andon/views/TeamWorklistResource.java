package care.andon.views;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.PageLimit;
import care.andon.platform.web.following.Followed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The worklist of a team. */
@Path(ApiPaths.BASE + "/teams/{id}/worklist")
@RolesAllowed({"administrator", "manager"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
class TeamWorklistResource {
  private final Worklists worklists;
  private final Identity identity;
  private final ConditionalRequests conditional;

  TeamWorklistResource(Worklists worklists, Identity identity, ConditionalRequests conditional) {
    this.worklists = worklists;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Followed
  @Operation(
      summary = "List what a team has to do",
      description =
          "Every open request of the team that you may see, with its assignee. Worst first."
              + MyWorklistResource.ORDER
              + MyWorklistResource.TAG)
  @APIResponseSchema(
      value = MyWorklistResource.ViewPage.class,
      responseDescription = "A page of the team's worklist")
  public Response getTeamWorklist(
      @Parameter(description = "Id or code", example = "supply-chain") @RestPath String id,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context UriInfo uri) {
    return MyWorklistResource.answer(
        worklists.ofTeam(identity.caller(), id, cursor, PageLimit.parse(limit)),
        uri,
        conditional,
        ifNoneMatch);
  }
}
