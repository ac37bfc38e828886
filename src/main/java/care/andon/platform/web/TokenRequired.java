package care.andon.platform.web;

import care.andon.platform.identity.AccessCheck;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Requires a valid token for every path except the open ones, also for paths that do not exist.
 * Refuses people who have left.
 */
@ApplicationScoped
class TokenRequired implements HttpSecurityPolicy {
  private final List<String> openPaths;
  private final String usernameClaim;
  private final AccessCheck accessCheck;

  TokenRequired(Identity.Claims claims, AccessCheck accessCheck) {
    this.openPaths = claims.openPaths();
    this.usernameClaim = claims.usernameClaim();
    this.accessCheck = accessCheck;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext context,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (isOpen(context.normalizedPath())) {
      return CheckResult.permit();
    }
    return identity.map(this::check);
  }

  private CheckResult check(SecurityIdentity identity) {
    if (identity.isAnonymous()) {
      throw new UnauthorizedException();
    }
    if (hasLeft(identity)) {
      throw Problem.of(ProblemType.HAS_LEFT, ProblemType.HAS_LEFT.advice());
    }
    return CheckResult.PERMIT;
  }

  /**
   * A token stays valid until it expires, but the directory already knows that the person has left.
   */
  private boolean hasLeft(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        && token.getClaim(usernameClaim) instanceof String username
        && accessCheck.hasLeft(username);
  }

  /** Whether the path is one of the configured open paths, or below one. */
  private boolean isOpen(String path) {
    return openPaths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }
}
