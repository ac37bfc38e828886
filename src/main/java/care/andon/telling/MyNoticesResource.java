package care.andon.telling;

import care.andon.platform.identity.Identity;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.Page;
import care.andon.platform.web.PageLimit;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the caller was told. */
@Path(ApiPaths.BASE + "/me/notices")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
class MyNoticesResource {
  private final NoticeAudit audit;
  private final Identity identity;

  MyNoticesResource(NoticeAudit audit, Identity identity) {
    this.audit = audit;
    this.identity = identity;
  }

  @GET
  @Operation(
      summary = "List what you were told",
      description = "The latest notices to you, the newest first, at most `limit`.")
  @APIResponse(responseCode = "200", description = "Your latest notices")
  public Page<NoticeView> listMyNotices(@RestQuery @Nullable String limit) {
    return Page.last(audit.ofCaller(identity.caller(), PageLimit.parse(limit).value()));
  }
}
