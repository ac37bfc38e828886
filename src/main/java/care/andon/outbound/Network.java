package care.andon.outbound;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of addresses.
 *
 * @param bits how many leading bits all addresses share
 */
record Network(InetAddress first, int bits) {

  /**
   * Reads {@code 10.0.0.0} and 8.
   *
   * @throws IllegalArgumentException if the text is no address, or the address has fewer bits
   */
  static Network of(String address, int bits) {
    var first = InetAddress.ofLiteral(address.replaceAll("[\\[\\]]", ""));
    if (bits > first.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("andon.outbound.allow: too many bits: /" + bits);
    }
    return new Network(first, bits);
  }

  boolean contains(InetAddress address) {
    var own = first.getAddress();
    var other = address.getAddress();
    var rest = own.length * Byte.SIZE - bits;
    return own.length == other.length
        && new BigInteger(1, own)
            .shiftRight(rest)
            .equals(new BigInteger(1, other).shiftRight(rest));
  }
}
