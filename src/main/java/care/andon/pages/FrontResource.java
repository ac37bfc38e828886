package care.andon.pages;

import care.andon.platform.web.page.PageAnswers;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The front page: what Andon is, and where to sign in. */
@Path("/")
@PermitAll
class FrontResource {
  private final PageAnswers answers;
  private final Instance<DemoVisitors> demo;

  FrontResource(PageAnswers answers, Instance<DemoVisitors> demo) {
    this.answers = answers;
    this.demo = demo;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response front(RoutingContext call) {
    List<DemoVisitor> visitors = demo.isResolvable() ? demo.get().few() : List.of();
    return answers.page(Templates.front(PageFrame.open("Andon"), visitors).render(), call);
  }
}
