package care.andon.platform.web;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, as {@code promtool check metrics} wants it and with labels that are bounded: an
 * address nobody serves is no label, or whoever asks for many would fill the memory with them, and
 * the pages of operators with whatever they contain.
 */
@Singleton
class Meters implements MeterFilter {
  private static final String URI = "uri";

  /**
   * Netty's say nothing that the others do not; a time in nanoseconds is not one to publish; how
   * long connections stay open comes without help, and how many there are is measured besides.
   */
  private static final Set<String> LEFT_OUT = Set.of("process.cpu.time", "http.server.connections");

  private final AllowedMethods operations;

  Meters(AllowedMethods operations) {
    this.operations = operations;
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().startsWith("netty.") || LEFT_OUT.contains(id.getName())
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    // What ends in "count" is the count of a histogram.
    var name = id.getName().equals("system.cpu.count") ? "system.cpus" : id.getName();
    return new Meter.Id(name, bounded(id), id.getBaseUnit(), description(id), id.getType());
  }

  private Tags bounded(Meter.Id id) {
    var uri = id.getTag(URI);
    var tags = Tags.of(id.getTagsAsIterable());
    return uri == null || isKnown(uri) ? tags : tags.and(Tag.of(URI, "UNKNOWN"));
  }

  /** A template of ours, or one of the framework's words, which do not begin with a slash. */
  private boolean isKnown(String uri) {
    return !uri.startsWith("/") || operations.isTemplate(uri);
  }

  private static @Nullable String description(Meter.Id id) {
    return id.getName().equals("http.server.active.requests")
        ? "Requests that are being answered"
        : id.getDescription();
  }
}
