package care.andon.platform;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Every path wants a token, those that do not exist too, except the health checks. */
@ApplicationScoped
class TokenRequired implements HttpSecurityPolicy {
  private final List<String> openPaths;

  TokenRequired(Identity.Claims claims) {
    this.openPaths = claims.openPaths();
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext context,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (isOpen(context.normalizedPath())) {
      return CheckResult.permit();
    }
    return identity.map(TokenRequired::signedIn);
  }

  private static CheckResult signedIn(SecurityIdentity identity) {
    if (identity.isAnonymous()) {
      throw new UnauthorizedException();
    }
    return CheckResult.PERMIT;
  }

  /** A path is open when it is one of the configured ones, or lies below it. */
  private boolean isOpen(String path) {
    return openPaths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }
}
