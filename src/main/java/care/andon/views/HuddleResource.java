package care.andon.views;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** The sheet of a huddle. */
@Path(ApiPaths.BASE + "/huddles")
@RolesAllowed({"administrator", "manager", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
class HuddleResource {
  private final Huddles huddles;
  private final Identity identity;
  private final ConditionalRequests conditional;

  HuddleResource(Huddles huddles, Identity identity, ConditionalRequests conditional) {
    this.huddles = huddles;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Path("/{tier}")
  @Operation(
      operationId = "getHuddle",
      summary = "What this tier must hear this morning",
      description =
          "Since yesterday: what needs this tier, what was missed, what was asked, what is oldest"
              + " and silent for longest, seven rows of each and how many more, and whether promises"
              + " were kept. Tier 1 meets about a 'unit' or a 'team', tier 2 about a 'team' or a"
              + " 'facility', tiers 3 and 4 about the hospital or a 'facility'. Promises count where"
              + " they fell due, as in /metrics/kept, but only those of requests you can see"
              + " ('covers'); nobody is ranked."
              + MyWorklistResource.TAG)
  @APIResponse(
      responseCode = "200",
      description = "The sheet as of now",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = Huddle.class)))
  @APIResponse(responseCode = "304", description = "You have this sheet already")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Response get(
      @Parameter(
              description = "1 team or unit, 2 department or facility, 3 hospital, 4 executive",
              example = "3")
          @RestPath
          String tier,
      @Parameter(description = "Id or code", example = "4W") @RestQuery @Nullable String unit,
      @Parameter(description = "Id or code", example = "supply-chain") @RestQuery
          @Nullable String team,
      @Parameter(description = "Id or code", example = "LAKESIDE") @RestQuery
          @Nullable String facility,
      @Parameter(
              description =
                  "At most 7 days ago; absent is the same time yesterday by the facility's clock",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @RestQuery
          @Nullable String since,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    var sheet =
        huddles.huddle(
            identity.caller(), tier, new HuddleScope.HuddleParameters(unit, team, facility), since);
    return conditional.answerAlike(sheet, sheet.withoutElapsedTimes(), ifNoneMatch);
  }
}
