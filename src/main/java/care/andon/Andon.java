package care.andon;

import care.andon.platform.keys.KeysCommand;
import care.andon.platform.keys.Keysets;
import care.andon.platform.startup.BeforeStart;
import care.andon.platform.startup.StartupRefusedException;
import care.andon.platform.startup.StartupRequirements;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.ServiceLoader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the service, or prints in one line which required setting is missing. With the argument
 * {@code keys} it prints a keyset instead.
 */
@QuarkusMain
public final class Andon {
  /** Exit code EX_CONFIG of sysexits.h: a setting is missing, so a restart does not help. */
  private static final int CONFIGURATION = 78;

  private Andon() {}

  /**
   * Starts the service. Builds for development and tests contain a {@link BeforeStart} that
   * provides a database, a token issuer and keys. The packaged service contains none, so there the
   * operator must set all of them. Quarkus does not know its launch mode this early; the presence
   * of a {@link BeforeStart} tells it.
   */
  public static void main(String... args) {
    if (args.length > 0 && args[0].equals(KeysCommand.NAME)) {
      System.exit(KeysCommand.run(List.of(args), System.out, System.err));
    }
    var preparations = ServiceLoader.load(BeforeStart.class).stream().toList();
    if (preparations.isEmpty()) {
      StartupRequirements.unmet().or(Keysets::unmet).ifPresent(Andon::refuse);
    }
    preparations.forEach(preparation -> preparation.get().run());
    // Without this the server refuses malformed addresses with an empty answer. HttpEdge answers
    // with a problem.
    System.setProperty("vertx.disableURIValidation", "true");
    if (preparations.isEmpty()) {
      Quarkus.run(null, Andon::end, args);
    } else {
      // Development restarts the service in the same process after a change.
      Quarkus.run(args);
    }
  }

  /** Ends the process. A refused start is one line, like a missing setting. */
  private static void end(int status, @Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartupRefusedException refused) {
        refuse(String.valueOf(refused.getMessage()));
      }
    }
    if (failure != null) {
      Logger.getLogger(Andon.class).error("Andon ended with a failure", failure);
    }
    System.exit(status);
  }

  private static void refuse(String reason) {
    System.err.println("Andon does not start: " + reason);
    System.exit(CONFIGURATION);
  }
}
