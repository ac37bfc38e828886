package care.andon.story;

import static care.andon.story.SeenEscalations.instant;
import static care.andon.story.SeenEscalations.states;
import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Escalations that call again after an answer: whoever has it says nothing for two hours, or the
 * request was resolved and is not fixed.
 */
@QuarkusTest
class CalledAgainTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");

  @Inject TimeMachine time;

  @BeforeEach
  void on_a_monday_morning() {
    time.passUntil(MONDAY, "10:00");
  }

  // --- Gone quiet ---

  @Test
  void a_taken_escalation_that_goes_quiet_calls_the_tier_above() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of()).then().statusCode(200).body("wordWithin", equalTo("PT2H"));
    var takenAt = instant(grace.ladder(id).getFirst(), "takenAt");

    time.pass(Duration.ofMinutes(119));
    assertThat(states(id)).containsExactly("taken");

    time.pass(Duration.ofMinutes(2));
    assertThat(states(id)).containsExactly("taken", "open");
    assertThat(grace.ladder(id).getLast())
        .containsEntry("cause", "gone_quiet")
        .containsEntry("follows", 1)
        .containsEntry("clock", "acknowledge")
        .containsEntry("tier", 2);
    assertThat(instant(grace.ladder(id).getLast(), "at"))
        .isEqualTo(takenAt.plus(Duration.ofHours(2)));
    assertThat(instant(grace.ladder(id).getLast(), "answerBy"))
        .isEqualTo(takenAt.plus(Duration.ofHours(2)).plus(Duration.ofMinutes(15)));
  }

  @Test
  void a_word_to_the_caregiver_or_handing_on_puts_it_off_and_her_own_words_do_not() {
    var told = nina.files(aNeedOf("this_shift", "supplies"));
    var handedOn = nina.files(aNeedOf("this_shift", "supplies"));
    var neither = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    for (var id : List.of(told, handedOn, neither)) {
      grace.takes(id, 1, Map.of()).then().statusCode(200);
    }
    time.pass(Duration.ofMinutes(119));
    omar.message(told, "We are looking");
    omar.does("give-back", handedOn, Map.of("reason", "Not mine"));
    nina.message(neither, "Still nothing");

    time.pass(Duration.ofMinutes(119));
    assertThat(states(told)).containsExactly("taken");
    assertThat(states(handedOn)).containsExactly("taken");
    assertThat(grace.ladder(neither).get(1)).containsEntry("cause", "gone_quiet");

    time.pass(Duration.ofMinutes(2));
    assertThat(grace.ladder(told).getLast()).containsEntry("cause", "gone_quiet");
    assertThat(grace.ladder(handedOn).getLast()).containsEntry("cause", "gone_quiet");
  }

  @Test
  void a_promise_that_is_not_missed_any_more_calls_nobody() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of()).then().statusCode(200);
    omar.acknowledge(id);

    time.pass(Duration.ofHours(6));

    assertThat(states(id)).containsExactly("taken");
  }

  @Test
  void at_the_top_a_silence_ends_unanswered() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    time.pass(Duration.ofMinutes(16));
    grace.takes(id, 1, Map.of()).then().statusCode(200);
    for (int number = 2; states(id).getLast().equals("taken"); number++) {
      time.pass(Duration.ofMinutes(121));
      if (states(id).getLast().equals("open")) {
        omar.takes(id, number, Map.of()).then().statusCode(200);
      }
    }

    assertThat(omar.ladder(id).getLast())
        .containsEntry("cause", "gone_quiet")
        .containsEntry("tier", 4)
        .containsEntry("people", List.of())
        .containsEntry("state", "unanswered");
    var quiet = countOfQuiet(id);
    assertThat(quiet).isGreaterThan(1);
    time.pass(Duration.ofHours(3));
    assertThat(countOfQuiet(id)).isEqualTo(quiet);
  }

  private long countOfQuiet(String id) {
    return omar.ladder(id).stream().filter(it -> "gone_quiet".equals(it.get("cause"))).count();
  }

  // --- Not fixed ---

  /** All its steps have been taken. Without this cause nobody would be called again. */
  @Test
  void a_missed_promise_that_is_not_fixed_calls_again_whoever_was_called_last() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(8).plusMinutes(1));
    assertThat(states(id)).containsExactly("open");
    omar.resolve(id);
    assertThat(states(id)).containsExactly("settled");
    time.pass(Duration.ofHours(1));

    nina.reopen(id);
    nina.reopen(id);

    var ladder = omar.ladder(id);
    assertThat(ladder).hasSize(2);
    assertThat(ladder.getLast())
        .containsEntry("clock", "resolve")
        .containsEntry("percent", 100)
        .containsEntry("cause", "reopened")
        .containsEntry("tier", ladder.getFirst().get("tier"))
        .containsEntry("state", "open");
    assertThat(instant(ladder.getLast(), "answerBy"))
        .isEqualTo(instant(ladder.getLast(), "at").plus(Duration.ofMinutes(15)));
    time.pass(Duration.ofHours(2));
    assertThat(states(id)).containsExactly("settled", "climbed", "climbed", "unanswered");
  }

  @Test
  void the_person_who_answered_is_called_again_when_it_is_not_fixed() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(8).plusMinutes(1));
    omar.takes(id, 1, Map.of()).then().statusCode(200);
    omar.resolve(id);

    nina.reopen(id);

    assertThat(states(id)).containsExactly("taken", "open");
  }

  @Test
  void not_fixed_said_again_in_the_same_words_is_said_once_also_after_somebody_has_it() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(8).plusMinutes(1));
    omar.resolve(id);
    nina.reopen(id);
    omar.takes(id, 2, Map.of()).then().statusCode(200);
    var version = omar.get(id).getInt("version");

    nina.reopen(id);

    assertThat(omar.get(id).getInt("version")).isEqualTo(version);
    assertThat(states(id)).containsExactly("settled", "taken");
  }

  @Test
  void a_promise_that_can_still_be_kept_calls_nobody_when_it_is_not_fixed() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    omar.acknowledge(id);
    time.pass(Duration.ofHours(7));
    omar.resolve(id);

    nina.reopen(id);

    assertThat(states(id)).isEmpty();
    time.pass(Duration.ofMinutes(61));
    assertThat(states(id)).containsExactly("open");
  }
}
