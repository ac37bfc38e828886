package care.andon.outbound;

/** Decides where the service may send. */
public interface Destinations {

  /**
   * Resolves and checks an address. Do this at every attempt, because names can change.
   *
   * @throws AddressRefusedException if the service may not send there
   */
  Destination check(String address);
}
