package care.andon.outbound;

/** The service may not send to an address. The message says which rule refuses it. */
public final class AddressRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String rule;

  /**
   * @param rule a stable code for programs
   * @param advice what to send instead; it never has the address
   */
  public AddressRefusedException(String rule, String advice) {
    super(advice, null, false, false);
    this.rule = rule;
  }

  /** The stable code of the rule. */
  public String rule() {
    return rule;
  }

  /** What to send instead. */
  public String advice() {
    return String.valueOf(getMessage());
  }
}
