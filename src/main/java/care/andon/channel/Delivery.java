package care.andon.channel;

/**
 * What became of a message that was handed to a mail server or a gateway.
 *
 * @param accepted whether it was taken for delivery. Whether a person read it is not known
 * @param code a status or a short code without any text of the other side, such as {@code 202}
 */
public record Delivery(boolean accepted, String code) {
  /** The code of a message for which nothing answered in time. */
  public static final String TIMEOUT = "timeout";

  /** The code of a message that could not be handed over. */
  public static final String UNREACHABLE = "unreachable";

  public static Delivery accepted(String code) {
    return new Delivery(true, code);
  }

  public static Delivery failed(String code) {
    return new Delivery(false, code);
  }
}
