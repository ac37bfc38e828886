package care.andon.demo;

import care.andon.platform.web.Page;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Lists the messages that would have been sent. Not part of the API. */
@Path("/dev/outbox")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test"})
class OutboxResource {
  private final Outbox outbox;

  OutboxResource(Outbox outbox) {
    this.outbox = outbox;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Page<Outbox.Sent> list() {
    return Page.last(outbox.sent());
  }
}
