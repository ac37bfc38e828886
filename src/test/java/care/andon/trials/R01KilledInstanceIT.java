package care.andon.trials;

import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R1: one of three instances is killed under load and started again. Clients repeat what was not
 * answered, and nothing is lost or done twice.
 */
@Experiment
class R01KilledInstanceIT {
  @TempDir static Path temp;

  @Test
  void one_of_three_is_killed(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 3);
        var load = Load.begin(rig, Plan.of(30, 0.3))) {
      Thread.sleep(Length.of(5));
      var killed = rig.instances().get(1);
      killed.signal("KILL");
      var kill = System.nanoTime();
      Thread.sleep(1_000);
      rig.forget(killed);
      Thread.sleep(Length.of(5));
      rig.start(Map.of());
      Thread.sleep(Length.of(5));
      var journal = load.end();

      verdict.atMost(
          "errors for", Duration.ofNanos(journal.wellSince(kill) - kill), Duration.ofSeconds(5));
      Invariants.check(rig, journal, verdict);
    }
  }
}
