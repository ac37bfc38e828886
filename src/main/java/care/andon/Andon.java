package care.andon;

import care.andon.platform.BeforeStart;
import care.andon.platform.Requirements;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ServiceLoader;

/** Starts the service, or says in one line what it lacks. */
@QuarkusMain
public final class Andon {
  /** EX_CONFIG of sysexits.h: something is missing in the configuration; trying again is no use. */
  private static final int CONFIGURATION = 78;

  private Andon() {}

  public static void main(String... args) {
    ServiceLoader.load(BeforeStart.class).forEach(BeforeStart::run);
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      Requirements.unmet().ifPresent(Andon::refuse);
    }
    Quarkus.run(args);
  }

  private static void refuse(String reason) {
    System.err.println("Andon does not start: " + reason);
    System.exit(CONFIGURATION);
  }
}
