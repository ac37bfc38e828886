package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.PromiseMissed;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Taken;
import care.andon.request.clock.ClockVerdict;
import care.andon.request.clock.RequestClock;
import care.andon.request.escalation.EscalationState;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.state.RequestStatus;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A taken escalation does not end the matter; told from the history alone. */
class GoneQuietTest {
  private static final Promises PROMISES = DefaultPromises.aroundTheClock();

  @Property(tries = 300)
  void a_tier_is_called_only_after_a_silence_as_long_as_the_update_target(@ForAll long seed) {
    var history = live(RandomLife.of(seed)).history;

    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).event() instanceof Escalated call
          && call.cause() == EscalationCause.GONE_QUIET) {
        assertThatItWasQuiet(call, history.get(i), history.subList(0, i));
      }
    }
  }

  private static void assertThatItWasQuiet(
      Escalated call, RecordedEvent recorded, List<RecordedEvent> before) {
    var follows = Objects.requireNonNull(call.follows());
    var taken =
        before.stream()
            .filter(it -> it.event() instanceof EscalationTaken it2 && it2.number() == follows)
            .findFirst()
            .orElseThrow();
    var within = Objects.requireNonNull(((EscalationTaken) taken.event()).wordWithin());
    var since = recorded.at().minus(within);

    assertThat(taken.at()).isBeforeOrEqualTo(since);
    assertThat(before)
        .filteredOn(it -> it.at().isAfter(since))
        .noneMatch(GoneQuietTest::breaksSilence);
    assertThat(before)
        .anySatisfy(
            it -> {
              assertThat(it.event()).isEqualTo(new PromiseMissed(call.clock(), call.cycle()));
              assertThat(it.at()).isBeforeOrEqualTo(since);
            });
    assertThat(before)
        .filteredOn(it -> it.event() instanceof Escalated other && isAfter(other, follows))
        .noneMatch(it -> isAbout((Escalated) it.event(), call) && it.at().isAfter(taken.at()));
    var tier = tierOf(follows, before);
    assertThat(call.tier())
        .isGreaterThanOrEqualTo(
            call.to().isEmpty() ? EscalationTiers.TOP : Math.min(tier + 1, EscalationTiers.TOP));
  }

  private static boolean isAfter(Escalated other, int number) {
    return other.number() != null && other.number() > number;
  }

  private static boolean isAbout(Escalated one, Escalated other) {
    return one.clock() == other.clock() && one.cycle() == other.cycle();
  }

  private static int tierOf(int number, List<RecordedEvent> history) {
    return history.stream()
        .map(RecordedEvent::event)
        .filter(Escalated.class::isInstance)
        .map(Escalated.class::cast)
        .filter(it -> Objects.equals(it.number(), number))
        .findFirst()
        .orElseThrow()
        .tier();
  }

  private static boolean breaksSilence(RecordedEvent recorded) {
    return recorded.tellsCaregiver()
        || (!recorded.isAutomatic() && handsOnOrSettles(recorded.event()));
  }

  private static boolean handsOnOrSettles(RequestEvent event) {
    return switch (event) {
      case Assigned _, Taken _, GivenBack _, HandedOver _ -> true;
      case Resolved _, Declined _ -> true;
      default -> false;
    };
  }

  @Property(tries = 300)
  void in_the_end_no_taken_escalation_is_the_last_of_a_promise_that_stays_missed(
      @ForAll long seed) {
    var life = RandomLife.of(seed);
    var request = live(life).request;

    if (request.progress().isOpen() && request.status() != RequestStatus.WAITING_FOR_CAREGIVER) {
      assertThat(request.clocks().inOrder())
          .filteredOn(GoneQuietTest::staysMissed)
          .allSatisfy(
              clock ->
                  assertThat(
                          request.ladder().inOrder().stream()
                              .filter(it -> isAbout(it, clock))
                              .max(Comparator.comparingInt(RequestEscalation::number)))
                      .map(RequestEscalation::state)
                      .isNotEqualTo(Optional.of(EscalationState.TAKEN)));
    }
  }

  private static boolean isAbout(RequestEscalation escalation, RequestClock clock) {
    return escalation.clock() == clock.kind() && escalation.cycle() == clock.cycle();
  }

  private static boolean staysMissed(RequestClock clock) {
    return clock.state() == ClockState.RUNNING
        && clock.verdict(PROMISES) == ClockVerdict.MISSED_OPEN;
  }

  /** The laws would say nothing of what never happens in these lives. */
  @Example
  void some_lives_go_quiet_with_a_tier_above_and_without() {
    var calls =
        LongStream.range(0, 1_000)
            .mapToObj(RandomLife::of)
            .flatMap(life -> live(life).history.stream())
            .map(RecordedEvent::event)
            .filter(
                it -> it instanceof Escalated call && call.cause() == EscalationCause.GONE_QUIET)
            .map(Escalated.class::cast)
            .toList();

    assertThat(calls).anyMatch(call -> call.to().isEmpty()).anyMatch(call -> !call.to().isEmpty());
  }

  /** Lives in which people who are called mostly answer. */
  private static RandomLife.Lived live(RandomLife life) {
    var lived = life.begin(PROMISES);
    var random = new Random(life.seed());
    var before = RandomLife.START;
    for (var act : life.acts()) {
      var pause = Duration.between(before, act.at()).toSeconds();
      for (int i = 0; i < 4 && pause > 0; i++) {
        before = before.plusSeconds(random.nextLong(1 + pause / 4));
        lived.tries(new RandomLife.Act(before, "answer", it -> answer(it, random.nextInt(9))));
      }
      lived.tries(act);
      before = act.at();
    }
    lived.lookAt(life.end());
    lived.lookAt(life.end().plus(Duration.ofDays(1)));
    return lived;
  }

  private static void answer(RequestActs acts, int which) {
    new CatchUp(acts.request(), acts.context()).toNow();
    var open =
        acts.request().ladder().inOrder().stream().filter(RequestEscalation::isOpen).toList();
    if (!open.isEmpty()) {
      var number = Integer.toString(open.get(which % open.size()).number());
      AnyNeed.does(
          acts,
          new RequestCommand.TakeEscalation(number, RequestCommand.Comment.NONE),
          AnyNeed.ADMINISTRATOR);
    }
  }
}
