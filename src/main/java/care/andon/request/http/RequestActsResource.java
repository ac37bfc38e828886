package care.andon.request.http;

import static java.util.Objects.requireNonNullElse;

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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Acts on a request, one method for each. Every act takes {@link ActParameters} and answers with
 * the request after it.
 */
@Path(ApiPaths.BASE + "/requests")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
@APIResponse(
    responseCode = "200",
    description = "The request after it",
    content = @Content(schema = @Schema(implementation = RequestView.class)))
class RequestActsResource {
  private static final String NO_BODY = "Send a JSON object";

  private final Requests requests;
  private final Identity identity;
  private final Directory directory;
  private final Promises promises;

  RequestActsResource(
      Requests requests, Identity identity, Directory directory, Promises promises) {
    this.requests = requests;
    this.identity = identity;
    this.directory = directory;
    this.promises = promises;
  }

  @POST
  @Path("/{id}/acknowledge")
  @Operation(
      summary = "Acknowledge a request",
      description =
          "A person says \"I have it\". This stops the acknowledge clock, makes the caller"
              + " the assignee and may carry a promise. It is never an automatic receipt.")
  public Response acknowledgeRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommand.@Nullable Acknowledge body) {
    return act(act, requireNonNullElse(body, RequestCommand.Acknowledge.WITHOUT_WORDS));
  }

  @POST
  @Path("/{id}/assign")
  @Operation(
      summary = "Assign a request to a team or a person",
      description =
          "With a team only, the next person on call for the team becomes the assignee,"
              + " chosen by the team's rule. If neither the person nor anybody of the team can be"
              + " reached now, nothing changes and the problem lists who could take the request."
              + " The clocks keep running. The caregiver sees the reason.")
  public Response assignRequest(
      @BeanParam ActParameters act, @Valid @NotNull(message = NO_BODY) RequestCommand.Assign body) {
    return act(act, body);
  }

  @POST
  @Path("/{id}/take")
  @Operation(
      summary = "Take over a request",
      description =
          "Makes you the assignee. For administrators of the request's team, and for people"
              + " who are on call now. It does not acknowledge the request, moves no clock and is"
              + " not a message to the caregiver; use `acknowledge` for that. Taking your own"
              + " request changes nothing.")
  public Response takeRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommand.@Nullable Comment body) {
    return act(act, new RequestCommand.Take(requireNonNullElse(body, RequestCommand.Comment.NONE)));
  }

  @POST
  @Path("/{id}/give-back")
  @Operation(
      summary = "Give a request back to its team",
      description =
          "For the assignee. Another person on call for the team becomes the assignee. If"
              + " there is none, nothing changes and the problem lists who could take the request."
              + " The clocks keep running. The reason is for the department only.")
  public Response giveBackRequest(
      @BeanParam ActParameters act, @Valid @NotNull(message = NO_BODY) RequestCommand.Reason body) {
    return act(act, new RequestCommand.GiveBack(body));
  }

  @POST
  @Path("/{id}/messages")
  @Operation(
      summary = "Send a message or add an internal note",
      description =
          "A message to the caregiver ends the present silence and begins the next update"
              + " cycle. An internal note does neither, and the caregiver never sees it.")
  public Response sendMessage(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommand.Message body) {
    return act(act, body);
  }

  @POST
  @Path("/{id}/ask")
  @Operation(
      summary = "Ask the caregiver a question",
      description =
          "The request waits for the caregiver for at most 24 hours. Meanwhile the update and"
              + " resolve clocks pause.")
  public Response askCaregiver(
      @BeanParam ActParameters act, @Valid @NotNull(message = NO_BODY) RequestCommand.Ask body) {
    return act(act, body);
  }

  @POST
  @Path("/{id}/answer")
  @Operation(
      summary = "Answer the department's question",
      description = "The department continues and the clocks run on.")
  public Response answerQuestion(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommand.Statement body) {
    return act(act, new RequestCommand.Answer(body));
  }

  @POST
  @Path("/{id}/impact")
  @Operation(
      summary = "Change the impact",
      description =
          "Only for the caregiver who filed the request. A more urgent impact shortens"
              + " promises, a less urgent one lengthens them. A promise that was missed stays"
              + " missed.")
  public Response changeImpact(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommand.ChangeImpact body) {
    return act(act, body);
  }

  @POST
  @Path("/{id}/assess")
  @Operation(
      summary = "Record a different assessment of the impact",
      description =
          "The assessment is shown beside the caregiver's impact and is told to the"
              + " caregiver. It moves no clock.")
  public Response assessImpact(
      @BeanParam ActParameters act, @Valid @NotNull(message = NO_BODY) RequestCommand.Assess body) {
    return act(act, body);
  }

  @POST
  @Path("/{id}/resolve")
  @Operation(
      summary = "Resolve a request",
      description =
          "The department says, in words, that the need is met. Only the caregiver can"
              + " confirm it. After 72 hours without an answer the request becomes unconfirmed.")
  public Response resolveRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommand.Statement body) {
    return act(act, new RequestCommand.Resolve(body));
  }

  @POST
  @Path("/{id}/confirm")
  @Operation(
      summary = "Confirm that the need is met",
      description = "Only for the caregiver who filed the request.")
  public Response confirmRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommand.@Nullable Comment body) {
    return act(
        act, new RequestCommand.Confirm(requireNonNullElse(body, RequestCommand.Comment.NONE)));
  }

  @POST
  @Path("/{id}/reopen")
  @Operation(
      summary = "Reopen a request",
      description =
          "The caregiver says why: `not_fixed` means that the resolution never happened. The"
              + " resolve clock ran on since, and is missed at its due instant if that has passed."
              + " With `came_back` and `still_needed` the outcome so far stands, and a new resolve"
              + " promise begins. Possible while the request is resolved, and for 14 days after it"
              + " was confirmed, became unconfirmed or was declined. A `why` that does not fit the"
              + " status is refused.")
  public Response reopenRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommand.Reopening body) {
    return act(act, new RequestCommand.Reopen(body));
  }

  @POST
  @Path("/{id}/decline")
  @Operation(
      summary = "Decline a request",
      description =
          "Answers the request without meeting the need, with a reason and an alternative.")
  public Response declineRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommand.Decline body) {
    return act(act, body);
  }

  @POST
  @Path("/{id}/withdraw")
  @Operation(
      summary = "Withdraw a request",
      description =
          "Only for the caregiver who filed the request. Promises that are not due yet are"
              + " not measured.")
  public Response withdrawRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommand.@Nullable Comment body) {
    return act(
        act, new RequestCommand.Withdraw(requireNonNullElse(body, RequestCommand.Comment.NONE)));
  }

  private Response act(ActParameters act, RequestCommand command) {
    var outcome = requests.act(identity.caller(), act.id(), command, act.terms());
    return RequestResource.answer(outcome, RequestView.of(outcome, directory, promises)).build();
  }
}
