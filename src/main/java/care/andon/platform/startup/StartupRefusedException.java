package care.andon.platform.startup;

/** The service cannot work as it is set up. The message tells the operator what to change. */
public final class StartupRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartupRefusedException(String message) {
    super(message);
  }
}
