package care.andon;

import care.andon.platform.startup.BeforeStart;
import care.andon.platform.startup.StartupRequirements;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ServiceLoader;

/** Starts the service, or says in one line what it lacks. */
@QuarkusMain
public final class Andon {
  /** EX_CONFIG of sysexits.h: something is missing in the configuration; trying again is no use. */
  private static final int CONFIGURATION = 78;

  private Andon() {}

  /**
   * In development and tests something brings the database and the issuer; in production nothing
   * does, and the operator must. Quarkus does not know its launch mode this early, but which of the
   * two an artifact is was decided when it was built.
   */
  public static void main(String... args) {
    var preparations = ServiceLoader.load(BeforeStart.class).stream().toList();
    if (preparations.isEmpty()) {
      StartupRequirements.unmet().ifPresent(Andon::refuse);
    }
    preparations.forEach(preparation -> preparation.get().run());
    // The server would refuse an address that is not one without a word; HttpEdge says why.
    System.setProperty("vertx.disableURIValidation", "true");
    Quarkus.run(args);
  }

  private static void refuse(String reason) {
    System.err.println("Andon does not start: " + reason);
    System.exit(CONFIGURATION);
  }
}
