package care.andon.request.http;

import care.andon.directory.Directory;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.request.RequestCommands;
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
 * What people do with a request. Every act takes the same {@link ActParameters terms} and answers
 * with the request after it, so each says only what it is.
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
      summary = "Say \"I have it\"",
      description =
          "An act of a named human, never an automatic receipt: stops the acknowledge clock, makes the caller the assignee, and may carry a promise.")
  public Response acknowledgeRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommands.@Nullable Acknowledge body) {
    return answer(
        requests.acknowledge(
            identity.caller(),
            act.id(),
            body == null ? new RequestCommands.Acknowledge(null, null) : body,
            act.terms()));
  }

  @POST
  @Path("/{id}/assign")
  @Operation(
      summary = "Hand it to a team or a person",
      description =
          "For a team alone, whoever is on call for it has it then; in a team that shares its work"
              + " by least_open or round_robin, who of them has the least open, or whose turn it is."
              + " Where neither the person nor anybody of the team can be reached now, it stays where"
              + " it is, and the problem lists who could take it. The clocks run on. The caregiver sees the reason.")
  public Response assignRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommands.Assign body) {
    return answer(requests.assign(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/take")
  @Operation(
      summary = "Take it: \"I have it from here\"",
      description =
          "Makes you the assignee, whoever it was before: for administrators of its team, and for"
              + " those who are on call at this hour. It does not acknowledge the request, moves no"
              + " clock and is no word to the caregiver; say 'acknowledge' for that. Taking what you"
              + " have changes nothing.")
  public Response takeRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommands.@Nullable OptionalWords body) {
    return answer(
        requests.take(
            identity.caller(),
            act.id(),
            body == null ? new RequestCommands.OptionalWords(null) : body,
            act.terms()));
  }

  @POST
  @Path("/{id}/give-back")
  @Operation(
      summary = "Give it back to its team",
      description =
          "For whoever has it. Somebody else who is on call for the team has it then; where nobody"
              + " is, it stays yours, and the problem lists who could take it. The clocks run on."
              + " The reason is for the department.")
  public Response giveBackRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommands.Reason body) {
    return answer(requests.giveBack(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/messages")
  @Operation(
      summary = "Write to the caregiver, the department, or an internal note",
      description =
          "A word to the caregiver ends the present silence and begins the next update cycle; internal notes do not, and the caregiver never sees them.")
  public Response sendMessage(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommands.Message body) {
    return answer(requests.message(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/ask")
  @Operation(
      summary = "Ask the caregiver a question",
      description =
          "The request waits for the caregiver, 24 hours at most; the update and resolve clocks pause.")
  public Response askCaregiver(
      @BeanParam ActParameters act, @Valid @NotNull(message = NO_BODY) RequestCommands.Ask body) {
    return answer(requests.ask(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/answer")
  @Operation(
      summary = "Answer the question",
      description = "The department has it again and the clocks run on.")
  public Response answerQuestion(
      @BeanParam ActParameters act, @Valid @NotNull(message = NO_BODY) RequestCommands.Words body) {
    return answer(requests.answer(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/impact")
  @Operation(
      summary = "Say anew what is happening to care",
      description =
          "Only the caregiver who asked. A more pressing impact shortens promises, a less pressing one lengthens them; what was missed stays missed.")
  public Response changeImpact(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommands.ChangeImpact body) {
    return answer(requests.changeImpact(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/assess")
  @Operation(
      summary = "Differ about the impact",
      description =
          "Stands beside the caregiver's impact, is told to the caregiver, and moves no clock.")
  public Response assessImpact(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommands.Assess body) {
    return answer(requests.assess(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/resolve")
  @Operation(
      summary = "Say, in words, that the need is met",
      description =
          "A claim by the department; only the caregiver confirms it. After 72 hours without a word it is unconfirmed.")
  public Response resolveRequest(
      @BeanParam ActParameters act, @Valid @NotNull(message = NO_BODY) RequestCommands.Words body) {
    return answer(requests.resolve(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/confirm")
  @Operation(
      summary = "Confirm that the need is met",
      description = "Only the caregiver who asked.")
  public Response confirmRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommands.@Nullable OptionalWords body) {
    return answer(
        requests.confirm(
            identity.caller(),
            act.id(),
            body == null ? new RequestCommands.OptionalWords(null) : body,
            act.terms()));
  }

  @POST
  @Path("/{id}/reopen")
  @Operation(
      summary = "Say \"not fixed\"",
      description =
          "Possible for 14 days after it was unconfirmed or declined, and while it is resolved. The resolve clock goes on where it stopped.")
  public Response reopenRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommands.Reason body) {
    return answer(requests.reopen(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/decline")
  @Operation(
      summary = "Decline, with a reason and an alternative",
      description = "An answer, not a need met.")
  public Response declineRequest(
      @BeanParam ActParameters act,
      @Valid @NotNull(message = NO_BODY) RequestCommands.Decline body) {
    return answer(requests.decline(identity.caller(), act.id(), body, act.terms()));
  }

  @POST
  @Path("/{id}/withdraw")
  @Operation(
      summary = "Withdraw the request",
      description = "Only the caregiver who asked. Promises still open are not measured.")
  public Response withdrawRequest(
      @BeanParam ActParameters act,
      @RequestBody(required = false) @Valid RequestCommands.@Nullable OptionalWords body) {
    return answer(
        requests.withdraw(
            identity.caller(),
            act.id(),
            body == null ? new RequestCommands.OptionalWords(null) : body,
            act.terms()));
  }

  private Response answer(Requests.Outcome outcome) {
    return RequestResource.answer(outcome, RequestView.of(outcome, directory, promises)).build();
  }
}
