package care.andon.request.http;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.request.HandoverView;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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
      summary = "Hand over everything you hold",
      description =
          "All open requests of which you are the assignee, in one act: to the team or person you"
              + " name, or each to whoever is on call for its team - from an hour before the end of"
              + " your shift on to whoever is on call as it ends. The clocks run on. What nobody"
              + " could take stays yours and is listed. The note is for the department; the"
              + " caregiver sees who has it now.")
  @APIResponseSchema(
      value = HandoverView.class,
      responseDescription = "What went to whom, and what did not")
  public Response handOver(
      @Valid @NotNull(message = "Send a JSON object") RequestCommands.HandOver body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    var outcome = handovers.handOver(identity.caller(), body, IdempotencyKey.parse(key));
    var response = Response.ok(outcome.handover());
    return (outcome.replayed() ? response.header(IdempotencyKey.REPLAYED, true) : response).build();
  }
}
