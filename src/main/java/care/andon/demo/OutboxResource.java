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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due, and lists the messages that would have been sent, the newest first: all, or
 * those {@code to} one address. Not part of the API.
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
  public Page<Outbox.Sent> list(@RestQuery @Nullable String to) {
    telling.tellDue().await().atMost(PATIENCE);
    return Page.last(
        outbox.sent().stream().filter(it -> to == null || it.address().equals(to)).toList());
  }
}
