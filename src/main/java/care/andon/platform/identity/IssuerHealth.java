package care.andon.platform.identity;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * An instance is ready once it has the keys of the identity provider. A later outage of the
 * provider does not matter, because the instance goes on with the keys that it has.
 */
@Readiness
@ApplicationScoped
class IssuerHealth implements HealthCheck {
  private final Issuer issuer;

  IssuerHealth(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("keys of the identity provider")
        .status(issuer.hasKeys())
        .build();
  }
}
