package care.andon.trials;

import care.andon.trials.Client.Call;
import care.andon.trials.Journal.Attempt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R2: the connection to the client breaks between commit and answer, or anywhere before. The same
 * key gets the original id, from any instance and as often as it is sent.
 */
@Experiment
class R02CutBeforeAnswerIT {
  private static final int CUTS = 60;

  @TempDir static Path temp;
  private static Rig rig;

  @BeforeAll
  static void two_instances() throws Exception {
    rig = Rig.on(temp, 2);
  }

  @AfterAll
  static void everything_ends() throws Exception {
    rig.close();
  }

  @Test
  void cut_between_commit_and_answer(Verdict verdict) throws Exception {
    cut(Proxy.CUTS_ANSWERS, verdict);
  }

  @Test
  void cut_anywhere_before(Verdict verdict) throws Exception {
    cut(Proxy.cutsWithin(Duration.ofMillis(30)), verdict);
  }

  private static void cut(Proxy.Weather weather, Verdict verdict) throws Exception {
    try (var proxy = new Proxy(rig.instances().getFirst().port())) {
      var journal = new Journal();
      var timeout = Duration.ofSeconds(15);
      var patience = Duration.ofSeconds(20);
      var cutOff = new Client(journal, proxy::port, timeout, patience);
      var again = new Client(journal, Client.inTurn(rig), timeout, patience);
      proxy.weather(weather);
      var unanswered = 0;
      var others = new ArrayList<String>();
      for (int i = 0; i < Length.times(CUTS); i++) {
        var call = Call.create(rig.caregiver(i), "this_shift");
        unanswered += cutOff.once(call).status() == 0 ? 1 : 0;
        var answers = List.of(again.untilKnown(call), again.untilKnown(call)).stream();
        if (answers.map(it -> it.last().answer().id()).distinct().count() > 1) {
          others.add(call.key());
        }
      }

      verdict.atLeast("cut off", unanswered, Length.times(CUTS) / 4.0);
      verdict.none("another id for the same key", others);
      verdict.none(
          "answered other than 201",
          journal.attempts(attempt -> attempt.status() != 0 && attempt.status() != 201).stream()
              .map(Attempt::status)
              .toList());
      Invariants.check(rig, journal, verdict);
    }
  }
}
