package care.andon.telling.tap;

import care.andon.platform.text.MaxLength;
import care.andon.platform.web.Page;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page behind the link in a page to a person. It needs no sign-in: the token in the link's
 * fragment is what counts. Browsers do not send the fragment, and opening the page changes nothing,
 * so link scanners take nothing.
 */
@Path("/")
@PermitAll
class TapResource {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Taps taps;

  TapResource(Taps taps) {
    this.taps = taps;
  }

  /** The token of a link. */
  record TapToken(@NotNull(message = "Send the token") @MaxLength(100) String token) {}

  /** Which escalation of a link to take. */
  record TapTake(
      @NotNull(message = "Send the token") @MaxLength(100) String token,
      @NotNull(message = "Send the number")
          @Min(value = 1, message = "Send 1 or more")
          @Max(value = 20, message = "Send 20 or less")
          Integer number) {}

  @GET
  @Path("t")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response page() {
    return file("page.html", "text/html; charset=utf-8");
  }

  @GET
  @Path("t/tap.js")
  @Produces("text/javascript")
  @Operation(hidden = true)
  public Response script() {
    return file("tap.js", "text/javascript; charset=utf-8");
  }

  @GET
  @Path("t/tap.css")
  @Produces("text/css")
  @Operation(hidden = true)
  public Response style() {
    return file("tap.css", "text/css; charset=utf-8");
  }

  @POST
  @Path("taps/look")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Page<Taps.TapView> look(
      @Valid @NotNull(message = "Send a JSON object") TapToken body,
      @Context HttpServerRequest call) {
    return Page.last(taps.look(body.token(), address(call)));
  }

  @POST
  @Path("taps/take")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Taps.TapView take(
      @Valid @NotNull(message = "Send a JSON object") TapTake body,
      @Context HttpServerRequest call) {
    return taps.take(body.token(), body.number(), address(call));
  }

  private static String address(HttpServerRequest call) {
    var caller = call.remoteAddress();
    return caller == null ? "" : caller.hostAddress();
  }

  private static Response file(String name, String type) {
    try (InputStream file = TapResource.class.getResourceAsStream("/tap/" + name)) {
      return Response.ok(Objects.requireNonNull(file).readAllBytes(), type)
          .header("Content-Security-Policy", POLICY)
          .header("Referrer-Policy", "no-referrer")
          .build();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
