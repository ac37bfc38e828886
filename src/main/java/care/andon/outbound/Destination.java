package care.andon.outbound;

import java.net.InetAddress;

/**
 * An address on the network that has passed the rules, for one attempt.
 *
 * @param host the name for the Host header and the certificate
 * @param address what is connected to
 * @param path path and query
 */
public record Destination(
    boolean isEncrypted, String host, InetAddress address, int port, String path) {}
