package care.andon.request.http;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.request.Handovers;
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

/** Handover of all open requests at the end of a shift. */
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
      summary = "Hand over all your open requests",
      description =
          "Hands over every open request of which you are the assignee, in one call. They go to"
              + " the team or person you name. Without one, each goes to another person who is on"
              + " call for its team now. Shortly before the end of your shift, people who stay"
              + " longer come first. A named person may be off call: then the answer has a"
              + " `warning`, and the request is `unattended` until they are on call or a person of"
              + " the department acts. The clocks keep running. Requests that nobody can take stay"
              + " yours and are listed in `kept`; if you are off call yourself, they are"
              + " `unattended`. The note is for the department only. The caregiver sees the new"
              + " assignee.")
  @APIResponseSchema(
      value = HandoverView.class,
      responseDescription = "What was handed over, and what was not")
  public Response handOver(
      @Valid @NotNull(message = "Send a JSON object") Handovers.Order body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    var outcome = handovers.handOver(identity.caller(), body, IdempotencyKey.parse(key));
    var response = Response.ok(HandoverView.of(outcome.handover()));
    return (outcome.replayed() ? response.header(IdempotencyKey.REPLAYED, true) : response).build();
  }
}
