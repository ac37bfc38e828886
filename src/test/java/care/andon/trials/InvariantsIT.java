package care.andon.trials;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.trials.Client.Call;
import care.andon.trials.Journal.Answer;
import care.andon.trials.Journal.Attempt;
import care.andon.trials.Journal.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The invariants notice what is wrong: faults are planted in the database and in the journal. */
@Experiment
class InvariantsIT {
  @TempDir static Path temp;

  @Test
  void every_planted_fault_is_noticed(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 1)) {
      var journal = new Journal();
      var time = Duration.ofSeconds(15);
      var client = new Client(journal, Client.inTurn(rig), time, time);
      var filed = client.untilKnown(Call.create(rig.caregiver(0), "patient_waiting"));
      var other = client.untilKnown(Call.create(rig.caregiver(1), "patient_waiting"));
      assertThat(missed(rig, journal)).isEmpty();

      var id = filed.last().answer().id();
      plant(rig, "update request_clock set fired_percents = '{75}' where request_id = '%s'", id);
      assertThat(missed(rig, journal)).anyMatch(what -> what.startsWith("I6"));
      plant(rig, "update support_request set version = 7 where id = '%s'", id);
      assertThat(missed(rig, journal)).anyMatch(what -> what.startsWith("I3"));
      plant(rig, "update support_request set need = 'trial %s'", other.key());
      assertThat(missed(rig, journal)).anyMatch(what -> what.startsWith("I2"));
      plant(rig, "delete from request_event where request_id = '%s'", id);
      assertThat(missed(rig, journal)).anyMatch(what -> what.startsWith("I1 "));
      var slow = filed.last();
      journal.add(
          new Attempt(
              "k",
              "create",
              0,
              false,
              slow.sent(),
              Duration.ofSeconds(11),
              500,
              false,
              "in no log",
              new Answer(null, null, null, null),
              null));
      journal.add(new Operation("k", "again", slow.answered() + 1, time, slow, 1));
      assertThat(missed(rig, journal))
          .anyMatch(what -> what.startsWith("I8"))
          .anyMatch(what -> what.startsWith("I10 500 without"))
          .anyMatch(what -> what.startsWith("I10 5xx without"))
          .anyMatch(what -> what.startsWith("I10 a call"));
      verdict.note("faults noticed", 8);
    }
  }

  /** Triggers guard the history, but not from this role. */
  private static void plant(Rig rig, String sql, String value) throws Exception {
    try (var database = rig.database().source().getConnection();
        var statement = database.createStatement()) {
      statement.execute("set session_replication_role = replica");
      assertThat(statement.executeUpdate(sql.formatted(value))).isPositive();
    }
  }

  private static List<String> missed(Rig rig, Journal journal) throws Exception {
    var verdict = new Verdict("planted");
    Invariants.check(rig, journal, verdict);
    return verdict.lines().stream().filter(line -> !line.passed()).map(Verdict.Line::what).toList();
  }
}
