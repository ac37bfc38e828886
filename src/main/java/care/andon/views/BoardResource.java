package care.andon.views;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.following.Followed;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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
      " Colleagues' requests are shown as well, without the names of anonymous requesters."
          + " Confidential requests are shown and counted only for people they are shared with."
          + " Caregivers of the unit may read the named requests in full.";

  private final UnitViews views;
  private final Identity identity;
  private final ConditionalRequests conditional;

  BoardResource(UnitViews views, Identity identity, ConditionalRequests conditional) {
    this.views = views;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Followed
  @Path("/board")
  @Operation(
      summary = "Get the board of a unit",
      description =
          "Open requests, worst first, with the assignee and the promise, and requests"
              + " answered in the last 24 hours; at most 100 of each."
              + WHO_SEES
              + MyWorklistResource.TAG)
  @APIResponseSchema(value = UnitBoard.class, responseDescription = "The board as of now")
  public Response getUnitBoard(
      @Parameter(description = "Id or code", example = "4W") @RestPath String id,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    var board = views.board(identity.caller(), id);
    return conditional.answerAlike(board, board.withoutElapsedTimes(), ifNoneMatch);
  }

  @GET
  @Followed
  @Path("/handover")
  @Operation(
      summary = "Get the shift handover of a unit",
      description =
          "Requests that wait for the unit's answer, open requests with assignee and"
              + " deadline, and requests resolved during this shift that need a confirmation; at"
              + " most 100 of each."
              + WHO_SEES
              + MyWorklistResource.TAG)
  @APIResponseSchema(value = UnitHandover.class, responseDescription = "The handover as of now")
  public Response getUnitHandover(
      @Parameter(description = "Id or code", example = "4W") @RestPath String id,
      @Parameter(
              description =
                  "The start of the time covered by `toConfirm`, at most 7 days ago. Without"
                      + " it: the start of the shift that ends or has just ended (07:00 or 19:00 by"
                      + " the facility's clock)",
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @RestQuery
          @Nullable String since,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    var handover = views.handover(identity.caller(), id, since);
    return conditional.answerAlike(handover, handover.withoutElapsedTimes(), ifNoneMatch);
  }
}
