package care.andon.request.http;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import care.andon.platform.web.following.Followed;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The requests that the caller filed. */
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
  @Followed
  @Operation(
      summary = "List your own requests",
      description =
          "Requests you filed for yourself or for others, those with the latest change first."
              + " Pages work as for the list of requests.")
  @APIResponseSchema(
      value = RequestResource.RequestPage.class,
      responseDescription = "A page of your requests, without their clocks")
  public Response getMyRequests(
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
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
