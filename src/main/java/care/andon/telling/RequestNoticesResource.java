package care.andon.telling;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.InMemoryPage;
import care.andon.platform.web.Page;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who was told about a request. */
@Path(ApiPaths.BASE + "/requests/{id}/notices")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class RequestNoticesResource {
  private final NoticeAudit audit;
  private final Identity identity;

  RequestNoticesResource(NoticeAudit audit, Identity identity) {
    this.audit = audit;
    this.identity = identity;
  }

  @GET
  @Operation(
      summary = "List who was told about a request",
      description =
          "Every person who was to be told about an event of the request, and what came of it, oldest"
              + " first. Caregivers see who was told and when. All other readers also see every"
              + " message. A notice is no event: it does not change the version of the request.")
  @APIResponse(responseCode = "200", description = "A page of notices")
  public RestResponse<Page<NoticeView>> listRequestNotices(
      @Parameter(description = "Id or reference", example = "SR-20136") @RestPath String id,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor,
      @Context UriInfo uri) {
    return new InMemoryPage<>(
            audit.ofRequest(identity.caller(), id), notice -> notice.id().toString())
        .paged(Function.identity(), limit, cursor, uri);
  }
}
