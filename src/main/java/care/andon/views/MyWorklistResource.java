package care.andon.views;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.CursorPage;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import jakarta.annotation.security.RolesAllowed;
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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The worklist of the caller. */
@Path(ApiPaths.BASE + "/me/worklist")
@RolesAllowed({"administrator", "manager"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Views",
    description = "Ready-made views: what I owe, this unit, this morning's huddle.")
class MyWorklistResource {
  static final String ORDER =
      " Worst first: what is happening to care, then what was missed, longest ago first, then what"
          + " falls due next. 'owes' says what and by when, by the clock of the facility. Live: a"
          + " row that changes while you page may come again elsewhere; in a list in which nothing"
          + " changes every row comes once.";

  static final String TAG =
      " The ETag stays for as long as nothing happens and nothing falls due; how long something has"
          + " lasted so far ('asOf', 'silence', 'overBy', \"40 min over\") is not in it: count on"
          + " from the instants beside it.";

  private final Worklists worklists;
  private final Identity identity;
  private final ConditionalRequests conditional;

  MyWorklistResource(Worklists worklists, Identity identity, ConditionalRequests conditional) {
    this.worklists = worklists;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Operation(
      operationId = "getMyWorklist",
      summary = "What I owe, worst first",
      description =
          "Requests you hold, requests of your teams that nobody holds, and requests about which you"
              + " were called and nobody has answered yet; 'why' says which."
              + ORDER
              + TAG)
  @APIResponse(
      responseCode = "200",
      description = "A page of what you owe",
      headers = {
        @Header(name = "ETag", schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = "Link",
            description = "The next page, when there is one",
            schema = @Schema(type = SchemaType.STRING))
      },
      content = @Content(schema = @Schema(implementation = ViewPage.class)))
  @APIResponse(responseCode = "304", description = "You have this page already")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Response mine(
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Parameter(ref = "IfNoneMatch") @RestHeader(HttpHeaders.IF_NONE_MATCH)
          @Nullable String ifNoneMatch,
      @Context UriInfo uri) {
    return answer(
        worklists.mine(identity.caller(), cursor, PageLimit.parse(limit)),
        uri,
        conditional,
        ifNoneMatch);
  }

  static Response answer(
      CursorPage<RowView> found,
      UriInfo uri,
      ConditionalRequests conditional,
      @Nullable String ifNoneMatch) {
    var page =
        found.cursor() == null
            ? Page.last(found.items())
            : Page.followedBy(found.items(), uri, found.cursor());
    var still =
        new Page<>(found.items().stream().map(RowView::withoutElapsedTimes).toList(), page.next());
    return conditional.answerAlike(page, still, ifNoneMatch);
  }

  /** Names the list for the API description; {@link Page} is what is written. */
  @Schema(name = "WorklistPage")
  record ViewPage(
      List<RowView> items,
      @Schema(description = "Address of the next page; absent on the last one")
          @Nullable URI next) {}
}
