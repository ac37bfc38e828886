package care.andon.trials;

import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T5: five hundred people follow events at two instances, one of which is killed. Their streams go
 * on at the other. Each has the events of the feed, in its order.
 */
@Experiment
class T05StreamsIT {
  private static final int STREAMS = 500;
  private static final Duration CAUGHT_UP = Duration.ofSeconds(30);

  @TempDir static Path temp;

  @Test
  void each_stream_has_the_events_of_the_feed(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 2);
        var people = Executors.newVirtualThreadPerTaskExecutor();
        var load = Load.begin(rig, Plan.of(10, 0.3))) {
      var begin = Follower.now(rig);
      var followers = Follower.begin(rig, people, STREAMS, begin);
      Thread.sleep(Length.of(10));
      var killed = rig.instances().getFirst();
      rig.forget(killed);
      killed.signal("KILL");
      Thread.sleep(Length.of(15));
      load.end();

      Map<Integer, List<String>> feeds = new ConcurrentHashMap<>();
      for (int i = 0; i < STREAMS; i++) {
        feeds.computeIfAbsent(i % 200, person -> Follower.feed(rig, person, begin));
      }
      var behind = new ArrayList<Integer>();
      var end = System.nanoTime() + CAUGHT_UP.toNanos();
      for (int i = 0; i < STREAMS; i++) {
        if (!hasCaughtUp(followers.get(i), feeds.get(i % 200), end)) {
          behind.add(i);
        }
      }
      people.shutdownNow();
      verdict.note("events in the feed of a person", feeds.get(0).size());
      verdict.atLeast("events", feeds.get(0).size(), 100);
      verdict.atLeast(
          "streams that had to connect again",
          followers.stream().filter(it -> it.connections() > 1).count(),
          STREAMS / 2 - 10);
      verdict.none("streams with other events than the feed", behind);
    }
  }

  /** Waits for the last events, but not after the end, a {@link System#nanoTime}. */
  private static boolean hasCaughtUp(Follower follower, List<String> feed, long end)
      throws Exception {
    while (follower.ids().size() < feed.size() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return follower.ids().equals(feed);
  }
}
