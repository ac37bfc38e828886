package care.andon;

import care.andon.platform.BeforeStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ServiceLoader;

/** Starts the service. */
@QuarkusMain
public class Andon {
  public static void main(String... args) {
    ServiceLoader.load(BeforeStart.class).forEach(BeforeStart::run);
    Quarkus.run(args);
  }
}
