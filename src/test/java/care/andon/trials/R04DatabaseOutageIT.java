package care.andon.trials;

import care.andon.support.PackagedService;
import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R4: the database is away for a while. Every call is answered within 3 s, with 503 and
 * Retry-After; readiness within 1 s; and all is well within 10 s of its return.
 */
@Experiment
class R04DatabaseOutageIT {
  private static final Duration RECOVERED = Duration.ofSeconds(10);

  @TempDir static Path temp;
  private static Rig rig;
  private static Proxy firewall;
  private static PackagedService direct;
  private static PackagedService behindFirewall;

  @BeforeAll
  static void two_instances() throws Exception {
    var database = DebianPostgres.start(temp.resolve("postgres"));
    firewall = new Proxy(database.port());
    rig = Rig.on(temp, database, 1);
    direct = rig.instances().getFirst();
    behindFirewall =
        rig.start(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.url().replace(":" + database.port(), ":" + firewall.port())));
    warmUp();
  }

  /**
   * A JVM that has just started compiles what it runs. On two cores that delays everything for some
   * seconds, and would be measured as if the outage did.
   */
  private static void warmUp() throws InterruptedException {
    try (var load = Load.begin(rig, Plan.of(20, 0.5))) {
      Thread.sleep(Duration.ofSeconds(15));
      load.end();
    }
  }

  @AfterAll
  static void everything_ends() throws Exception {
    rig.close();
    firewall.close();
  }

  @Test
  void stopped(Verdict verdict) throws Exception {
    outage(rig.database()::stop, rig.database()::start, verdict);
  }

  @Test
  void frozen(Verdict verdict) throws Exception {
    outage(rig.database()::freeze, rig.database()::thaw, verdict);
  }

  @Test
  void unreachable(Verdict verdict) throws Exception {
    rig.forget(direct);
    outage(firewall::swallow, firewall::passAgain, verdict);
  }

  private static void outage(Deed begin, Deed end, Verdict verdict) throws Exception {
    try (var load = Load.begin(rig, Plan.of(20, 0.2))) {
      Thread.sleep(Length.of(2));
      begin.happen();
      Thread.sleep(Length.of(6));
      end.happen();
      var back = System.nanoTime();
      load.awaitCalm(RECOVERED.multipliedBy(2));
      var journal = load.end();

      judge(journal, verdict);
      verdict.atMost(
          "well again after", Duration.ofNanos(journal.wellSince(back) - back), RECOVERED);
      Invariants.check(rig, journal, verdict);
    }
  }

  static void judge(Journal journal, Verdict verdict) {
    var failed = journal.attempts(attempt -> !attempt.isKnown());
    verdict.atLeast(
        "calls answered 503", failed.stream().filter(it -> it.status() == 503).count(), 1);
    verdict.none(
        "failed, but not 503 with Retry-After",
        failed.stream().filter(it -> it.status() != 503 || !it.retryAfter()).toList());
    verdict.atMost(
        "longest answer",
        Journal.longest(Journal.times(journal.attempts())),
        Duration.ofSeconds(3));
    verdict.atMost(
        "longest answer of readiness",
        Journal.longest(
            journal.probes(it -> it.isOf("ready")).stream().map(it -> it.took()).toList()),
        Duration.ofSeconds(1));
    verdict.none("not alive", journal.probes(it -> it.isOf("live") && it.status() != 200));
  }
}
