package care.andon.trials;

import care.andon.trials.Client.Call;
import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R21: one row is locked for a while, and sixty callers want to write to it. They alone get 409 or
 * 503, and soon; the needs of others are filed as usual.
 */
@Experiment
class R21LockedRowIT {
  private static final int WRITERS = 60;

  @TempDir static Path temp;

  @Test
  void one_row_is_locked(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 1);
        var load = Load.begin(rig, Plan.of(20, 0.3))) {
      Thread.sleep(Length.of(3));
      var writing = new Journal();
      writeToALockedRow(rig, writing);
      load.awaitCalm(Duration.ofSeconds(10));
      var journal = load.end();

      var refused = writing.attempts(attempt -> !attempt.isDone());
      verdict.note("writers refused", refused.size());
      verdict.none(
          "writers refused other than by 409 or 503 with Retry-After",
          refused.stream()
              .filter(it -> !it.retryAfter() || (it.status() != 409 && it.status() != 503))
              .toList());
      verdict.atMost(
          "longest answer to a writer",
          Journal.longest(Journal.times(writing.attempts())),
          Duration.ofSeconds(3));
      verdict.none("others' calls that failed", journal.attempts(attempt -> !attempt.isDone()));
      verdict.atMost(
          "99 % of others' answers",
          Journal.p99(Journal.times(journal.attempts())), Duration.ofSeconds(1));
      Invariants.check(rig, journal, verdict);
      Invariants.check(rig, writing, verdict);
    }
  }

  private static void writeToALockedRow(Rig rig, Journal writing) throws Exception {
    var client =
        new Client(writing, Client.inTurn(rig), Duration.ofSeconds(15), Duration.ofSeconds(30));
    var id = client.untilKnown(Call.create(rig.caregiver(0), "this_shift")).last().answer().id();
    try (var database = rig.database().source().getConnection();
        var lock =
            database.prepareStatement("select from support_request where id = ? for update");
        var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      database.setAutoCommit(false);
      lock.setObject(1, UUID.fromString(id));
      lock.execute();
      for (int i = 0; i < WRITERS; i++) {
        var call = Call.act("messages", id, rig.caregiver(0), "{\"words\": \"Still waiting\"}");
        writers.submit(() -> client.untilKnown(call));
      }
      Thread.sleep(Length.of(10));
      database.rollback();
    }
  }
}
