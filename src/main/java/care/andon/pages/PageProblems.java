package care.andon.pages;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.page.ProblemPage;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Shows problems as pages: with a sentence that says what to do next. */
@Singleton
class PageProblems implements ProblemPage {

  @Override
  public boolean isWanted(RoutingContext call) {
    var accepted = call.request().getHeader(HttpHeaders.ACCEPT);
    return accepted != null
        && accepted.contains("text/html")
        && !call.normalizedPath().startsWith(ApiPaths.BASE + "/")
        && !call.normalizedPath().startsWith("/q/");
  }

  @Override
  public String html(Problem problem, String traceId) {
    var places = problem.errors().stream().map(it -> it.pointer() + ": " + it.message()).toList();
    return Templates.problem(
            PageFrame.open(title(problem.type())),
            problem.type().status(),
            detail(problem),
            places,
            traceId)
        .render();
  }

  private static String title(ProblemType type) {
    return switch (type) {
      case NOT_FOUND -> "This page does not exist";
      case UNAUTHENTICATED -> "Please sign in";
      case FORBIDDEN -> "This page is not for your role";
      case UNAVAILABLE -> "Andon is busy";
      default -> type.title();
    };
  }

  private static String detail(Problem problem) {
    return switch (problem.type()) {
      case UNAUTHENTICATED ->
          "Andon does not know who you are, or the sign-in did not work. Go to the front page and"
              + " sign in again.";
      case FORBIDDEN -> "You are signed in, but people with your role do not see this page.";
      default -> problem.detail();
    };
  }
}
