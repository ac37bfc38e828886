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
 * Every path wants a token, those that do not exist too, except the health checks; and it has to be
 * of somebody who is still here.
 */
@ApplicationScoped
class TokenRequired implements HttpSecurityPolicy {
  private final List<String> openPaths;
  private final String usernameClaim;
  private final AccessCheck admission;

  TokenRequired(Identity.Claims claims, AccessCheck admission) {
    this.openPaths = claims.openPaths();
    this.usernameClaim = claims.usernameClaim();
    this.admission = admission;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext context,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (isOpen(context.normalizedPath())) {
      return CheckResult.permit();
    }
    return identity.map(this::admitted);
  }

  private CheckResult admitted(SecurityIdentity identity) {
    if (identity.isAnonymous()) {
      throw new UnauthorizedException();
    }
    if (hasLeft(identity)) {
      throw Problem.of(ProblemType.HAS_LEFT, ProblemType.HAS_LEFT.advice());
    }
    return CheckResult.PERMIT;
  }

  /** The token of somebody who leaves is good until it expires; the directory knows better. */
  private boolean hasLeft(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        && token.getClaim(usernameClaim) instanceof String username
        && admission.hasLeft(username);
  }

  /** A path is open when it is one of the configured ones, or lies below it. */
  private boolean isOpen(String path) {
    return openPaths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }
}
