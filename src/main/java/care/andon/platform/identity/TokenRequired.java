package care.andon.platform.identity;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Requires a valid token for every path except the open ones, also for paths that do not exist. A
 * page without a session sends the browser to sign in. Refuses people who have left.
 */
@ApplicationScoped
class TokenRequired implements HttpSecurityPolicy {
  private final OpenPaths openPaths;
  private final String usernameClaim;
  private final AccessCheck accessCheck;
  private final PageSignIn pageSignIn;

  TokenRequired(
      OpenPaths openPaths, Identity.Claims claims, AccessCheck accessCheck, PageSignIn pageSignIn) {
    this.openPaths = openPaths;
    this.usernameClaim = claims.usernameClaim();
    this.accessCheck = accessCheck;
    this.pageSignIn = pageSignIn;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext context,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (openPaths.contains(context.normalizedPath())) {
      return CheckResult.permit();
    }
    return identity.map(caller -> check(caller, context));
  }

  private CheckResult check(SecurityIdentity identity, RoutingContext context) {
    if (identity.isAnonymous() && PageSignIn.isPage(context.normalizedPath())) {
      return pageSignIn.isSetUp() ? CheckResult.DENY : notSetUp();
    }
    if (identity.isAnonymous()) {
      throw new UnauthorizedException();
    }
    if (hasLeft(identity)) {
      throw Problem.of(ProblemType.HAS_LEFT, ProblemType.HAS_LEFT.advice());
    }
    return CheckResult.PERMIT;
  }

  private static CheckResult notSetUp() {
    throw Problem.of(
        ProblemType.NOT_FOUND,
        "The pages are not set up here. The operator sets up sign-in for them:"
            + " quarkus.oidc.pages-sign-in, in the operations manual.");
  }

  /**
   * A token stays valid until it expires, but the directory already knows that the person has left.
   */
  private boolean hasLeft(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        && token.getClaim(usernameClaim) instanceof String username
        && accessCheck.hasLeft(username);
  }
}
