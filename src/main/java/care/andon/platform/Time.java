package care.andon.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The one place that reads the machine clock. Use cases inject {@link InstantSource}, read it once
 * and hand the instant down. Instants are whole microseconds, which is what PostgreSQL keeps.
 */
@ApplicationScoped
public class Time {
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  @Produces
  @ApplicationScoped
  InstantSource instantSource() {
    return Clock.tick(Clock.systemUTC(), MICROSECOND);
  }
}
