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

/** The board and the handover of a unit. */
@Path(ApiPaths.BASE + "/units/{id}")
@RolesAllowed({"caregiver", "administrator", "manager", "auditor", "integration"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
class BoardResource {
  private static final String WHO_SEES =
      " Colleagues' requests are shown, too; who asked anonymously is not, and what is confidential"
          + " only to those it is shared with, also in the counts.";

  private final UnitViews views;
  private final Identity identity;
  private final ConditionalRequests conditional;

  BoardResource(UnitViews views, Identity identity, ConditionalRequests conditional) {
    this.views = views;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Path("/board")
  @Operation(
      operationId = "getUnitBoard",
      summary = "What this unit has asked",
      description =
          "What is open, worst first, with the named person and the promise, and what was answered"
              + " in the last 24 hours; at most 100 of each."
              + WHO_SEES
              + MyWorklistResource.TAG)
  @APIResponse(
      responseCode = "200",
      description = "The board as of now",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = UnitBoard.class)))
  @APIResponse(responseCode = "304", description = "You have this board already")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Response board(
      @Parameter(description = "Id or code", example = "4W") @RestPath String id,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    var board = views.board(identity.caller(), id);
    return conditional.answerAlike(board, board.withoutElapsedTimes(), ifNoneMatch);
  }

  @GET
  @Path("/handover")
  @Operation(
      operationId = "getUnitHandover",
      summary = "What whoever comes on shift must know",
      description =
          "What the department asked back and waits for us, what is open with whom and by when, and"
              + " what was resolved this shift and needs a \"confirm\" or a \"not fixed\"; at most"
              + " 100 of each."
              + WHO_SEES
              + MyWorklistResource.TAG)
  @APIResponse(
      responseCode = "200",
      description = "The handover as of now",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = UnitHandover.class)))
  @APIResponse(responseCode = "304", description = "You have this handover already")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Response handover(
      @Parameter(description = "Id or code", example = "4W") @RestPath String id,
      @Parameter(
              description =
                  "How far 'toConfirm' looks back, at most 7 days; absent is the begin of the shift"
                      + " (07:00, 19:00 by the facility's clock) that ends or has just ended",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @RestQuery
          @Nullable String since,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch) {
    var handover = views.handover(identity.caller(), id, since);
    return conditional.answerAlike(handover, handover.withoutElapsedTimes(), ifNoneMatch);
  }
}
