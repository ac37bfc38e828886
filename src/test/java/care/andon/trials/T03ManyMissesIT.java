package care.andon.trials;

import static java.util.stream.Collectors.groupingBy;

import care.andon.support.Copies;
import care.andon.trials.Client.Call;
import care.andon.trials.Load.Plan;
import care.andon.trials.PagerGateway.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T3: 10,000 promises are missed in one instant. Each person gets one message at once and at most
 * one a minute after that, and filing goes on.
 */
@Experiment
class T03ManyMissesIT {
  private static final int MISSED = 10_000;
  private static final long FIRST_REFERENCE = 5_000_000;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /** Recording 10,000 deadlines takes 50 s where nothing else runs. This is not what is tried. */
  private static final Duration PLANNED_WITHIN = Duration.ofMinutes(5);

  /** Clocks of two processes. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final String ADD_CONTACTS =
      """
      insert into contact (id, person_id, kind, address, added_at, verified_at, codes_since)
      select gen_random_uuid(), id, 'pager', username, now(), now(), now()
      from person where username not like 'trial.nurse.%'
      """;

  private static final String PLANNED =
      "select count(distinct request_id) from notice where occasion = 'promise_missed'";

  @TempDir static Path temp;

  @Test
  void ten_thousand_promises_are_missed_at_once(Verdict verdict) throws Exception {
    try (var gateway = PagerGateway.start(Duration.ofMillis(50));
        var rig = Rig.on(temp, 0)) {
      rig.begin(1, gateway.settings(temp, "one"));
      try (var connection = rig.database().source().getConnection()) {
        connection.createStatement().execute(ADD_CONTACTS);
      }
      var original = original(rig);
      try (var load = Load.begin(rig, Plan.of(5, 0))) {
        Thread.sleep(Length.of(10));
        var begin = System.nanoTime();
        try (var connection = rig.database().source().getConnection()) {
          Copies.write(connection, original, MISSED, FIRST_REFERENCE, "interval '-310 s'");
        }
        Rig.await("all planned", PLANNED_WITHIN, () -> rig.database().number(PLANNED) >= MISSED);
        var planned = Duration.ofNanos(System.nanoTime() - begin);
        Thread.sleep(A_MINUTE.plusSeconds(15));
        var journal = load.end();

        var times = Journal.times(journal.attempts(it -> it.act().equals("create")));
        verdict.note("recorded and planned in", planned);
        verdict.note("messages", gateway.pages().size());
        verdict.note("people told", gateway.pages().stream().map(Page::to).distinct().count());
        verdict.none("two messages within a minute", tooSoon(gateway.pages()));
        verdict.none("filings that failed", failed(journal));
        verdict.note("filing p99 meanwhile", Journal.p99(times));
      }
    }
  }

  private static UUID original(Rig rig) throws Exception {
    var client =
        new Client(
            new Journal(), Client.inTurn(rig), Duration.ofSeconds(15), Duration.ofSeconds(60));
    var filed = client.untilKnown(Call.create(rig.caregiver(0), "patient_waiting", "to be copied"));
    return UUID.fromString(filed.last().answer().id());
  }

  private static List<Page> tooSoon(List<Page> pages) {
    var tooSoon = new ArrayList<Page>();
    for (var ofPerson : pages.stream().collect(groupingBy(Page::to)).values()) {
      for (int i = 1; i < ofPerson.size(); i++) {
        var after = Duration.ofNanos(ofPerson.get(i).arrived() - ofPerson.get(i - 1).arrived());
        if (after.plus(TOLERANCE).compareTo(A_MINUTE) < 0) {
          tooSoon.add(ofPerson.get(i));
        }
      }
    }
    return tooSoon;
  }

  private static List<Journal.Operation> failed(Journal journal) {
    return journal.operations().stream().filter(it -> !it.isDone()).toList();
  }
}
