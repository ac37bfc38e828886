package care.andon.platform.sql;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * An instance is ready while the database answers. The check only reads what {@link DatabaseWatch}
 * knows. So it answers at once, also when the database does not.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {
  private final DatabaseWatch watch;

  DatabaseHealth(DatabaseWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(!watch.isAway()).build();
  }
}
