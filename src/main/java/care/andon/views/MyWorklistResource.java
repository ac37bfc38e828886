package care.andon.views;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.CursorPage;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import care.andon.platform.web.following.Followed;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The worklist of the caller. */
@Path(ApiPaths.BASE + "/me/worklist")
@RolesAllowed({"administrator", "manager"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
class MyWorklistResource {
  static final String ORDER =
      " Sorted by impact; then the requests whose caregiver asked again; then missed promises with"
          + " the oldest first, then the next deadline."
          + " `owes` lists the actions that are due, by the clock of the facility. The list is"
          + " live: a row that changes while you page may appear again.";

  static final String TAG =
      " The ETag stays the same while nothing happens and nothing falls due. Durations up to"
          + " now (`asOf`, `silence`, `overBy`, \"40 min over\") do not change it; calculate them"
          + " from the instants.";

  private final Worklists worklists;
  private final Identity identity;
  private final ConditionalRequests conditional;

  MyWorklistResource(Worklists worklists, Identity identity, ConditionalRequests conditional) {
    this.worklists = worklists;
    this.identity = identity;
    this.conditional = conditional;
  }

  @GET
  @Followed
  @Operation(
      summary = "List what you have to do",
      description =
          "Your requests, requests of your teams without an assignee, and requests with an"
              + " escalation that called you and is unanswered; `why` says which. Worst first."
              + ORDER
              + TAG)
  @APIResponseSchema(value = ViewPage.class, responseDescription = "A page of your worklist")
  public Response getMyWorklist(
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable String limit,
      @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
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
