package care.andon.views;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.PageLimit;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  @Operation(
      operationId = "getTeamWorklist",
      summary = "What a team owes, worst first",
      description =
          "Every open request of the team that you can see, with who holds it; without an assignee"
              + " nobody does."
              + MyWorklistResource.ORDER
              + MyWorklistResource.TAG)
  @APIResponse(
      responseCode = "200",
      description = "A page of what the team owes",
      headers = {
        @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = "Link",
            description = "The next page, when there is one",
            schema = @Schema(type = SchemaType.STRING))
      },
      content = @Content(schema = @Schema(implementation = MyWorklistResource.ViewPage.class)))
  @APIResponse(responseCode = "304", description = "You have this page already")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Response ofTeam(
      @Parameter(description = "Id or code", example = "supply-chain") @RestPath String id,
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch,
      @Context UriInfo uri) {
    return MyWorklistResource.answer(
        worklists.ofTeam(identity.caller(), id, cursor, PageLimit.parse(limit)),
        uri,
        conditional,
        ifNoneMatch);
  }
}
