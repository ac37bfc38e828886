package care.andon.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the operator's list, such as {@code hooks.example.org}, {@code *.example.org:8443},
 * {@code 10.20.0.0/16} or {@code http:intranet.example.org:8080}.
 *
 * @param isPlain whether the address may be called without encryption
 * @param domain a host, or {@code *.} and the end of a host; null if the entry is a network
 * @param network null if the entry is a name
 */
record AllowedAddress(
    boolean isPlain, @Nullable String domain, @Nullable Network network, int port) {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final Pattern ENTRY =
      Pattern.compile(
          "(http:)?(\\[[0-9a-fA-F:.]+\\]|[^:\\[\\]/]+)(?:/(\\d{1,3}))?(?::(\\d{1,5}))?");

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException if it is none; the message names the entry
   */
  static AllowedAddress parse(String entry) {
    var parts = ENTRY.matcher(entry.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("andon.outbound.allow: not an address: " + entry);
    }
    var isPlain = parts.group(1) != null;
    var port = parts.group(4) != null ? Integer.parseInt(parts.group(4)) : isPlain ? HTTP : HTTPS;
    if (parts.group(3) != null) {
      return new AllowedAddress(
          isPlain, null, Network.of(parts.group(2), Integer.parseInt(parts.group(3))), port);
    }
    return new AllowedAddress(isPlain, parts.group(2).toLowerCase(Locale.ROOT), null, port);
  }

  boolean allows(boolean isEncrypted, String host, List<InetAddress> addresses, int toPort) {
    if (port != toPort || isEncrypted == isPlain) {
      return false;
    }
    return network != null ? addresses.stream().allMatch(network::contains) : isNamed(host);
  }

  private boolean isNamed(String host) {
    if (domain == null) {
      return false;
    }
    return domain.startsWith("*.")
        ? host.endsWith(domain.substring(1)) && host.length() > domain.length() - 1
        : host.equals(domain);
  }
}
