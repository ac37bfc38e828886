package care.andon.request.http;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.request.Handovers;
import care.andon.request.RequestCommands;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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
import org.jspecify.annotations.Nullable;

/** The end of a shift: everything somebody holds goes to whoever is there. */
@Path(ApiPaths.BASE + "/me/handover")
@RolesAllowed("administrator")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class HandoverResource {
  private final Handovers handovers;
  private final Identity identity;

  HandoverResource(Handovers handovers, Identity identity) {
    this.handovers = handovers;
    this.identity = identity;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "handOver",
      summary = "Hand over everything you hold",
      description =
          "All open requests of which you are the assignee, in one act: to the team or person you"
              + " name, or each to whoever is on call for its team - from an hour before the end of"
              + " your shift on to whoever is on call as it ends. The clocks run on. What nobody"
              + " could take stays yours and is listed. The note is for the department; the"
              + " caregiver sees who has it now.")
  @APIResponse(
      responseCode = "200",
      description = "What went to whom, and what did not",
      headers =
          @Header(
              name = IdempotencyKey.REPLAYED,
              description = "true when this key had done it before",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = HandoverView.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response handOver(
      @Valid @NotNull(message = "Send a JSON object") RequestCommands.HandOver body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    var outcome = handovers.handOver(identity.caller(), body, IdempotencyKey.parse(key));
    var response = Response.ok(HandoverView.of(outcome.handover()));
    return (outcome.replayed() ? response.header(IdempotencyKey.REPLAYED, true) : response).build();
  }
}
