package care.andon.webhook;

import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.MaxLength;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.CursorPage;
import care.andon.platform.web.InMemoryPage;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import care.andon.platform.web.admission.OpenCalls;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Webhooks over HTTP. */
@Path(ApiPaths.BASE + "/webhooks")
@RolesAllowed("configurer")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
class WebhooksResource {
  private static final String NO_BODY = "Send a JSON object";
  private static final String ID = "The id";
  private static final String EXAMPLE = "01980000-0000-7000-8000-000000000091";
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final Webhooks webhooks;
  private final Identity identity;
  private final OpenCalls calls;

  WebhooksResource(Webhooks webhooks, Identity identity, OpenCalls calls) {
    this.webhooks = webhooks;
    this.identity = identity;
    this.calls = calls;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Add a webhook",
      description =
          "From now on, events are sent to the address: a POST with a CloudEvent"
              + " (`application/cloudevents+json`) whose `data` is the event as in the feed, signed"
              + " by Standard Webhooks 1.0 (`webhook-id`, `webhook-timestamp`,"
              + " `webhook-signature`). Confidential requests and internal notes are left out."
              + " Answer with 2xx within 15 s. After 400, 409, 413 and 422 the message is set aside"
              + " and sent again later; after 410 the webhook is disabled; after anything else it"
              + " waits and tries again, for 72 hours. A message can come twice: drop it by"
              + " `webhook-id`. The answer shows the secret this once. A repeated call adds a"
              + " second webhook.")
  @APIResponse(responseCode = "422", ref = "AddressRefused")
  @APIResponseSchema(
      value = WebhookView.class,
      responseCode = "201",
      responseDescription = "The webhook with its secret")
  public Response addWebhook(@Valid @NotNull(message = NO_BODY) NewWebhook body) {
    var made = webhooks.create(identity.caller(), body);
    return answer(Response.status(Response.Status.CREATED), made.webhook(), made.secret())
        .header(HttpHeaders.LOCATION, ApiPaths.BASE + "/webhooks/" + made.webhook().id())
        .build();
  }

  @GET
  @Operation(
      summary = "List the webhooks",
      description = "With their state. Follow `next` for the next page.")
  @APIResponse(responseCode = "200", description = "A page of webhooks")
  public RestResponse<Page<WebhookView>> listWebhooks(
      @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor, @Context UriInfo uri) {
    return new InMemoryPage<>(webhooks.all(), webhook -> webhook.id().toString())
        .paged(webhook -> WebhookView.of(webhook, null), limit, cursor, uri);
  }

  @GET
  @Path("/{webhook}")
  @Operation(
      summary = "Get a webhook",
      description = "Without its secret. The ETag is the version, for `If-Match`.")
  @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook")
  public Response getWebhook(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    var stored = webhooks.get(webhook);
    return ConditionalRequests.answer(
        WebhookView.of(stored, null), ConditionalRequests.tag(stored.version()), ifNoneMatch);
  }

  @PUT
  @Path("/{webhook}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Change a webhook",
      description =
          "Send all of it. `enabled` false stops it; true lets it go on where it stopped, so"
              + " nothing is lost.")
  @APIResponse(responseCode = "422", ref = "AddressRefused")
  @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook")
  public Response changeWebhook(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook,
      @Parameter(ref = "IfMatchRequired") @RestHeader(HttpHeaders.IF_MATCH)
          @Nullable String ifMatch,
      @Valid @NotNull(message = NO_BODY) NewWebhook body) {
    var changed = webhooks.change(webhook, ConditionalRequests.requireGiven(ifMatch), body);
    return answer(Response.ok(), changed, null).build();
  }

  @DELETE
  @Path("/{webhook}")
  @Operation(
      summary = "Remove a webhook",
      description = "With its log. What is being sent at this moment may still arrive.")
  @APIResponse(responseCode = "204", description = "Removed")
  public void removeWebhook(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook) {
    webhooks.delete(webhook);
  }

  @POST
  @Path("/{webhook}/ping")
  @Operation(
      summary = "Try a webhook",
      description =
          "Sends one message of the type `care.andon.ping` and says what came of it. It changes"
              + " nothing.")
  @APIResponse(responseCode = "200", description = "What came of it")
  public WebhookPing pingWebhook(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook,
      @Context RoutingContext exchange) {
    // The receiver may be slow.
    calls.leaveOpen(exchange, identity.caller().username());
    var ping = webhooks.ping(webhook);
    return new WebhookPing(ping.outcome(), ping.status());
  }

  @POST
  @Path("/{webhook}/secret/rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a new secret for a webhook",
      description =
          "During `overlap` messages have two signatures, one with each secret. The answer shows"
              + " the new secret this once.")
  @APIResponseSchema(
      value = WebhookView.class,
      responseDescription = "The webhook with its new secret")
  public Response rotateWebhookSecret(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook,
      @Valid @NotNull(message = NO_BODY) Rotation body) {
    var overlap = body.overlap();
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw Problem.invalid("/overlap", "out_of_range", "Send PT0S to P7D");
    }
    var made = webhooks.rotate(webhook, overlap);
    return answer(Response.ok(), made.webhook(), made.secret()).build();
  }

  @POST
  @Path("/{webhook}/rewind")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Send events again",
      description =
          "All events after a cursor of the feed are sent again, with the same ids. `now` skips"
              + " what has not been sent.")
  @APIResponse(responseCode = "410", ref = "CursorOfAnotherEra")
  @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook")
  public Response rewindWebhook(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook,
      @Valid @NotNull(message = NO_BODY) Rewind body) {
    return answer(Response.ok(), webhooks.rewind(webhook, body.after()), null).build();
  }

  @GET
  @Path("/{webhook}/deliveries")
  @Operation(
      summary = "List the attempts of a webhook",
      description =
          "The latest first, of the last 30 days. Follow `next` for the next page. The log has no"
              + " answer of the receiver except its status.")
  @APIResponse(responseCode = "200", description = "A page of attempts")
  public RestResponse<Page<DeliveryView>> listWebhookDeliveries(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    var filters = "deliveries|" + webhook;
    var most = PageLimit.parse(limit);
    var position = Cursor.read(filters, cursor);
    var found =
        webhooks.deliveries(
            webhook, position == null ? Long.MAX_VALUE : number(position), most.value() + 1);
    var page =
        CursorPage.of(
            found,
            most,
            it -> DeliveryView.of(it.attempt()),
            filters,
            it -> Long.toString(it.id()));
    return Page.of(page.items(), uri, page.cursor()).toResponse();
  }

  @POST
  @Path("/{webhook}/deliveries/{event}/redeliver")
  @Operation(
      summary = "Send one event again",
      description = "Within a second, if the webhook is on. The id stays the same.")
  @APIResponse(responseCode = "204", description = "It will be sent")
  public void redeliverWebhookEvent(
      @Parameter(description = ID, example = EXAMPLE) @RestPath String webhook,
      @Parameter(
              description = "The id of the event",
              example = "019cb0e1-18ca-7001-baea-442351beabd5.3")
          @RestPath
          String event) {
    webhooks.redeliver(webhook, event);
  }

  private static long number(String position) {
    try {
      return Long.parseLong(position);
    } catch (NumberFormatException forged) {
      throw Cursor.refused();
    }
  }

  private static Response.ResponseBuilder answer(
      Response.ResponseBuilder response, StoredWebhook webhook, @Nullable String secret) {
    return response
        .entity(WebhookView.of(webhook, secret))
        .header(HttpHeaders.ETAG, ConditionalRequests.tag(webhook.version()));
  }

  /** A new secret is wanted. */
  @Schema(name = "WebhookRotation")
  record Rotation(
      @NotNull(message = "Send how long both secrets are used, such as PT24H")
          @Schema(description = "PT0S to P7D", examples = "PT24H")
          Duration overlap) {}

  /** Events are to be sent again. */
  @Schema(name = "WebhookRewind")
  record Rewind(
      @NotNull(message = "Send a cursor of the feed, 'start' or 'now'")
          @Schema(description = "A cursor of the feed, `start` or `now`", examples = "now")
          @MaxLength(1000)
          String after) {}

  /** What came of a ping. */
  @Schema(name = "WebhookPing")
  record WebhookPing(
      @Schema(description = "As in the log of attempts", examples = "delivered") String outcome,
      @Schema(description = "The status of the answer; absent if there was none")
          @Nullable Integer status) {}
}
