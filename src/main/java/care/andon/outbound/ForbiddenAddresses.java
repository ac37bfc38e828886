package care.andon.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Addresses to which the service never sends, whatever the operator allows.
 *
 * @param own the addresses of this machine, of the database and of the issuer
 */
record ForbiddenAddresses(Set<InetAddress> own) {
  private static final int IPV6_BYTES = 16;

  private static final List<Network> NETWORKS =
      Stream.of(
              // This host, loopback, link-local with the metadata addresses of clouds.
              "0.0.0.0/8",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "100.100.100.200/32",
              "168.63.129.16/32",
              // Multicast, reserved, broadcast.
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/127",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8",
              // Teredo hides an address of version 4. Nothing in a hospital needs it.
              "2001::/32",
              "fd00:ec2::254/128")
          .map(text -> text.split("/"))
          .map(parts -> Network.of(parts[0], Integer.parseInt(parts[1])))
          .toList();

  /** Forms of IPv6 that contain an IPv4 address, and where it begins. */
  private record Embedding(Network network, int at) {
    static Embedding of(String first, int bits, int at) {
      return new Embedding(Network.of(first, bits), at);
    }
  }

  private static final List<Embedding> EMBEDDINGS =
      List.of(
          Embedding.of("::", 96, 12),
          Embedding.of("::ffff:0:0:0", 96, 12),
          Embedding.of("64:ff9b::", 96, 12),
          Embedding.of("64:ff9b:1::", 48, 12),
          Embedding.of("2002::", 16, 2));

  boolean contains(InetAddress address) {
    return own.contains(address)
        || address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || NETWORKS.stream().anyMatch(network -> network.contains(address))
        || EMBEDDINGS.stream()
            .filter(it -> it.network().contains(address))
            .anyMatch(it -> contains(embedded(address, it.at())));
  }

  private static InetAddress embedded(InetAddress address, int at) {
    var bytes = address.getAddress();
    if (bytes.length != IPV6_BYTES) {
      throw new IllegalArgumentException("Not an address of version 6");
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
