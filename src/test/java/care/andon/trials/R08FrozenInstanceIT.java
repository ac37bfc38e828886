package care.andon.trials;

import care.andon.support.Copies;
import care.andon.trials.Client.Call;
import care.andon.trials.Load.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R8: hundreds of deadlines fall due in one instant, and an instance is frozen while it holds some
 * of them. Another takes over: each signal is recorded once, and filing is not blocked.
 */
@Experiment
class R08FrozenInstanceIT {
  private static final int DUE = 1_500;
  private static final long FIRST_REFERENCE = 5_000_000;

  /** PostgreSQL ends the transaction of a frozen instance after 30 s. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(45);

  /** So that it is frozen in the middle of recording. */
  private static final String TAKES_ITS_TIME =
      """
      create function dawdle() returns trigger language plpgsql as $$ begin
        if current_setting('application_name') = 'frozen' then perform pg_sleep(0.3); end if;
        return null;
      end $$;
      create trigger slow before insert on request_event
        for each statement execute function dawdle()
      """;

  private static final String HELD =
      """
      select count(*) from pg_stat_activity
      where application_name = 'frozen' and wait_event = 'PgSleep'
      """;

  private static final String WARNED =
      """
      select count(distinct request_id) from request_event e join support_request r
        on r.id = e.request_id
      where e.type = 'warned' and r.reference > %d
      """
          .formatted(FIRST_REFERENCE);

  @TempDir static Path temp;

  @Test
  void one_is_frozen_with_deadlines_in_its_hands(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 1)) {
      var database = rig.database();
      var frozen =
          rig.start(
              Map.of("QUARKUS_DATASOURCE_JDBC_URL", database.url() + "?ApplicationName=frozen"));
      rig.forget(frozen);
      try (var connection = database.source().getConnection()) {
        connection.createStatement().execute(TAKES_ITS_TIME);
      }
      dueInFiveSeconds(rig);
      try (var load = Load.begin(rig, Plan.of(5, 0))) {
        Rig.await("it holds some", () -> database.number(HELD) > 0);
        frozen.signal("STOP");
        var begin = System.nanoTime();
        Rig.await("taken over", () -> database.number(WARNED) >= DUE);
        var taken = Duration.ofNanos(System.nanoTime() - begin);
        frozen.signal("CONT");
        Thread.sleep(Length.of(5));
        var journal = load.end();

        verdict.atMost("taken over after", taken, TAKEN_OVER);
        verdict.atMost(
            "longest answer meanwhile",
            Journal.longest(Journal.times(journal.attempts())),
            Duration.ofSeconds(3));
        Invariants.check(rig, journal, verdict);
      }
    }
  }

  /** The first warning comes 225 s after filing. */
  private static void dueInFiveSeconds(Rig rig) throws Exception {
    var client =
        new Client(
            new Journal(), Client.inTurn(rig), Duration.ofSeconds(15), Duration.ofSeconds(15));
    var original =
        client.untilKnown(Call.create(rig.caregiver(0), "patient_waiting", "to be copied"));
    try (var database = rig.database().source().getConnection()) {
      var id = UUID.fromString(original.last().answer().id());
      Copies.write(database, id, DUE, FIRST_REFERENCE, "interval '-220 s'");
    }
  }
}
