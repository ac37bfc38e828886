package care.andon.trials;

import care.andon.support.PackagedService;
import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R3: each instance in turn is told to stop, under load. Readiness goes down first; clients that
 * are sent elsewhere two seconds later see no failure at all.
 */
@Experiment
class R03StoppedInstancesIT {
  private static final Duration UNTIL_THE_BALANCER_KNOWS = Duration.ofSeconds(2);

  @TempDir static Path temp;

  @Test
  void each_is_told_to_stop(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 2);
        var load = Load.begin(rig, Plan.of(20, 0.3))) {
      Thread.sleep(Length.of(3));
      for (var old : rig.instances()) {
        rig.start(Map.of());
        stop(old, rig, verdict);
      }
      Thread.sleep(Length.of(3));
      var journal = load.end();

      verdict.none(
          "calls that failed", journal.attempts(attempt -> !attempt.isDone()).stream().toList());
      Invariants.check(rig, journal, verdict);
    }
  }

  private static void stop(PackagedService instance, Rig rig, Verdict verdict) throws Exception {
    instance.signal("TERM");
    var told = System.nanoTime();
    while (Load.probe(instance, "/q/health/ready").status() == 200) {
      Thread.sleep(20);
    }
    verdict.atMost(
        "not ready after", Duration.ofNanos(System.nanoTime() - told), Duration.ofSeconds(1));
    Thread.sleep(UNTIL_THE_BALANCER_KNOWS);
    rig.forget(instance);
    verdict.none(
        "still running after 30 s",
        instance.process().waitFor(30, TimeUnit.SECONDS) ? List.of() : List.of(instance.port()));
  }
}
