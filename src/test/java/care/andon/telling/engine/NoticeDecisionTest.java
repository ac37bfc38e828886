package care.andon.telling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Impact;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a message is still needed. */
class NoticeDecisionTest {
  private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # occasion     | concerned | took it | on duty | tries | due   | hours ago | decision
          ESCALATED      | true      | false   | false   | 0     | true  | 0         | SEND
          ESCALATED      | true      | false   | false   | 7     | true  | 0         | SEND
          ESCALATED      | true      | false   | false   | 8     | true  | 0         | GIVE_UP
          ESCALATED      | true      | false   | false   | 8     | false | 0         | WAIT
          ESCALATED      | true      | false   | false   | 1     | false | 0         | WAIT
          ESCALATED      | false     | false   | false   | 0     | true  | 0         | OVER
          ESCALATED      | false     | false   | false   | 1     | false | 0         | STAND_DOWN
          ESCALATED      | false     | true    | false   | 1     | true  | 0         | OVER
          ESCALATED      | true      | false   | false   | 0     | true  | 25        | STALE
          WARNED         | true      | false   | true    | 0     | true  | 0         | SEND
          WARNED         | true      | false   | false   | 0     | true  | 0         | OFF_DUTY
          WARNED         | true      | false   | true    | 0     | false | 0         | WAIT
          WARNED         | false     | false   | true    | 0     | true  | 0         | OVER
          WARNED         | false     | false   | true    | 1     | true  | 0         | OVER
          RESOLVED       | true      | false   | false   | 0     | true  | 0         | SEND
          """)
  void is_decided_by_the_state_now(
      NoticeOccasion occasion,
      boolean concerned,
      boolean tookIt,
      boolean onDuty,
      int tries,
      boolean due,
      int hoursAgo,
      NoticeDecision decision) {
    var planned = NOW.minus(Duration.ofHours(hoursAgo));

    assertThat(
            NoticeDecision.of(
                new NoticeDecision.State(
                    occasion,
                    Impact.IMPROVEMENT,
                    concerned,
                    tookIt,
                    onDuty,
                    false,
                    tries,
                    due,
                    planned),
                NOW))
        .isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # occasion     | impact          | on duty | concerned | tries | due   | hours ago | decision
          RESOLVED       | PATIENT_WAITING | false   | true      | 0     | true  | 0         | SEND
          RESOLVED       | THIS_SHIFT      | false   | true      | 0     | true  | 0         | HOLD
          RESOLVED       | THIS_SHIFT      | true    | true      | 0     | true  | 0         | SEND
          RESOLVED       | SLOWS_CARE      | true    | true      | 0     | true  | 0         | HOLD
          RESOLVED       | IMPROVEMENT     | false   | true      | 0     | true  | 0         | HOLD
          RESOLVED       | IMPROVEMENT     | false   | true      | 0     | false | 0         | WAIT
          RESOLVED       | IMPROVEMENT     | false   | true      | 0     | true  | 25        | STALE
          WARNED         | PATIENT_WAITING | true    | true      | 0     | true  | 0         | SEND
          WARNED         | THIS_SHIFT      | true    | true      | 0     | true  | 0         | SEND
          WARNED         | SLOWS_CARE      | true    | true      | 0     | true  | 0         | HOLD
          WARNED         | SLOWS_CARE      | false   | true      | 0     | true  | 0         | OFF_DUTY
          WARNED         | SLOWS_CARE      | true    | false     | 0     | true  | 0         | OVER
          ESCALATED      | PATIENT_WAITING | false   | true      | 0     | true  | 0         | SEND
          ESCALATED      | THIS_SHIFT      | false   | true      | 0     | true  | 0         | SEND
          ESCALATED      | SLOWS_CARE      | false   | true      | 3     | true  | 0         | SEND
          ESCALATED      | IMPROVEMENT     | false   | true      | 0     | true  | 0         | SEND
          ESCALATED      | IMPROVEMENT     | false   | false     | 1     | true  | 0         | STAND_DOWN
          LAST_RESORT    | IMPROVEMENT     | false   | true      | 0     | true  | 0         | SEND
          """)
  void in_quiet_hours_only_what_can_wait_is_held(
      NoticeOccasion occasion,
      Impact impact,
      boolean onDuty,
      boolean concerned,
      int tries,
      boolean due,
      int hoursAgo,
      NoticeDecision decision) {
    var usefulFrom = NOW.minus(Duration.ofHours(hoursAgo));

    assertThat(
            NoticeDecision.of(
                new NoticeDecision.State(
                    occasion, impact, concerned, false, onDuty, true, tries, due, usefulFrom),
                NOW))
        .isEqualTo(decision);
  }

  @Test
  void people_are_paged_more_often_when_a_patient_waits() {
    assertThat(NoticeDecision.repeatAfter(Impact.PATIENT_WAITING)).isEqualTo(Duration.ofMinutes(2));
    assertThat(NoticeDecision.repeatAfter(Impact.THIS_SHIFT)).isEqualTo(Duration.ofMinutes(5));
  }
}
