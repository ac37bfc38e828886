package care.andon.pages;

import care.andon.platform.problem.Problem;
import care.andon.platform.web.page.PageAnswers;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The pages that need no sign-in and hold no data, and the files that belong to all pages. */
@Path("/pages")
@PermitAll
class OpenPageResource {
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /** The type of each file. */
  private static final Map<String, String> FILES =
      Map.of(
          "andon.css", STYLE,
          "pictures.css", STYLE,
          "live.js", SCRIPT,
          "session.js", SCRIPT,
          "icon.svg", "image/svg+xml");

  private final PageAnswers answers;
  private final PageSession session;

  OpenPageResource(PageAnswers answers, PageSession session) {
    this.answers = answers;
    this.session = session;
  }

  @GET
  @Path("/definitions")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response definitions(RoutingContext call) {
    var frame = PageFrame.open("Definitions");
    return answers.page(
        Templates.definitions(frame, Definition.ALL, Definition.VERSION).render(), call);
  }

  /** The session ends, and what was stored by pages is removed from the browser. */
  @GET
  @Path("/signed-out")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response signedOut(RoutingContext call) {
    session.end(call);
    call.response().putHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    return answers.page(Templates.signedOut(PageFrame.open("Signed out")).render(), call);
  }

  @GET
  @Path("/assets/{name}")
  @Operation(hidden = true)
  public Response file(@RestPath String name, RoutingContext call) {
    var type = FILES.get(name);
    if (type == null) {
      throw Problem.notFound();
    }
    return answers.file(read(name), type, call);
  }

  private static byte[] read(String name) {
    try (var file = OpenPageResource.class.getResourceAsStream("/pages/" + name)) {
      return Objects.requireNonNull(file).readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
