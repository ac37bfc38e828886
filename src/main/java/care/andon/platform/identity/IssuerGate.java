package care.andon.platform.identity;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers calls that need a token with 503 until the keys of the identity provider are loaded. On
 * open paths a token is ignored, so a probe works whatever header it sends. Cookies count only for
 * pages.
 */
@ApplicationScoped
class IssuerGate {
  /** After the checks of {@code HttpEdge}, before Quarkus reads the token. */
  private static final int BEFORE_SIGN_IN = 1_000;

  private final Issuer issuer;
  private final OpenPaths openPaths;

  IssuerGate(Issuer issuer, OpenPaths openPaths) {
    this.issuer = issuer;
    this.openPaths = openPaths;
  }

  void filters(@Observes Filters filters) {
    filters.register(this::check, BEFORE_SIGN_IN);
  }

  private void check(RoutingContext context) {
    var path = context.normalizedPath();
    if (!PageSignIn.isPage(path) || openPaths.contains(path)) {
      // The session of the pages never signs in a call of the API.
      context.request().headers().remove(HttpHeaders.COOKIE);
    }
    if (openPaths.contains(path)) {
      context.request().headers().remove(HttpHeaders.AUTHORIZATION);
      context.next();
    } else if (issuer.hasKeys()) {
      context.next();
    } else {
      context.fail(Problem.of(ProblemType.UNAVAILABLE, ProblemType.UNAVAILABLE.advice()));
    }
  }
}
