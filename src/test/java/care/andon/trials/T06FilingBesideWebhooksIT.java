package care.andon.trials;

import care.andon.trials.FarReceiver.Arrival;
import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T6: needs are filed at a steady rate, with twenty webhooks and without. Ten of the receivers are
 * slow, fail, reset, drip or answer garbage; the other ten get every event soon.
 */
@Experiment
class T06FilingBesideWebhooksIT {
  private static final int PER_SECOND = 20;
  private static final int ROUNDS = 12;
  private static final int GOOD = 10;
  private static final Duration ROUND = Length.of(10);
  private static final Duration WARM_UP = Length.of(240);
  private static final Duration LAST_ONES = Duration.ofSeconds(5);

  private static final List<String> BAD =
      List.of(
          "/slow/1",
          "/slow/2",
          "/drip/1",
          "/drip/2",
          "/500/1",
          "/reset/1",
          "/cut/1",
          "/endless/1",
          "/garbage/1",
          "/close/1");

  @TempDir static Path without;
  @TempDir static Path with;

  @Test
  void filing_and_webhooks(Verdict verdict) throws Exception {
    try (var receiver = FarReceiver.start();
        var quiet = Rig.on(without, 0);
        var sending = Rig.on(with, 0)) {
      quiet.begin(1, Map.of());
      sending.begin(1, FarReceiver.settings());
      addWebhooks(sending);
      warmUp(quiet, sending);

      var alone = new ArrayList<Duration>();
      var beside = new ArrayList<Duration>();
      var filed = new HashMap<String, Long>();
      for (int round = 0; round < ROUNDS; round++) {
        // Both grow warmer, so neither is always the first. They share the machine, so the one
        // without webhooks waits until the other has sent its messages.
        if (round % 2 == 0) {
          Thread.sleep(LAST_ONES);
          alone.addAll(Journal.times(Load.fileSteadily(quiet, improvements(PER_SECOND), ROUND)));
        }
        for (var done : Load.fileSteadily(sending, improvements(PER_SECOND), ROUND)) {
          beside.add(done.took());
          filed.put(done.answer().id() + ".1", done.answered());
        }
        if (round % 2 == 1) {
          Thread.sleep(LAST_ONES);
          alone.addAll(Journal.times(Load.fileSteadily(quiet, improvements(PER_SECOND), ROUND)));
        }
      }
      Thread.sleep(LAST_ONES);

      judge(verdict, filed, receiver.arrivals());
      verdict.note("filing without, 99 %", Journal.p99(alone).toMillis() + " ms");
      verdict.note("filing beside webhooks, 99 %", Journal.p99(beside).toMillis() + " ms");
      verdict.note("filing without, half", Journal.percentile(50, alone).toMillis() + " ms");
      verdict.note(
          "filing beside webhooks, half", Journal.percentile(50, beside).toMillis() + " ms");
      verdict.atMost(
          "99 % with beside without",
          (double) Journal.p99(beside).toNanos() / Journal.p99(alone).toNanos(), 1.1);
    }
  }

  /**
   * Files more on both at once. A young process compiles its code beside the calls, sooner the more
   * there are.
   */
  private static void warmUp(Rig... rigs) throws InterruptedException {
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var rig : rigs) {
        all.submit(() -> Load.fileSteadily(rig, improvements(30), WARM_UP));
      }
    }
  }

  /** No promise of these needs ends during the trial. Its events would be sent in quiet rounds. */
  private static Plan improvements(int perSecond) {
    return Plan.of(perSecond, 0).with("improvement");
  }

  private static void judge(Verdict verdict, Map<String, Long> filed, List<Arrival> arrivals) {
    var took = new ArrayList<Duration>();
    var missing = new ArrayList<String>();
    for (int i = 0; i < GOOD; i++) {
      var path = "/ok/" + i;
      var arrived = new HashSet<String>();
      for (var arrival : arrivals) {
        var from = filed.get(arrival.event());
        if (from != null && arrival.path().equals(path) && arrived.add(arrival.event())) {
          took.add(Duration.ofNanos(Math.max(0, arrival.at() - from)));
        }
      }
      filed.keySet().stream()
          .filter(event -> !arrived.contains(event))
          .forEach(event -> missing.add(path + " " + event));
    }
    verdict.note("needs filed beside webhooks", filed.size());
    verdict.note(
        "messages to bad receivers",
        arrivals.stream().filter(it -> !it.path().startsWith("/ok/")).count());
    verdict.none("events that a good receiver did not get", missing);
    verdict.note("filed to received, half", Journal.percentile(50, took).toMillis() + " ms");
    verdict.atMost("filed to received, 99 %", Journal.p99(took), Duration.ofSeconds(2));
  }

  private static void addWebhooks(Rig rig) throws Exception {
    var good = IntStream.range(0, GOOD).mapToObj(i -> "/ok/" + i);
    for (var path : Stream.concat(good, BAD.stream()).toList()) {
      addWebhook(rig, path);
    }
  }

  /** Adds a webhook with a receiver that behaves as the path says. */
  static void addWebhook(Rig rig, String path) throws Exception {
    var configurer = rig.issuer().token("trial.configurer", List.of("configurer"), "4W");
    rig.instances()
        .getFirst()
        .post(
            "/api/v1/webhooks",
            configurer,
            "{\"name\": \"%s\", \"url\": \"%s\"}".formatted(path, FarReceiver.address(path)));
  }
}
