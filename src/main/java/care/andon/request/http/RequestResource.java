package care.andon.request.http;

import static java.util.Objects.requireNonNullElse;

import care.andon.directory.Directory;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import care.andon.platform.web.following.Followed;
import care.andon.request.OpenRequest;
import care.andon.request.RequestCommand;
import care.andon.request.Requests;
import care.andon.request.query.ClocksView;
import care.andon.request.query.EscalationView;
import care.andon.request.query.HistoryView;
import care.andon.request.query.RequestParameters;
import care.andon.request.query.RequestSearch;
import care.andon.request.query.RequestView;
import care.andon.sla.Promises;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Files, lists and reads requests. */
@Path(ApiPaths.BASE + "/requests")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Requests")
class RequestResource {
  private static final String NO_BODY = "Send a JSON object";
  private static final String ID = "Id or reference";
  private static final String REFERENCE = "SR-20418";

  private final Requests requests;
  private final RequestSearch search;
  private final Identity identity;
  private final Directory directory;
  private final Promises promises;
  private final ConditionalRequests conditional;

  RequestResource(
      Requests requests,
      RequestSearch search,
      Identity identity,
      Directory directory,
      Promises promises,
      ConditionalRequests conditional) {
    this.requests = requests;
    this.search = search;
    this.identity = identity;
    this.directory = directory;
    this.promises = promises;
    this.conditional = conditional;
  }

  @POST
  @RolesAllowed({"caregiver", "integration"})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "File a request",
      description =
          "Needs only an impact, a category and words. The answer names the responsible team"
              + " or person, the promises, and when the next message is due. An integration files"
              + " on behalf of a caregiver, who becomes the requester. If a patient is"
              + " deteriorating, call the rapid-response number: this service does not page"
              + " clinical emergency teams.")
  @APIResponseSchema(
      value = RequestView.class,
      responseDescription = "Filed and routed; its clocks are running",
      responseCode = "201")
  public Response openRequest(
      @Valid @NotNull(message = NO_BODY) OpenRequest body,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    var outcome = requests.open(identity.caller(), body, IdempotencyKey.parse(key));
    return answer(outcome, RequestView.of(outcome, directory, promises))
        .header(HttpHeaders.LOCATION, ApiPaths.BASE + "/requests/" + outcome.request().id())
        .build();
  }

  @GET
  @Followed
  @Operation(
      summary = "List the requests you may see",
      description =
          "Follow `next` for the next page. A request that exists throughout is listed"
              + " exactly once, even while requests change: sorted by `dueAt` or `updatedAt`, each"
              + " keeps the place it had when the first page was read, and is shown as it is now."
              + " To follow changes, read again from time to time with `updatedSince` set to a"
              + " minute before the last read.")
  @APIResponseSchema(
      value = RequestPage.class,
      responseDescription = "A page of requests, without their clocks")
  public Response listRequests(
      @BeanParam RequestParameters parameters,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context UriInfo uri) {
    var found = search.find(identity.caller(), parameters, cursor, PageLimit.parse(limit));
    var page =
        found.cursor() == null
            ? Page.last(found.items())
            : Page.followedBy(found.items(), uri, found.cursor());
    return found.moving()
        ? conditional.answerAlike(page, ifNoneMatch)
        : conditional.answer(page, ifNoneMatch);
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Get a request with its promises",
      description =
          "By id or by reference, such as SR-20418. Caregivers may read the named requests of"
              + " their own unit as well. The ETag is the version, for `If-Match`. The answer about"
              + " a `patient_waiting` request has a safety notice (`guard`).")
  @APIResponseSchema(value = RequestView.class, responseDescription = "The request")
  public Response getRequest(
      @Parameter(description = ID, example = REFERENCE) @RestPath String id,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    var outcome = requests.get(identity.caller(), id);
    return ConditionalRequests.answer(
        RequestView.of(outcome, directory, promises),
        ConditionalRequests.tag(outcome.request().version()),
        ifNoneMatch);
  }

  @GET
  @Path("/{id}/history")
  @Operation(
      summary = "Get the history of a request",
      description =
          "All events, in order. `at` is when the event happened or was due; `recordedAt` is"
              + " when the service noticed. Internal notes are left out for the caregiver, so `seq`"
              + " may skip numbers.")
  @APIResponseSchema(value = HistoryPage.class, responseDescription = "A page of events")
  public Response getRequestHistory(
      @Parameter(description = ID, example = REFERENCE) @RestPath String id,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context UriInfo uri) {
    var outcome = requests.get(identity.caller(), id);
    var fingerprint = "history|" + outcome.request().id();
    var most = PageLimit.parse(limit).value();
    var position = Cursor.read(fingerprint, cursor);
    var after = position == null ? 0 : seq(position);
    var events = requests.history(outcome.request(), after, most + 1);
    var shown =
        events.stream()
            .limit(most)
            .flatMap(event -> HistoryView.of(event, outcome, directory).stream())
            .toList();
    var page =
        events.size() > most
            ? Page.followedBy(
                shown, uri, Cursor.write(fingerprint, Integer.toString(events.get(most - 1).seq())))
            : Page.last(shown);
    return conditional.answer(page, ifNoneMatch);
  }

  @GET
  @Path("/{id}/clocks")
  @Operation(
      summary = "Explain the clocks of a request",
      description =
          "For each clock: its policy, calendar and target, every pause and its cause, the"
              + " elapsed and gross time, and why it is due when it is due. The data suffices to"
              + " recompute each clock by hand.")
  @APIResponseSchema(value = ClocksView.class, responseDescription = "The clocks as of now")
  public ClocksView getRequestClocks(
      @Parameter(description = ID, example = REFERENCE) @RestPath String id) {
    var outcome = requests.get(identity.caller(), id);
    var events = requests.history(outcome.request(), 0, Integer.MAX_VALUE);
    return ClocksView.of(outcome, events, promises, directory);
  }

  @GET
  @Path("/{id}/escalations")
  @Operation(
      summary = "Get the escalations of a request",
      description =
          "Each escalation with its tier, the people who were called, their deadline and the"
              + " outcome. An unanswered escalation goes to the next tier with a person on call."
              + " After the last tier it is `unanswered`.")
  @APIResponseSchema(
      value = EscalationView.Ladder.class,
      responseDescription = "The escalations, oldest first")
  public EscalationView.Ladder getRequestEscalations(
      @Parameter(description = ID, example = REFERENCE) @RestPath String id) {
    return EscalationView.Ladder.of(requests.get(identity.caller(), id), directory);
  }

  @POST
  @Path("/{id}/escalations/{number}/take")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Answer an escalation",
      description =
          "A person says \"I have it\". Nobody else is called about the same promise. It"
              + " moves no clock and does not acknowledge the request. Allowed for everybody who"
              + " was called about the request, for people on call now at the escalation's tier or"
              + " above, and for administrators. Repeating the call changes nothing. If another"
              + " person has taken it or it went on, the problem says so.")
  @APIResponseSchema(value = EscalationView.class, responseDescription = "The escalation")
  public Response takeEscalation(
      @BeanParam ActParameters act,
      @Parameter(
              description = "The escalation's number",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "999999999"),
              example = "1")
          @RestPath
          String number,
      @RequestBody(required = false) @Valid RequestCommand.@Nullable Comment body) {
    var take =
        new RequestCommand.TakeEscalation(
            number, requireNonNullElse(body, RequestCommand.Comment.NONE));
    var outcome = requests.act(identity.caller(), act.id(), take, act.terms());
    var taken = outcome.request().ladder().find(number).orElseThrow();
    return answer(outcome, EscalationView.of(taken, outcome.actor(), directory)).build();
  }

  private static int seq(String position) {
    try {
      return Integer.parseInt(position);
    } catch (NumberFormatException forged) {
      throw Cursor.refused();
    }
  }

  /** Makes the response to an act: the body, the version, and whether it is a replay. */
  static Response.ResponseBuilder answer(Requests.Outcome outcome, Object body) {
    var response =
        Response.status(outcome.status())
            .entity(body)
            .header(HttpHeaders.ETAG, ConditionalRequests.tag(outcome.request().version()));
    return outcome.replayed() ? response.header(IdempotencyKey.REPLAYED, true) : response;
  }

  /** Names the list for the API description; {@link Page} is what is written. */
  @Schema(name = "SupportRequestPage")
  record RequestPage(
      List<RequestView> items,
      @Schema(description = "Address of the next page; absent on the last one")
          @Nullable URI next) {}

  /** Names the list for the API description; {@link Page} is what is written. */
  @Schema(name = "HistoryEventPage")
  record HistoryPage(
      List<HistoryView> items,
      @Schema(description = "Address of the next page; absent on the last one")
          @Nullable URI next) {}
}
