package care.andon.demo;

import care.andon.platform.startup.BeforeStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Starts the development database and the token issuer before the service, in dev mode. Tests start
 * their own.
 */
public final class DemoStart implements BeforeStart {

  @Override
  public void run() {
    var folder = checkout().resolve(".andon");
    var port = new DevDatabase(folder.resolve("postgres")).start();
    DemoSettings.of(port, "postgres", folder.resolve("issuer.pem")).forEach(System::setProperty);
  }

  /** Dev mode runs in a folder below the one with the pom.xml. */
  private static Path checkout() {
    var here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, folder -> folder != null, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("pom.xml")))
        .findFirst()
        .orElse(here);
  }
}
