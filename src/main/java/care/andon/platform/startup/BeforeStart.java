package care.andon.platform.startup;

/**
 * Something to be done before the service starts; found by the service loader. Production has none.
 */
public interface BeforeStart {
  void run();
}
