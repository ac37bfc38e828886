package care.andon.trials;

import care.andon.trials.Client.Call;
import care.andon.trials.Flood.Flooded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R18: a thousand clients call one instance at once. It does at least 80 % of what it does for
 * thirty-two, refuses the rest within 1 s, files urgent needs first, and answers the probes.
 */
@Experiment
class R18OverloadIT {
  private static final int USUAL = 32;
  private static final int CLIENTS = Integer.getInteger("trials.clients", 1_000);

  /** The memory limit in k8s/base. */
  private static final int POD_MIB = 768;

  @TempDir static Path temp;

  @Test
  void a_thousand_at_once(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 1);
        var probes = Load.begin(rig, Load.Plan.PROBES_ONLY)) {
      var instance = rig.instances().getFirst();
      Flood.of(rig, USUAL).during(Length.of(8));
      var usual = Flood.of(rig, USUAL).during(Length.of(8));
      Thread.sleep(1_000);
      var urgent = new Journal();
      Flooded flooded;
      try (var caregivers = Executors.newVirtualThreadPerTaskExecutor()) {
        var client =
            new Client(
                urgent, Client.only(instance), Duration.ofSeconds(15), Duration.ofSeconds(15));
        var goesOn = caregivers.submit(() -> fileUrgentNeeds(rig, client, caregivers));
        flooded = Flood.of(rig, CLIENTS).during(Length.of(12));
        goesOn.cancel(true);
      }

      verdict.note("done in a second, usually", usual.perSecond());
      verdict.note("answers", flooded.statuses());
      verdict.atLeast("done in a second", flooded.perSecond(), 0.8 * usual.perSecond());
      verdict.atMost("99 % of refusals", Journal.p99(flooded.refusals()), Duration.ofSeconds(1));
      verdict.none("neither done nor refused with Retry-After", flooded.others());
      var times = Journal.times(urgent.attempts());
      verdict.note("urgent needs", times.size());
      verdict.none("urgent needs refused", urgent.attempts(it -> !it.isDone()));
      verdict.atMost("99 % of urgent needs", Journal.p99(times), Duration.ofSeconds(1));
      var answered = probes.end().probes(_ -> true);
      verdict.none(
          "probes that failed", answered.stream().filter(it -> it.status() != 200).toList());
      verdict.atMost(
          "longest answer to a probe",
          Journal.longest(answered.stream().map(it -> it.took()).toList()),
          Duration.ofMillis(200));
      verdict.atMost("MiB of memory", residentMiB(instance.process().pid()), POD_MIB);
      Invariants.check(rig, urgent, verdict);
    }
  }

  /** Ten in a second. */
  private static Void fileUrgentNeeds(Rig rig, Client client, ExecutorService caregivers)
      throws InterruptedException {
    for (int i = 0; ; i++) {
      var call = Call.create(rig.caregiver(i), "patient_waiting");
      caregivers.submit(() -> client.untilKnown(call));
      Thread.sleep(100);
    }
  }

  private static long residentMiB(long pid) throws Exception {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      var line = lines.filter(it -> it.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1_024;
    }
  }
}
