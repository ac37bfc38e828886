package care.andon.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the packaged service once, so that the JVM writes an AOT cache: the classes that it loaded,
 * already linked, and profiles of the methods that it called. A service that starts with this cache
 * is ready earlier and compiles the right methods at once.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public final class TrainingRun {
  private static final Path FOLDER = Path.of("target/training");
  private static final Path PACKAGE = Path.of("target/quarkus-app");
  private static final Path CACHE = PACKAGE.resolve("app.aot");
  private static final int CONNECTIONS = 4;
  private static final Duration EACH = Duration.ofSeconds(3);

  private TrainingRun() {}

  public static void main(String... args) throws Exception {
    Files.createDirectories(FOLDER);
    Files.deleteIfExists(CACHE);
    cutTimesToSeconds();
    // The JVM writes the cache when it ends, with the stage.
    try (var stage = Stage.set(FOLDER, List.of("-XX:AOTCacheOutput=" + CACHE.getFileName()))) {
      work(new OverHttp(stage.port(), stage.issuer()), new Crowd(stage::cpu));
    }
    if (!Files.exists(CACHE)) {
      throw new IOException("The JVM wrote no AOT cache; see " + FOLDER + "/service.log");
    }
    System.out.printf("%s: %,d MB%n", CACHE, Files.size(CACHE) / 1_000_000);
  }

  /**
   * The JVM refuses a cache if the time of a file has changed, and the layers of an image round
   * times to the nearest second.
   */
  private static void cutTimesToSeconds() throws IOException {
    try (var files = Files.walk(PACKAGE)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var seconds = Files.getLastModifiedTime(file).to(TimeUnit.SECONDS);
        Files.setLastModifiedTime(file, FileTime.from(seconds, TimeUnit.SECONDS));
      }
    }
  }

  private static void work(OverHttp http, Crowd crowd) throws Exception {
    run(crowd, http::create);
    run(crowd, http::worklist);
    run(crowd, http::get);
    run(crowd, http::acknowledge);
    run(crowd, http::resolve);
  }

  private static void run(Crowd crowd, Crowd.Members members) throws Exception {
    crowd.run("training", CONNECTIONS, EACH, members);
  }
}
