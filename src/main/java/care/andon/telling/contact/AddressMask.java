package care.andon.telling.contact;

/** Shows an address to others: enough to recognise it, too little to use it. */
final class AddressMask {
  private static final String HIDDEN = "…";

  /** Shorter texts would be guessed from two of their characters. */
  private static final int LONG_ENOUGH = 6;

  private AddressMask() {}

  /** Returns {@code o…@example.org} of an e-mail address, and the last two characters of others. */
  static String of(String address) {
    var at = address.lastIndexOf('@');
    return at < 0 ? HIDDEN + end(address) : start(address, at) + HIDDEN + address.substring(at);
  }

  private static String start(String address, int at) {
    return at > 2 ? address.substring(0, address.offsetByCodePoints(0, 1)) : "";
  }

  private static String end(String address) {
    return address.codePointCount(0, address.length()) < LONG_ENOUGH
        ? ""
        : address.substring(address.offsetByCodePoints(address.length(), -2));
  }
}
