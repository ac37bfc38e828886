package care.andon.platform.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Filters the metrics, so that {@code promtool check metrics} accepts them and labels are bounded.
 * Unknown addresses are not used as labels. Otherwise calls to many addresses would fill the memory
 * and show arbitrary text to operators. {@code RequestDecoder} replaces unknown methods.
 */
@Singleton
class Meters implements MeterFilter {
  private static final String URI = "uri";
  private static final String UNKNOWN = "UNKNOWN";

  /** Where the framework keeps the path template of a request for the metrics. */
  private static final String TEMPLATE = "UrlPathTemplate";

  /** What the framework calls addresses without a path template. */
  private static final Set<String> CONSTANTS = Set.of("root", "NOT_FOUND", "REDIRECTION", UNKNOWN);

  /**
   * Metrics that are not published: Prometheus wants seconds instead of nanoseconds, and two of the
   * server's connections have no description. Metrics of Netty are left out because others say the
   * same.
   */
  private static final Set<String> LEFT_OUT =
      Set.of("process.cpu.time", "http.server.connections", "http.server.errors");

  private static final String COUNT = ".count";

  /** The buckets of the histogram of request durations, from 5 ms to 10 s. */
  private static final DistributionStatisticConfig LATENCIES =
      DistributionStatisticConfig.builder()
          .serviceLevelObjectives(
              IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
                  .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                  .toArray())
          .build();

  private final AllowedMethods operations;

  Meters(AllowedMethods operations) {
    this.operations = operations;
  }

  /**
   * Counts a request as one to an unknown address until the framework finds its path template. The
   * registry remembers every label, also one that this filter replaces later.
   */
  static void countAsUnknown(HttpServerRequest request) {
    ((HttpServerRequestInternal) request).context().putLocal(TEMPLATE, UNKNOWN);
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().startsWith("netty.") || LEFT_OUT.contains(id.getName())
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    return new Meter.Id(name(id), bounded(id), id.getBaseUnit(), description(id), id.getType());
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return id.getName().equals("http.server.requests") ? LATENCIES.merge(config) : config;
  }

  /** In Prometheus a name that ends in "count" is the count of a histogram. */
  private static String name(Meter.Id id) {
    var name = id.getName();
    if (id.getType() != Meter.Type.GAUGE || !name.endsWith(COUNT)) {
      return name;
    }
    return name.equals("system.cpu.count")
        ? "system.cpus"
        : name.substring(0, name.length() - COUNT.length()) + ".connections";
  }

  private Tags bounded(Meter.Id id) {
    var uri = id.getTag(URI);
    var tags = Tags.of(id.getTagsAsIterable());
    return uri == null || isKnown(uri) ? tags : tags.and(Tag.of(URI, UNKNOWN));
  }

  /** Whether it is a path template of this service, or a constant of the framework. */
  private boolean isKnown(String uri) {
    return CONSTANTS.contains(uri) || operations.isTemplate(uri);
  }

  private static @Nullable String description(Meter.Id id) {
    return id.getName().equals("http.server.active.requests")
        ? "Requests that are being answered"
        : id.getDescription();
  }
}
