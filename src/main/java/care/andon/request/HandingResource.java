package care.andon.request;

import care.andon.directory.Directory;
import care.andon.platform.Api;
import care.andon.platform.Conditional;
import care.andon.platform.IdempotencyKey;
import care.andon.platform.Identity;
import care.andon.sla.Promises;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** A request taken by somebody, and given back to its team. */
@Path(Api.BASE + "/requests")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class HandingResource {
  private final Requests requests;
  private final Identity identity;
  private final Directory directory;
  private final Promises promises;

  HandingResource(Requests requests, Identity identity, Directory directory, Promises promises) {
    this.requests = requests;
    this.identity = identity;
    this.directory = directory;
    this.promises = promises;
  }

  @POST
  @Path("/{id}/take")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "takeRequest",
      summary = "Take it: \"I have it from here\"",
      description =
          "Makes you the assignee, whoever it was before: for administrators of its team, and for"
              + " those who are on call at this hour. It does not acknowledge the request, moves no"
              + " clock and is no word to the caregiver; say 'acknowledge' for that. Taking what you"
              + " have changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The request after it",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RequestView.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "412", ref = "Stale")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  public Response take(
      @Parameter(description = "Id or reference", example = "SR-20418") @RestPath String id,
      @RequestBody(required = false) @Valid Bodies.@Nullable Take body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(
        requests.take(
            identity.caller(),
            id,
            body == null ? new Bodies.Take(null) : body,
            terms(key, ifMatch)));
  }

  @POST
  @Path("/{id}/give-back")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "giveBackRequest",
      summary = "Give it back to its team",
      description =
          "For whoever has it. Somebody else who is on call for the team has it then; where nobody"
              + " is, it stays yours, and the problem lists who could take it. The clocks run on."
              + " The reason is for the department.")
  @APIResponse(
      responseCode = "200",
      description = "The request after it",
      headers = @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RequestView.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "412", ref = "Stale")
  @APIResponse(responseCode = "422", ref = "KeyReused")
  public Response giveBack(
      @Parameter(description = "Id or reference", example = "SR-20418") @RestPath String id,
      @Valid @NotNull(message = "Send a JSON object") Bodies.GiveBack body,
      @Parameter(ref = "IdempotencyKey") @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
      @Parameter(ref = "IfMatch") @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return answer(requests.giveBack(identity.caller(), id, body, terms(key, ifMatch)));
  }

  private static Requests.Terms terms(@Nullable String key, @Nullable String ifMatch) {
    return new Requests.Terms(IdempotencyKey.parse(key), ifMatch);
  }

  private Response answer(Requests.Outcome outcome) {
    var view =
        RequestView.of(outcome.request(), outcome.actor(), outcome.now(), directory, promises);
    var response =
        Response.status(outcome.status())
            .entity(view)
            .header(HttpHeaders.ETAG, Conditional.tag(outcome.request().version()));
    return (outcome.replayed() ? response.header(IdempotencyKey.REPLAYED, true) : response).build();
  }
}
