package care.andon.channel;

import io.quarkus.arc.DefaultBean;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The channels that the operator has configured. */
@ApplicationScoped
@DefaultBean
class ConfiguredChannels implements Channels {
  /** After this time a message has failed. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private final ChannelConfig config;
  private final EmailChannel email;
  private final Gateways gateways;
  private final Duration longest;

  @Inject
  ConfiguredChannels(ChannelConfig config, EmailChannel email, Gateways gateways) {
    this(config, email, gateways, LONGEST);
  }

  /** Channels that give a message up after another time. */
  ConfiguredChannels(
      ChannelConfig config, EmailChannel email, Gateways gateways, Duration longest) {
    this.config = config;
    this.email = email;
    this.gateways = gateways;
    this.longest = longest;
  }

  /** Reads the gateways at the start, so that a mistake in their file stops it. */
  void start(@Observes StartupEvent event) {
    Log.infof("People are told by %s", kinds().isEmpty() ? "no channel" : kinds());
  }

  @Override
  public Set<String> kinds() {
    var kinds = new TreeSet<>(gateways.kinds());
    if (config.email()) {
      kinds.add(EMAIL);
    }
    return kinds;
  }

  @Override
  public Optional<String> refusal(String kind, String address) {
    if (kind.equals(EMAIL)) {
      return EmailAddress.isValid(address)
          ? Optional.empty()
          : Optional.of("Send an e-mail address such as ana.silva@example.org");
    }
    return gateways.refusal(kind, address);
  }

  @Override
  public Uni<Delivery> send(String kind, String address, Message message) {
    var sending =
        kind.equals(EMAIL) ? email.send(address, message) : gateways.send(kind, address, message);
    return sending
        .ifNoItem()
        .after(longest)
        .recoverWithItem(Delivery.failed(Delivery.TIMEOUT))
        .onFailure()
        .recoverWithItem(Delivery.failed(Delivery.UNREACHABLE));
  }
}
