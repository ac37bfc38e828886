package care.andon.platform.web.page;

import care.andon.platform.problem.Problem;
import io.vertx.ext.web.RoutingContext;

/** Shows a problem to a person. Programs get {@code application/problem+json}. */
public interface ProblemPage {

  /** Whether the call came from a browser that shows a page to a person. */
  boolean isWanted(RoutingContext call);

  /**
   * Returns the page.
   *
   * @param traceId what the person tells the operator
   */
  String html(Problem problem, String traceId);
}
