package care.andon.request;

import static care.andon.request.AnyNeed.does;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationJoined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.EscalationUnanswered;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.request.escalation.EscalationIsOver;
import care.andon.request.escalation.EscalationState;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.escalation.RequestEscalation;
import care.andon.sla.Promises;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ladder, rung by rung, with somebody or nobody on each. */
class EscalationPlannerTest {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final PersonId CAREGIVER = AnyNeed.CAREGIVER;
  private static final PersonId ADMINISTRATOR = AnyNeed.ADMINISTRATOR;

  private final Promises promises = DefaultPromises.aroundTheClock();

  /** Who is there does not change. */
  private static EscalationTiers with(Integer... tiers) {
    var manned = Set.of(tiers);
    return (facility, tier, team, at) ->
        manned.contains(tier) ? List.of(new PersonId(new UUID(6, tier))) : List.of();
  }

  /** A request filed at ten, its history, and who can be called. */
  private final class Life {
    final List<RecordedEvent> history = new ArrayList<>();
    final SupportRequest request;
    private final EscalationTiers ladder;

    Life(Impact impact, EscalationTiers ladder) {
      this.ladder = ladder;
      request =
          SupportRequest.open(
              new RequestId(new UUID(5, 1)),
              AnyNeed.opened(impact, TEN),
              AnyNeed.ASKERS,
              at("10:00:00"));
      history.addAll(request.drainEvents());
    }

    ActContext at(String time) {
      return new ActContext(
          Instant.parse("2026-03-02T" + time + "Z"), promises, ladder, new NoShifts());
    }

    RequestActs acts(String time) {
      return new RequestActs(request, at(time));
    }

    void lookAt(String time) {
      new CatchUp(request, at(time)).toNow();
      history.addAll(request.drainEvents());
    }

    /** What was recorded of escalations: "10:05 tier 1". */
    List<String> happened() {
      return history.stream()
          .flatMap(
              recorded -> {
                var time = recorded.at().toString().substring(11, 16) + " ";
                return switch (recorded.event()) {
                  case Escalated escalated ->
                      Stream.of(
                          time
                              + escalated.number()
                              + " tier "
                              + escalated.tier()
                              + (escalated.to().isEmpty() ? " nobody" : ""));
                  case EscalationJoined(int number, int into) ->
                      Stream.of(time + number + " joins " + into);
                  case EscalationUnanswered(int number) -> Stream.of(time + number + " unanswered");
                  case EscalationTaken(int number, var words, var wordWithin, _) ->
                      Stream.of(time + number + " taken");
                  default -> Stream.empty();
                };
              })
          .toList();
    }

    List<EscalationState> states() {
      return request.ladder().inOrder().stream().map(RequestEscalation::state).toList();
    }
  }

  @Test
  void nobody_answers_and_it_climbs_to_the_end_also_after_a_downtime() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));

    life.lookAt("12:00:00");

    assertThat(life.happened())
        .containsExactly(
            "10:15 1 tier 1",
            "10:30 2 tier 2",
            "10:45 3 tier 3",
            "11:00 4 tier 4",
            "11:15 4 unanswered");
  }

  @Test
  void an_instant_that_has_come_has_not_passed() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));

    life.lookAt("10:30:00");
    assertThat(life.happened()).containsExactly("10:15 1 tier 1");
    assertThat(life.request.nextTickAt()).contains(Instant.parse("2026-03-02T10:30:00Z"));

    life.lookAt("10:30:00.000001");
    assertThat(life.happened()).containsExactly("10:15 1 tier 1", "10:30 2 tier 2");
  }

  @Test
  void taken_at_the_very_instant_is_in_time() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));
    life.lookAt("10:20:00");

    does(
        life.acts("10:30:00"),
        new RequestCommand.TakeEscalation("1", RequestCommand.Comment.NONE),
        ADMINISTRATOR);

    assertThat(life.states()).containsExactly(EscalationState.TAKEN);
    life.lookAt("12:00:00");
    assertThat(life.states()).containsExactly(EscalationState.TAKEN);
  }

  @Test
  void a_moment_later_it_has_gone_on() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));
    life.lookAt("10:20:00");

    assertThatThrownBy(
            () ->
                does(
                    life.acts("10:30:00.000001"),
                    new RequestCommand.TakeEscalation("1", RequestCommand.Comment.NONE),
                    ADMINISTRATOR))
        .isInstanceOf(EscalationIsOver.class);
  }

  @Test
  void empty_tiers_are_skipped_upward_and_never_waited_for() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 4));

    life.lookAt("12:00:00");

    assertThat(life.happened())
        .containsExactly("10:15 1 tier 1", "10:30 2 tier 4", "10:45 2 unanswered");
  }

  @Test
  void nobody_at_any_tier_is_unanswered_at_once() {
    var life = new Life(Impact.THIS_SHIFT, with());

    life.lookAt("12:00:00");

    assertThat(life.happened()).containsExactly("10:15 1 tier 4 nobody", "10:15 1 unanswered");
    assertThat(life.request.openEscalations()).isZero();
  }

  @Test
  void with_nobody_above_whoever_stands_highest_below_is_called() {
    var life = new Life(Impact.PATIENT_WAITING, with(1));

    life.lookAt("10:30:00");

    // The step at ten minutes is for the tiers 2 and 3: both are empty, and the lead is there.
    assertThat(life.happened())
        .containsExactly(
            "10:05 1 tier 1", "10:10 2 tier 1", "10:10 1 unanswered", "10:15 2 unanswered");
  }

  @Test
  void a_tier_that_another_step_has_just_called_is_not_called_twice() {
    var life = new Life(Impact.PATIENT_WAITING, with(1, 2, 3, 4));

    life.lookAt("10:30:00");

    assertThat(life.happened())
        .containsExactly(
            "10:05 1 tier 1",
            "10:10 2 tier 2",
            "10:10 3 tier 3",
            "10:10 1 joins 2",
            "10:15 2 joins 3",
            "10:15 4 tier 4",
            "10:20 4 unanswered");
  }

  @Test
  void who_took_the_one_answered_for_the_other_but_not_for_another_promise() {
    var life = new Life(Impact.PATIENT_WAITING, with(1, 2, 3, 4));
    life.lookAt("10:12:00");

    does(
        life.acts("10:12:00"),
        new RequestCommand.TakeEscalation("3", new RequestCommand.Comment("Mine")),
        ADMINISTRATOR);
    // Else they go quiet.
    for (var time : List.of("10:25:00", "10:38:00", "10:51:00")) {
      does(life.acts(time), new RequestCommand.Message("Soon", null), ADMINISTRATOR);
    }
    life.lookAt("11:04:00");

    assertThat(life.states())
        .containsExactly(
            EscalationState.CLIMBED,
            EscalationState.TAKEN,
            EscalationState.TAKEN,
            EscalationState.OPEN);
    assertThat(life.request.ladder().find(4).orElseThrow().clock()).isEqualTo(ClockKind.RESOLVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"withdraw", "acknowledge"})
  void what_is_over_does_not_climb(String act) {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));
    life.lookAt("10:20:00");

    if (act.equals("withdraw")) {
      does(
          life.acts("10:30:00"),
          new RequestCommand.Withdraw(RequestCommand.Comment.NONE),
          CAREGIVER);
      assertThat(life.states()).containsExactly(EscalationState.SETTLED);
    } else {
      does(life.acts("10:30:00"), RequestCommand.Acknowledge.WITHOUT_WORDS, ADMINISTRATOR);
      assertThat(life.states()).containsExactly(EscalationState.TAKEN);
      assertThat(life.request.ladder().find(1).orElseThrow().takenBy()).isEqualTo(ADMINISTRATOR);
    }
    life.lookAt("11:00:00");

    assertThat(life.request.ladder().inOrder()).hasSize(1);
  }

  @Test
  void a_word_to_the_caregiver_answers_for_nothing_but_the_silence() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));
    life.lookAt("10:20:00");

    does(life.acts("10:21:00"), new RequestCommand.Message("Soon", null), ADMINISTRATOR);

    assertThat(life.states()).containsExactly(EscalationState.OPEN);
  }

  @Test
  void who_is_called_has_as_long_as_the_impact_then_allows() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));
    life.lookAt("10:16:00");
    does(
        life.acts("10:16:00"),
        new RequestCommand.ChangeImpact(Impact.PATIENT_WAITING, null),
        CAREGIVER);

    life.lookAt("10:36:00");

    assertThat(life.request.ladder().find(1).orElseThrow().answerBy())
        .isEqualTo(Instant.parse("2026-03-02T10:30:00Z"));
    assertThat(life.request.ladder().find(2).orElseThrow().answerBy())
        .isEqualTo(Instant.parse("2026-03-02T10:35:00Z"));
  }

  /** Of the time before escalations could be answered. */
  @Test
  void an_escalation_of_long_ago_tells_people_and_waits_for_nobody() {
    var life = new Life(Impact.THIS_SHIFT, with(1, 2, 3, 4));
    var person = new PersonId(new UUID(6, 2));
    var old =
        new Escalated(ClockKind.ACKNOWLEDGE, 1, 100, 2, List.of(person), null, null, null, null);
    var at = TEN.plus(Duration.ofMinutes(15));
    life.history.add(new RecordedEvent(life.request.id(), 2, at, at, null, null, old));

    var replayed = RequestReplay.of(life.history, promises);

    assertThat(replayed.escalatedTier()).isEqualTo(2);
    assertThat(replayed.responsible().told()).containsExactly(person);
    assertThat(replayed.ladder().inOrder()).isEmpty();
  }
}
