package care.andon.request.escalation;

import static care.andon.kernel.ClockKind.ACKNOWLEDGE;
import static care.andon.kernel.ClockKind.RESOLVE;
import static care.andon.kernel.ClockKind.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.history.RequestEvent.EscalationJoined;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Resolved;
import care.andon.kernel.ClockKind;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of several escalations of one request. */
class RequestEscalationsTest {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final PersonId GRACE = new PersonId(new UUID(6, 1));
  private static final PersonId MARIA = new PersonId(new UUID(6, 2));

  private final List<RequestEscalation> rows = new ArrayList<>();

  @Test
  void whoever_answers_answers_for_one_promise_and_no_other() {
    calls(ACKNOWLEDGE, 1, 1, GRACE);
    calls(RESOLVE, 1, 2, MARIA);
    calls(RESOLVE, 1, 3, MARIA);
    calls(UPDATE, 1, 1, GRACE);
    calls(UPDATE, 2, 1, GRACE);

    happens(new EscalationTaken(2, null, null, null), MARIA);
    assertThat(open()).containsExactly(1, 4, 5);

    happens(new EscalationTaken(5, null, null, null), GRACE);
    assertThat(open()).containsExactly(1, 4);
  }

  @Test
  void a_word_to_the_caregiver_settles_what_was_called_about_the_silence_only() {
    calls(ACKNOWLEDGE, 1, 1, GRACE);
    calls(UPDATE, 1, 1, GRACE);
    calls(RESOLVE, 1, 1, GRACE);

    happens(new Messaged(Audience.CAREGIVER, "Soon", false), MARIA);

    assertThat(open()).containsExactly(1, 3);
  }

  @Test
  void of_those_that_wait_for_the_same_instant_the_lowest_tier_climbs_first() {
    calls(RESOLVE, 1, 3, MARIA);
    calls(ACKNOWLEDGE, 1, 2, MARIA);
    calls(ACKNOWLEDGE, 1, 1, GRACE);

    assertThat(ladder().firstToAnswer()).map(RequestEscalation::number).contains(3);
  }

  @Test
  void whoever_was_called_once_was_called_also_when_that_is_over() {
    calls(ACKNOWLEDGE, 1, 1, GRACE);
    calls(ACKNOWLEDGE, 1, 2, MARIA);

    happens(new EscalationJoined(1, 2), null);

    assertThat(ladder().wentTo(GRACE)).isTrue();
    assertThat(ladder().wentTo(new PersonId(new UUID(6, 3)))).isFalse();
  }

  @Test
  void a_step_has_called_a_tier_for_its_clock_its_cycle_and_its_percentage() {
    calls(UPDATE, 2, 1, GRACE);

    assertThat(ladder().hasCalled(UPDATE, 2, 100, 1)).isTrue();
    assertThat(ladder().hasCalled(UPDATE, 1, 100, 1)).isFalse();
    assertThat(ladder().hasCalled(RESOLVE, 2, 100, 1)).isFalse();
    assertThat(ladder().hasCalled(UPDATE, 2, 200, 1)).isFalse();
    assertThat(ladder().hasCalled(UPDATE, 2, 100, 2)).isFalse();
  }

  @Test
  void the_last_call_about_a_kind_of_promise_is_the_latest_whatever_came_of_it() {
    calls(RESOLVE, 1, 1, GRACE);
    calls(RESOLVE, 1, 2, MARIA);
    calls(ACKNOWLEDGE, 1, 3, MARIA);
    happens(new Resolved("There"), MARIA);

    assertThat(ladder().last(RESOLVE)).map(RequestEscalation::number).contains(2);
    assertThat(ladder().last(UPDATE)).isEmpty();
  }

  private RequestEscalations ladder() {
    return new RequestEscalations(rows.size(), rows);
  }

  private List<Integer> open() {
    return ladder().inOrder().stream()
        .filter(RequestEscalation::isOpen)
        .map(RequestEscalation::number)
        .toList();
  }

  /** Because of a step of 100 %, and to be answered within five minutes. */
  private void calls(ClockKind clock, int cycle, int tier, PersonId who) {
    var escalated =
        new Escalated(
            clock,
            cycle,
            100,
            tier,
            List.of(who),
            rows.size() + 1,
            TEN.plus(Duration.ofMinutes(5)),
            EscalationCause.STEP,
            null);
    happens(escalated, null);
  }

  private void happens(RequestEvent event, @Nullable PersonId by) {
    var seq = rows.size() + 2;
    var recorded = new RecordedEvent(new RequestId(new UUID(5, 1)), seq, TEN, TEN, by, null, event);
    ladder().apply(recorded, false);
  }
}
