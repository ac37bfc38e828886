package care.andon.pages;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Signs people in and out of the pages. */
@Path("/pages")
@Authenticated
class SessionResource {
  private static final URI SIGNED_OUT = URI.create("/pages/signed-out");

  private final PageFrames frames;
  private final OidcSession session;

  SessionResource(PageFrames frames, OidcSession session) {
    this.frames = frames;
    this.session = session;
  }

  /**
   * Sends a signed-in person to their first page. Others have been sent to sign in before.
   *
   * @param hint the username that the identity provider suggests
   */
  @GET
  @Path("/sign-in")
  @Operation(hidden = true)
  public Response signIn(@RestQuery("login_hint") @Nullable String hint) {
    return Response.seeOther(URI.create(frames.home())).build();
  }

  /** Where the identity provider sends people who are back; from here they go on. */
  @GET
  @Path("/signed-in")
  @Operation(hidden = true)
  public Response signedIn() {
    return Response.seeOther(URI.create(frames.home())).build();
  }

  @POST
  @Path("/sign-out")
  @Operation(hidden = true)
  public Uni<Response> signOut() {
    return session.logout().replaceWith(() -> Response.seeOther(SIGNED_OUT).build());
  }
}
