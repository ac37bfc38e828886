package care.andon.request.http;

import care.andon.directory.Directory;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.request.RequestCommand;
import care.andon.request.Requests;
import care.andon.request.query.RequestView;
import care.andon.sla.Promises;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erases words of a request. */
@Path(ApiPaths.BASE + "/requests/{id}/redactions")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class RedactionsResource {
  private final Requests requests;
  private final Identity identity;
  private final Directory directory;
  private final Promises promises;

  RedactionsResource(Requests requests, Identity identity, Directory directory, Promises promises) {
    this.requests = requests;
    this.identity = identity;
    this.directory = directory;
    this.promises = promises;
  }

  @POST
  @Operation(
      summary = "Erase words of a request",
      description =
          "For privacy officers, for example when somebody typed a patient's name. All words at one"
              + " place of one event are replaced by a note such as `[removed: patient name]`: in"
              + " the history, in the request, in lists, views and search, and in answers to"
              + " retries. It cannot be undone. The event `redacted` says who erased what kind of"
              + " words, and where. Status, promises and figures stay as they are. The same words"
              + " elsewhere stay: a handover has its note in each of its requests. Erasing words"
              + " again changes nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The request after it",
      content = @Content(schema = @Schema(implementation = RequestView.class)))
  public Response redactRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = "Send a JSON object") RequestCommand.Redact body) {
    var outcome = requests.act(identity.caller(), act.id(), body, act.terms());
    return RequestResource.answer(outcome, RequestView.of(outcome, directory, promises)).build();
  }
}
