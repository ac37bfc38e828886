package care.andon.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * The rules of the tests' service: the receiver on this machine may be called, and the host of the
 * API's examples is a port of this machine that refuses connections. For everything else the real
 * rules hold. The packaged service has no such exception.
 */
@ApplicationScoped
public class ReceiverDestinations implements Destinations {
  private static final String RECEIVER = "localhost";
  private static final String OF_EXAMPLES = "hooks.example.org";
  private static final int NOBODY_LISTENS = 9;

  private final Destinations rules =
      new AllowedDestinations(
          List.of("*.example.com", "10.0.0.0/8"), List.of(), InetAddress::getAllByName);

  @Override
  public Destination check(String address) {
    var uri = URI.create(address.strip().isEmpty() ? "x:" : address);
    if (RECEIVER.equals(uri.getHost())) {
      return to(RECEIVER, uri.getPort(), uri.getRawPath());
    }
    return OF_EXAMPLES.equals(uri.getHost()) && "https".equals(uri.getScheme())
        ? to(OF_EXAMPLES, NOBODY_LISTENS, "/")
        : rules.check(address);
  }

  private static Destination to(String host, int port, String path) {
    return new Destination(false, host, InetAddress.getLoopbackAddress(), port, path);
  }
}
