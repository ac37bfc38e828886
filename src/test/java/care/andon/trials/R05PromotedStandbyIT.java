package care.andon.trials;

import care.andon.trials.Journal.Attempt;
import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R5: the primary is killed under load and its synchronous standby is promoted 3 s later. No
 * acknowledged write is lost, and the instances, which know both addresses, write again within 15 s
 * without a restart.
 */
@Experiment
class R05PromotedStandbyIT {
  private static final Duration WRITING_AGAIN = Duration.ofSeconds(15);

  @TempDir static Path temp;

  @Test
  void the_standby_is_promoted(Verdict verdict) throws Exception {
    var primary = DebianPostgres.start(temp.resolve("primary"));
    try (var rig = Rig.on(temp, primary, 0);
        var standby = primary.standby(temp.resolve("standby"))) {
      var both =
          "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/andon?targetServerType=primary"
              .formatted(primary.port(), standby.port());
      rig.begin(2, Map.of("QUARKUS_DATASOURCE_JDBC_URL", both));
      try (var load = Load.begin(rig, Plan.of(20, 0.3))) {
        Thread.sleep(Length.of(5));
        primary.kill();
        var killed = System.nanoTime();
        Thread.sleep(3_000);
        standby.promote();
        load.awaitCalm(WRITING_AGAIN.multipliedBy(2));
        var journal = load.end();

        verdict.note("done", journal.attempts(Attempt::isDone).size());
        verdict.atMost(
            "writing again after",
            Duration.ofNanos(journal.wellSince(killed) - killed),
            WRITING_AGAIN);
        Invariants.check(rig, standby, journal, verdict);
      }
    }
  }
}
