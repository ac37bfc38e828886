package care.andon.benchmark;

import care.andon.support.LargeHospital;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Drives the packaged service over HTTP, and the same statements without it, in one run: only what
 * was measured side by side can be compared. Leaves {@code load.md} and {@code load.json} in {@code
 * target/benchmark/}, and fails when a single answer was not the one expected.
 */
public final class LoadBenchmark {
  /** Ends the name of an operation that was driven without HTTP. */
  static final String RAW = ", raw SQL";

  private static final Path FOLDER = Path.of("target/benchmark");
  private static final int WARM = 20_000;
  private static final int MOST_ROUNDS = 8;
  private static final String CREATE = "create";
  private static final String WORKLIST = "worklist of 50";

  private final LoadSettings settings;
  private final Stage stage;
  private final OverHttp http;
  private final WithoutHttp sql;
  private final Crowd crowd;
  private final Report report = new Report();

  private LoadBenchmark(LoadSettings settings, Stage stage) {
    this.settings = settings;
    this.stage = stage;
    this.crowd = new Crowd(stage::cpu);
    this.http = new OverHttp(stage.port(), stage.issuer());
    this.sql = new WithoutHttp(stage.url(), http.filed());
  }

  public static void main(String... args) throws Exception {
    Files.createDirectories(FOLDER);
    var settings = LoadSettings.read();
    try (var stage = Stage.set(FOLDER, ServiceJvm.withCache(settings.jvm()))) {
      var benchmark = new LoadBenchmark(settings, stage);
      benchmark.run();
      benchmark.report.write(FOLDER);
      System.out.println(benchmark.report.markdown());
      if (benchmark.report.errors() > 0) {
        throw new IllegalStateException(benchmark.report.errors() + " calls failed");
      }
    }
  }

  private void run() throws Exception {
    conditions();
    if (!settings.operations().equals(List.of("import"))) {
      work();
    }
    if (isWanted("import")) {
      new WholeDirectory(
              stage.port(),
              stage.issuer(),
              crowd,
              new LargeHospital(settings.people(), settings.days()))
          .measure(new Reporter());
    }
    report.condition("load average at the end", loadAverage());
  }

  private void work() throws Exception {
    measureBeside(CREATE, http::create, sql::create);
    if (isWanted("worklist")) {
      measureBeside(WORKLIST, http::worklist, sql::worklist);
    }
    measure("get", http::get);
    measure("acknowledge", http::acknowledge);
    measure("resolve", http::resolve);
    if (isWanted("deadlines")) {
      new Deadlines(stage.url(), http, crowd)
          .measure(settings.open(), settings.due(), new Reporter());
    }
    if (settings.closed() > 0) {
      var behind = "%s, %,d closed behind it".formatted(WORKLIST, settings.closed());
      System.out.println("Writing closed requests ...");
      Backlog.write(stage.url(), settings.closed());
      measureBeside(behind, http::worklist, sql::worklist);
    }
  }

  /** Takes what was measured into the report. */
  final class Reporter {
    void add(Measured measured) throws IOException {
      report.add(measured, residentMiB(), ServiceJvm.heapMiB(stage.port(), http.token()));
    }

    void condition(String name, String value) {
      report.condition(name, value);
    }
  }

  private boolean isWanted(String operation) {
    return settings.operations().contains(operation);
  }

  private void conditions() throws Exception {
    var machine = Runtime.getRuntime();
    report.condition(
        "machine",
        "%d cores for service, database and load together"
            .formatted(machine.availableProcessors()));
    report.condition("load average at the start", loadAverage());
    report.condition(
        "PostgreSQL",
        "%s, fsync %s, synchronous_commit %s, shared_buffers %s"
            .formatted(
                stage.setting("server_version"),
                stage.setting("fsync"),
                stage.setting("synchronous_commit"),
                stage.setting("shared_buffers")));
    report.condition("service JVM", String.join(" ", ServiceJvm.FLAGS) + " " + settings.jvm());
    report.condition(
        "time",
        "%d s warm-up, %d s each"
            .formatted(settings.warmup().toSeconds(), settings.seconds().toSeconds()));
  }

  /** The same at every number of connections, over HTTP and then at once without it. */
  private void measureBeside(String operation, Crowd.Members overHttp, Crowd.Members withoutHttp)
      throws Exception {
    warmUp(operation, settings.warmup(), overHttp);
    warmUp(operation + RAW, settings.warmup().dividedBy(3), withoutHttp);
    for (var connections : settings.connections()) {
      measure(operation, connections, overHttp);
      measure(operation + RAW, connections, withoutHttp);
    }
  }

  private void measure(String operation, Crowd.Members members) throws Exception {
    if (!isWanted(operation)) {
      return;
    }
    warmUp(operation, settings.warmup(), members);
    for (var connections : settings.connections()) {
      measure(operation, connections, members);
    }
  }

  /** On a busy machine the JVM needs longer until it has compiled what is called. */
  private void warmUp(String operation, Duration time, Crowd.Members members) throws Exception {
    var calls = 0;
    for (int round = 0; round < MOST_ROUNDS && calls < WARM; round++) {
      calls += crowd.run(operation, settings.mostConnections(), time, members).calls();
    }
  }

  private void measure(String operation, int connections, Crowd.Members members) throws Exception {
    var measured = crowd.run(operation, connections, settings.seconds(), members);
    report.add(measured, residentMiB(), ServiceJvm.heapMiB(stage.port(), http.token()));
  }

  private long residentMiB() throws IOException {
    return ServiceJvm.residentMiB(stage.pid());
  }

  private static String loadAverage() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
