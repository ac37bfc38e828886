package care.andon.channel;

/**
 * What became of a message that was handed to a mail server or a gateway.
 *
 * @param code a status or a short code without any text of the other side, such as {@code 202}
 */
public record Delivery(Outcome outcome, String code) {
  /** The code of a message for which nothing answered in time. */
  public static final String TIMEOUT = "timeout";

  /** The code of a message that could not be handed over. */
  public static final String UNREACHABLE = "unreachable";

  /** Whether a message was taken, and whose fault it was if not. */
  public enum Outcome {
    /** It was taken for delivery. Whether a person read it is not known. */
    ACCEPTED,
    /** This address or this message is not taken. Others may be. */
    REFUSED,
    /** The channel does not work now. */
    FAILED
  }

  public static Delivery accepted(String code) {
    return new Delivery(Outcome.ACCEPTED, code);
  }

  public static Delivery refused(String code) {
    return new Delivery(Outcome.REFUSED, code);
  }

  public static Delivery failed(String code) {
    return new Delivery(Outcome.FAILED, code);
  }

  public boolean accepted() {
    return outcome == Outcome.ACCEPTED;
  }
}
