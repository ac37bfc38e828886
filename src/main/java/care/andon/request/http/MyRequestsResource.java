package care.andon.request.http;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import care.andon.request.query.RequestParameters;
import care.andon.request.query.RequestSearch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the caller asked. */
@Path(ApiPaths.BASE + "/me/requests")
@RolesAllowed("caregiver")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
class MyRequestsResource {
  private static final String NEWEST_WORD_FIRST = "-updatedAt";

  private final RequestSearch search;
  private final Identity identity;
  private final ConditionalRequests conditional;

  MyRequestsResource(RequestSearch search, Identity identity, ConditionalRequests conditional) {
    this.search = search;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Operation(
      operationId = "getMyRequests",
      summary = "What I asked, newest word first",
      description =
          "Requests you filed for yourself or for others, first those to which something happened"
              + " last. Pages as the list of requests does.")
  @APIResponse(
      responseCode = "200",
      description = "A page of your requests, without their clocks",
      headers = {
        @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = "Link",
            description = "The next page, when there is one",
            schema = @Schema(type = SchemaType.STRING))
      },
      content = @Content(schema = @Schema(implementation = RequestResource.RequestPage.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "304", description = "You have this page already")
  public Response mine(
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch,
      @Context UriInfo uri) {
    var found = search.find(identity.caller(), mine(), cursor, PageLimit.parse(limit));
    var page =
        found.cursor() == null
            ? Page.last(found.items())
            : Page.followedBy(found.items(), uri, found.cursor());
    return conditional.answerAlike(page, ifNoneMatch);
  }

  private static RequestParameters mine() {
    return new RequestParameters(
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        "me",
        null,
        null,
        null,
        null,
        null,
        NEWEST_WORD_FIRST);
  }
}
