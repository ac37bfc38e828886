package care.andon.views;

import care.andon.platform.Api;
import care.andon.platform.Identity;
import care.andon.platform.Limit;
import care.andon.platform.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What I owe. */
@Path(Api.BASE + "/me/worklist")
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

  private final Worklist worklist;
  private final Identity identity;

  MyWorklistResource(Worklist worklist, Identity identity) {
    this.worklist = worklist;
    this.identity = identity;
  }

  @GET
  @Operation(
      operationId = "getMyWorklist",
      summary = "What I owe, worst first",
      description =
          "Requests you hold, requests of your teams that nobody holds, and requests about which you"
              + " were called and nobody has answered yet; 'why' says which."
              + ORDER)
  @APIResponse(
      responseCode = "200",
      description = "A page of what you owe",
      headers =
          @Header(
              name = "Link",
              description = "The next page, when there is one",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = ViewPage.class)))
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public RestResponse<Page<RowView>> mine(
      @Parameter(ref = "Cursor") @RestQuery @Nullable String cursor,
      @Parameter(ref = "Limit") @RestQuery @Nullable String limit,
      @Context UriInfo uri) {
    return answer(worklist.mine(identity.caller(), cursor, Limit.parse(limit)), uri);
  }

  static RestResponse<Page<RowView>> answer(Worklist.Found found, UriInfo uri) {
    if (found.cursor() == null) {
      return RestResponse.ok(Page.last(found.items()));
    }
    var page = Page.followedBy(found.items(), uri, found.cursor());
    return RestResponse.ResponseBuilder.ok(page)
        .header(HttpHeaders.LINK, "<" + page.next() + ">; rel=\"next\"")
        .build();
  }

  /** Names the list for the API description; {@link Page} is what is written. */
  @Schema(name = "WorklistPage")
  record ViewPage(
      List<RowView> items,
      @Schema(description = "Address of the next page; absent on the last one")
          @Nullable URI next) {}
}
