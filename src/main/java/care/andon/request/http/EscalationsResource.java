package care.andon.request.http;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import care.andon.request.escalation.EscalationState;
import care.andon.request.query.EscalationSearch;
import care.andon.request.query.EscalationView;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Escalations of all requests. The escalations of one request are at the request. */
@Path(ApiPaths.BASE + "/escalations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Escalations")
class EscalationsResource {
  private final EscalationSearch search;
  private final Identity identity;
  private final ConditionalRequests conditional;

  EscalationsResource(EscalationSearch search, Identity identity, ConditionalRequests conditional) {
    this.search = search;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Operation(
      summary = "List the escalations",
      description =
          "Escalations that wait for an answer; those with the earliest deadline come first."
              + " Administrators and managers see those that called them, unless they send"
              + " `mine=false`. Everybody sees only escalations of requests they may see. Answer an"
              + " escalation with `take`. Follow `next` for the next page.")
  @APIResponseSchema(
      value = EscalationPage.class,
      responseDescription = "A page of escalations, each with its request")
  public Response listEscalations(
      @Parameter(
              description =
                  "Whether to list only escalations that called you. Without it: true for"
                      + " administrators and managers, false for others",
              schema = @Schema(type = SchemaType.BOOLEAN))
          @RestQuery
          @Nullable String mine,
      @Parameter(
              description = "A tier, 1 to 4",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "4"),
              example = "3")
          @RestQuery
          @Nullable String tier,
      @RestQuery @Nullable String facility,
      @Parameter(
              description = "One or more: repeated, or separated by commas. Without it: open",
              schema =
                  @Schema(
                      type = SchemaType.ARRAY,
                      implementation = EscalationState.class,
                      minItems = 1),
              example = "[\"open\", \"unanswered\"]")
          @RestQuery
          List<String> state,
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
      @Context UriInfo uri) {
    var found =
        search.find(
            identity.caller(),
            new EscalationSearch.EscalationParameters(mine, tier, facility, state),
            cursor,
            PageLimit.parse(limit));
    var page =
        found.cursor() == null
            ? Page.last(found.items())
            : Page.followedBy(found.items(), uri, found.cursor());
    return conditional.answer(page, ifNoneMatch);
  }

  /** Names the list for the API description; {@link Page} is what is written. */
  @Schema(name = "EscalationOfRequestPage")
  record EscalationPage(
      List<EscalationView.OfRequest> items,
      @Schema(description = "Address of the next page; absent on the last one")
          @Nullable URI next) {}
}
