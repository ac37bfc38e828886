package care.andon.trials;

import care.andon.trials.Client.Call;
import care.andon.trials.Journal.Attempt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R24: phones with queued needs, the urgent ones first, come back at once over a slow network that
 * breaks connections. Everything arrives once.
 */
@Experiment
class R24ManyPhonesIT {
  private static final int PHONES = 50;
  private static final List<String> QUEUE =
      List.of("patient_waiting", "patient_waiting", "this_shift", "slows_care", "improvement");

  @TempDir static Path temp;

  @Test
  void all_come_back_at_once(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 2);
        var one = new Proxy(rig.instances().getFirst().port());
        var two = new Proxy(rig.instances().getLast().port());
        var phones = Executors.newVirtualThreadPerTaskExecutor()) {
      var proxies = List.of(one, two);
      proxies.forEach(it -> it.weather(Proxy.slowAndBreaking(Duration.ofMillis(200), 0.08)));
      var journal = new Journal();
      var next = new AtomicInteger();
      var client =
          new Client(
              journal,
              () -> proxies.get(next.getAndIncrement() % 2).port(),
              Duration.ofSeconds(10),
              Duration.ofSeconds(90));
      for (int i = 0; i < Length.times(PHONES); i++) {
        var caregiver = rig.caregiver(i);
        phones.submit(
            () -> {
              for (var impact : QUEUE) {
                client.untilKnown(Call.create(caregiver, impact));
              }
              return null;
            });
      }
      phones.close();

      var filed = journal.attempts(Attempt::isDone).stream().map(Attempt::key).distinct().count();
      verdict.atLeast("filed", filed, Length.times(PHONES) * QUEUE.size());
      verdict.note("connections that broke", journal.attempts(it -> it.status() == 0).size());
      verdict.none("refused", journal.attempts(it -> it.status() >= 400));
      Invariants.check(rig, journal, verdict);
    }
  }
}
