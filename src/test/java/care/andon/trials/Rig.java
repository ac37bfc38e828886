package care.andon.trials;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.benchmark.ServiceJvm;
import care.andon.demo.DemoDirectory;
import care.andon.support.FakeIssuer;
import care.andon.support.ManualRoles;
import care.andon.support.PackagedService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an experiment runs on: a database, an issuer, and instances of the packaged service with the
 * demo hospital in their directory. All of it listens on the loopback address and ends with {@link
 * #close}.
 */
final class Rig implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CAREGIVERS = 200;

  private final Path folder;
  private final DebianPostgres database;
  private final FakeIssuer issuer = FakeIssuer.start();
  private final List<PackagedService> instances = new CopyOnWriteArrayList<>();
  private final List<PackagedService> all = new CopyOnWriteArrayList<>();
  private final List<String> caregivers = new ArrayList<>();
  private final String administrator;

  /** A condition that becomes true after a while. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private Rig(Path folder, DebianPostgres database) {
    this.folder = folder;
    this.database = database;
    for (int i = 0; i < CAREGIVERS; i++) {
      caregivers.add(issuer.token("trial.nurse." + i, List.of("caregiver"), "4W"));
    }
    administrator = issuer.token("grace.kim", List.of("administrator"), "4W");
  }

  /** A rig on a new database in this folder. */
  static Rig on(Path folder, int instances) throws Exception {
    return on(folder, DebianPostgres.start(folder.resolve("postgres")), instances);
  }

  /** A rig on an empty database, which it stops at the end. */
  static Rig on(Path folder, DebianPostgres database, int instances) throws Exception {
    var rig = new Rig(folder, database);
    try {
      ManualRoles.create(database::sql);
      if (instances > 0) {
        rig.begin(instances, Map.of());
      }
      return rig;
    } catch (Throwable failed) {
      rig.close();
      throw failed;
    }
  }

  /** Starts the first instances and fills the directory. */
  void begin(int count, Map<String, String> settings) throws Exception {
    for (int i = 0; i < count; i++) {
      instances.add(launch(settings));
    }
    for (var instance : instances) {
      instance.awaitReady();
    }
    fillDirectory();
    for (var instance : instances) {
      awaitDirectory(instance);
    }
  }

  private void fillDirectory() throws Exception {
    DemoDirectory.fillOneFacility(database.source());
    try (var connection = database.source().getConnection();
        var sql = connection.createStatement()) {
      sql.execute(
          """
          insert into person (id, username, name, title, unit_id)
          select gen_random_uuid(), 'trial.nurse.' || n, 'Trial nurse ' || n, 'RN', unit.id
          from unit, generate_series(0, %d) n where unit.code = '4W'
          """
              .formatted(CAREGIVERS - 1));
    }
  }

  /** Starts another instance. Clients call it when it serves. */
  PackagedService start(Map<String, String> settings) throws Exception {
    var instance = launch(settings);
    instance.awaitReady();
    awaitDirectory(instance);
    instances.add(instance);
    return instance;
  }

  private PackagedService launch(Map<String, String> settings) throws Exception {
    var environment = new HashMap<>(ManualRoles.environment(database.url(), issuer));
    environment.put("QUARKUS_SHUTDOWN_DELAY", "5S");
    environment.put("JAVA_TOOL_OPTIONS", String.join(" ", ServiceJvm.FLAGS));
    environment.putAll(settings);
    var instance = PackagedService.start(environment, folder);
    all.add(instance);
    return instance;
  }

  private void awaitDirectory(PackagedService instance) throws Exception {
    await("knows the directory", () -> instance.status("/api/v1/me/requests", caregiver(0)) == 200);
  }

  /** Clients do not call this instance any more. */
  void forget(PackagedService instance) {
    instances.remove(instance);
  }

  DebianPostgres database() {
    return database;
  }

  FakeIssuer issuer() {
    return issuer;
  }

  /** The instances that clients call. */
  List<PackagedService> instances() {
    return List.copyOf(instances);
  }

  /** A token of a caregiver, one of many. */
  String caregiver(int number) {
    return caregivers.get(number % CAREGIVERS);
  }

  /** A token of a person who may act on all requests. */
  String administrator() {
    return administrator;
  }

  /** All lines that any instance has logged. */
  List<String> logLines() {
    return all.stream().flatMap(instance -> instance.output().stream()).toList();
  }

  static void await(String what, Condition condition) throws Exception {
    await(what, PATIENCE, condition);
  }

  static void await(String what, Duration most, Condition condition) throws Exception {
    var end = System.nanoTime() + most.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws Exception {
    for (var instance : all) {
      instance.process().destroyForcibly().waitFor();
    }
    issuer.close();
    database.close();
  }
}
