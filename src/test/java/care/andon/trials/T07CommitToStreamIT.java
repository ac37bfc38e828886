package care.andon.trials;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T7: twenty people follow events at two instances while needs are filed at a steady rate. */
@Experiment
class T07CommitToStreamIT {
  private static final int STREAMS = 20;
  private static final int PER_SECOND = 10;
  private static final Duration LAST_ONES = Duration.ofSeconds(5);

  @TempDir static Path temp;

  @Test
  void events_arrive_soon_after_their_commit(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 2);
        var people = Executors.newVirtualThreadPerTaskExecutor()) {
      // The first calls of a young process are slow.
      Load.fileSteadily(rig, PER_SECOND, Length.of(10));
      var begin = Follower.now(rig);
      var followers = Follower.begin(rig, people, STREAMS, begin);
      Thread.sleep(LAST_ONES);

      var filed = new HashMap<String, Long>();
      for (var done : Load.fileSteadily(rig, PER_SECOND, Length.of(20))) {
        filed.put(done.answer().id() + ".1", done.answered());
      }
      Thread.sleep(LAST_ONES);
      people.shutdownNow();

      var took = new ArrayList<Duration>();
      var incomplete = new ArrayList<Integer>();
      for (int i = 0; i < STREAMS; i++) {
        var before = took.size();
        for (var arrival : followers.get(i).arrivals()) {
          var from = filed.get(arrival.id());
          if (from != null) {
            took.add(Duration.ofNanos(Math.max(0, arrival.at() - from)));
          }
        }
        if (took.size() - before != filed.size()) {
          incomplete.add(i);
        }
      }
      verdict.atLeast("needs filed", filed.size(), 100);
      verdict.none("streams without one of their events", incomplete);
      verdict.note("commit to stream, half", Journal.percentile(50, took).toMillis() + " ms");
      verdict.atMost("commit to stream, 99 %", Journal.p99(took), Duration.ofMillis(1_500));
    }
  }
}
