package care.andon.channel;

import java.util.regex.Pattern;

/** What e-mail addresses this service accepts. */
public final class EmailAddress {
  private static final int LONGEST = 200;

  /** One {@code @}, no spaces or control characters, and a domain in ASCII. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");

  private EmailAddress() {}

  /** Whether messages can be sent to this address. */
  public static boolean isValid(String address) {
    return address.length() <= LONGEST && ADDRESS.matcher(address).matches();
  }
}
