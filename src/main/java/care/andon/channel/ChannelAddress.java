package care.andon.channel;

import java.util.Optional;

/**
 * An address and the kind of channel that leads there. In settings it is written {@code
 * email:switchboard@example.org}.
 */
public record ChannelAddress(String kind, String address) {

  /** Returns the address that a setting names. Empty if it is not written like one. */
  public static Optional<ChannelAddress> parse(String text) {
    var colon = text.indexOf(':');
    return colon < 1 || colon == text.length() - 1
        ? Optional.empty()
        : Optional.of(
            new ChannelAddress(
                text.substring(0, colon).strip(), text.substring(colon + 1).strip()));
  }
}
