package care.andon.heartbeat;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether deadlines are noticed in time. It is shown, and an operator is to be told, but traffic is
 * not withheld for it: a caregiver can file while the heartbeat is late.
 */
@Wellness
@ApplicationScoped
class TickerHealth implements HealthCheck {
  private static final Duration LATE = Duration.ofSeconds(30);

  private final DeadlineTicker ticker;

  TickerHealth(DeadlineTicker ticker) {
    this.ticker = ticker;
  }

  @Override
  public HealthCheckResponse call() {
    var state = ticker.state();
    return HealthCheckResponse.named("deadlines")
        .status(state.sinceLastLook().compareTo(LATE) < 0 && state.lag().compareTo(LATE) < 0)
        .withData("secondsSinceLastBeat", state.sinceLastLook().toSeconds())
        .withData("lagSeconds", state.lag().toSeconds())
        .build();
  }
}
