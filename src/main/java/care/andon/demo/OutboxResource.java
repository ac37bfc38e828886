package care.andon.demo;

import care.andon.platform.web.Page;
import care.andon.telling.Telling;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Sends what is due, and lists the messages that would have been sent, the newest first. Not part
 * of the API.
 */
@Path("/dev/outbox")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test"})
class OutboxResource {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Outbox outbox;
  private final Telling telling;

  OutboxResource(Outbox outbox, Telling telling) {
    this.outbox = outbox;
    this.telling = telling;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Page<Outbox.Sent> list() {
    telling.tellDue().await().atMost(PATIENCE);
    return Page.last(outbox.sent());
  }
}
