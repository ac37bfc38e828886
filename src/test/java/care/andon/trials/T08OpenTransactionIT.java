package care.andon.trials;

import care.andon.trials.FarReceiver.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T8: another program leaves a transaction open for a minute while needs are filed. A webhook gets
 * their events at once. The feed keeps them back, because an older event could still be committed,
 * and loses none.
 */
@Experiment
class T08OpenTransactionIT {
  private static final int STREAMS = 10;
  private static final int PER_SECOND = 10;
  private static final Duration LAST_ONES = Duration.ofSeconds(5);

  @TempDir static Path temp;

  @Test
  void events_beside_an_open_transaction(Verdict verdict) throws Exception {
    try (var receiver = FarReceiver.start();
        var rig = Rig.on(temp, 0);
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      rig.begin(2, FarReceiver.settings());
      T06FilingBesideWebhooksIT.addWebhook(rig, "/ok/1");
      // The first calls of a young process are slow.
      Load.fileSteadily(rig, PER_SECOND, Length.of(10));
      var begin = Follower.now(rig);
      var followers = Follower.begin(rig, people, STREAMS, begin);
      Thread.sleep(LAST_ONES);

      var filed = new HashMap<String, Long>();
      var early = 0;
      try (var foreign = rig.database().source().getConnection();
          var statement = foreign.createStatement()) {
        foreign.setAutoCommit(false);
        statement.execute("select pg_current_xact_id()");
        for (var done : Load.fileSteadily(rig, PER_SECOND, Length.of(60))) {
          filed.put(done.answer().id() + ".1", done.answered());
        }
        Thread.sleep(LAST_ONES);
        early = followers.stream().mapToInt(it -> it.ids().size()).sum();
        foreign.commit();
      }
      Thread.sleep(LAST_ONES);
      people.shutdownNow();

      verdict.atLeast("needs filed", filed.size(), 500);
      judge(verdict, filed, receiver);
      verdict.atMost("events in a stream before the transaction ended", early, 0);
      var feed = Follower.feed(rig, 0, begin);
      verdict.atLeast("events in the feed", feed.size(), filed.size());
      verdict.none(
          "streams with other events than the feed",
          followers.stream().filter(it -> !it.ids().equals(feed)).toList());
    }
  }

  private static void judge(Verdict verdict, Map<String, Long> filed, FarReceiver receiver) {
    var arrived =
        receiver.arrivals().stream()
            .collect(Collectors.toMap(Arrival::event, Arrival::at, Math::min));
    var missing = filed.keySet().stream().filter(event -> !arrived.containsKey(event)).toList();
    verdict.none("events that the webhook did not get", missing);
    var took =
        filed.entrySet().stream()
            .filter(it -> arrived.containsKey(it.getKey()))
            .map(it -> Duration.ofNanos(Math.max(0, arrived.get(it.getKey()) - it.getValue())))
            .toList();
    verdict.note("filed to received, half", Journal.percentile(50, took).toMillis() + " ms");
    verdict.atMost("filed to received, 99 %", Journal.p99(took), Duration.ofSeconds(2));
  }
}
