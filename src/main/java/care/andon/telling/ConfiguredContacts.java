package care.andon.telling;

import care.andon.channel.ChannelAddress;
import care.andon.channel.Channels;
import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The contacts in the settings: the last resort of each facility, and the operators. */
@ApplicationScoped
class ConfiguredContacts {
  private static final String NONE = "none";
  private static final String ALL_FACILITIES = "";

  private final Map<String, ChannelAddress> lastResorts;
  private final List<ChannelAddress> operators;
  private final Directory directory;

  ConfiguredContacts(TellingConfig config, Channels channels, Directory directory) {
    this.lastResorts = lastResorts(config.lastResort(), channels);
    this.operators = operators(config.operators(), channels);
    this.directory = directory;
  }

  /** Reads the settings at the start, so that a mistake in them stops it. */
  void start(@Observes StartupEvent event) {}

  /** Returns whom to tell when an escalation ends without an answer. Empty if none is set. */
  Optional<ChannelAddress> lastResort(FacilityId facility) {
    var code = directory.facility(facility).map(Facility::code).orElse(ALL_FACILITIES);
    return Optional.ofNullable(lastResorts.getOrDefault(code, lastResorts.get(ALL_FACILITIES)));
  }

  /** Returns where to tell the operators that this kind of channel is down, if it is set. */
  Optional<ChannelAddress> operatorsWithout(String kind) {
    return operators.stream().filter(contact -> !contact.kind().equals(kind)).findFirst();
  }

  private static List<ChannelAddress> operators(String setting, Channels channels) {
    return setting.equals(NONE)
        ? List.of()
        : Stream.of(setting.split(",", -1))
            .map(text -> contact("andon.telling.operators", text, channels))
            .toList();
  }

  private static Map<String, ChannelAddress> lastResorts(String setting, Channels channels) {
    var all = new HashMap<String, ChannelAddress>();
    if (!setting.equals(NONE)) {
      for (var entry : setting.split(",", -1)) {
        var equals = entry.indexOf('=');
        var hasFacility = equals > 0 && equals < entry.indexOf(':');
        all.put(
            hasFacility ? entry.substring(0, equals).strip() : ALL_FACILITIES,
            contact(
                "andon.telling.last-resort",
                hasFacility ? entry.substring(equals + 1) : entry,
                channels));
      }
    }
    return all;
  }

  private static ChannelAddress contact(String setting, String text, Channels channels) {
    var contact =
        ChannelAddress.parse(text)
            .orElseThrow(() -> wrong(setting, text, "write kind:address, or none"));
    if (!channels.kinds().contains(contact.kind())) {
      throw wrong(setting, text, "write one of the configured kinds " + channels.kinds());
    }
    channels
        .refusal(contact.kind(), contact.address())
        .ifPresent(
            advice -> {
              throw wrong(setting, text, advice);
            });
    return contact;
  }

  private static IllegalArgumentException wrong(String setting, String text, String advice) {
    return new IllegalArgumentException(setting + ": \"" + text + "\": " + advice);
  }
}
