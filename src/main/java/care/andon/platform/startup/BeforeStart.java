package care.andon.platform.startup;

/**
 * A preparation that runs before the service starts. The service loader finds implementations. The
 * packaged service has none.
 */
public interface BeforeStart {
  void run();
}
