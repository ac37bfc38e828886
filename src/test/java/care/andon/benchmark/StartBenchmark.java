package care.andon.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Starts the packaged service several times, with and without the AOT cache by turns: how long
 * until it is ready and has filed the first need, and how many needs it files in the next ten
 * seconds.
 */
public final class StartBenchmark {
  private static final Path FOLDER = Path.of("target/benchmark");
  private static final Duration FIRST_SECONDS = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 3;

  private StartBenchmark() {}

  public static void main(String... args) throws Exception {
    Files.createDirectories(FOLDER);
    try (var stage = Stage.set(FOLDER, List.of())) {
      var http = new OverHttp(stage.port(), stage.issuer());
      System.out.println("| AOT cache | ready ms | first answer ms | filed in 10 s | RSS MiB |");
      System.out.println("|---|--:|--:|--:|--:|");
      for (int round = 0; round < ROUNDS; round++) {
        measure("no", List.of(), stage, http);
        measure("yes", ServiceJvm.withCache(List.of()), stage, http);
      }
    }
  }

  private static void measure(String name, List<String> jvm, Stage stage, OverHttp http)
      throws Exception {
    stage.restart(jvm);
    var begin = System.nanoTime();
    stage.await("/q/health/ready");
    var ready = System.nanoTime() - begin;
    http.fileOneThatIsDueInMinutes();
    var answered = System.nanoTime() - begin;
    var filed =
        new Crowd(stage::cpu).run("create", CONNECTIONS, FIRST_SECONDS, http::create).calls();
    System.out.printf(
        "| %s | %,d | %,d | %,d | %d |%n",
        name, ready / 1_000_000, answered / 1_000_000, filed, ServiceJvm.residentMiB(stage.pid()));
  }
}
