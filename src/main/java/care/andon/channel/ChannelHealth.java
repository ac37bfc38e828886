package care.andon.channel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the channels work. It is shown, and an operator is to be told, but traffic is not
 * withheld for it: everything else works without them.
 */
@Wellness
@ApplicationScoped
class ChannelHealth implements HealthCheck {
  private final Channels channels;
  private final ChannelBreakers breakers;
  private final MeterRegistry meters;

  ChannelHealth(Channels channels, ChannelBreakers breakers, MeterRegistry meters) {
    this.channels = channels;
    this.breakers = breakers;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    for (var kind : channels.kinds()) {
      Gauge.builder("andon.channel.up", () -> works(kind) ? 1 : 0)
          .description("Whether the channel works, as this instance sees it: 1 or 0")
          .tag("kind", kind)
          .register(meters);
    }
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("channels");
    var all = true;
    for (var kind : channels.kinds()) {
      all &= works(kind);
      response.withData(kind, works(kind) ? "up" : "down");
    }
    return response.status(all).build();
  }

  private boolean works(String kind) {
    return breakers.downSince(kind).isEmpty();
  }
}
