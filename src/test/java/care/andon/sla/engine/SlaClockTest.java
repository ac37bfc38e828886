package care.andon.sla.engine;

import static care.andon.sla.engine.Hours.UTC;
import static care.andon.sla.engine.Hours.calendar;
import static care.andon.sla.engine.Hours.openOn;
import static care.andon.sla.engine.Hours.with;
import static care.andon.sla.engine.ThursdayClocks.HOUR;
import static care.andon.sla.engine.ThursdayClocks.always;
import static care.andon.sla.engine.ThursdayClocks.at;
import static care.andon.sla.engine.ThursdayClocks.clock;
import static care.andon.sla.engine.ThursdayClocks.just;
import static care.andon.sla.engine.ThursdayClocks.minutes;
import static care.andon.sla.engine.ThursdayClocks.oneHour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import care.andon.sla.engine.SlaSignal.Breached;
import care.andon.sla.engine.SlaSignal.StepFired;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** All on Thursday 2026-03-05 unless said otherwise; around the clock unless said otherwise. */
class SlaClockTest {
  @Nested
  class Due {
    @Test
    void stopped_at_the_due_instant_is_met() {
      var stopped = oneHour().stop(at("11:00"));

      assertThat(stopped.signals()).isEmpty();
      assertThat(stopped.clock().verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void stopped_a_microsecond_later_is_missed_at_the_due_instant() {
      var stopped = oneHour().stop(just("11:00"));

      assertThat(stopped.signals()).containsExactly(new Breached(at("11:00")));
      assertThat(stopped.clock().verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void looked_at_exactly_when_due_nothing_is_breached_yet() {
      var clock = oneHour(100);

      assertThat(clock.advance(at("11:00")).signals()).isEmpty();
      assertThat(clock.advance(at("11:00")).clock()).isSameAs(clock);
      assertThat(clock.advance(just("11:00")).signals())
          .containsExactly(new Breached(at("11:00")), new StepFired(100, at("11:00")));
    }

    @Test
    void still_running_after_a_breach_is_missed_open_and_due_stays_the_breach() {
      var clock = oneHour().advance(at("15:00")).clock();

      assertThat(clock.verdict()).isEqualTo(Verdict.MISSED_OPEN);
      assertThat(clock.dueAt()).contains(at("11:00"));
      assertThat(clock.stop(at("16:00")).clock().dueAt()).contains(at("11:00"));
      assertThat(clock.pause(at("16:00")).clock().dueAt()).contains(at("11:00"));
    }

    @Test
    void paused_and_stopped_clocks_have_no_due_instant_but_a_promised_one() {
      var paused = oneHour().pause(at("10:20")).clock();
      var stopped = oneHour().stop(at("10:20")).clock();

      assertThat(paused.dueAt()).isEmpty();
      assertThat(stopped.dueAt()).isEmpty();
      assertThat(paused.promisedAt()).contains(at("11:00"));
      assertThat(stopped.promisedAt()).contains(at("11:00"));
    }

    @Test
    void open_time_that_ends_before_the_target_is_never_due_and_stays_pending() {
      var twoHours = with(calendar(UTC, Map.of()), openOn("2026-03-05", "10:00-12:00"));
      var clock = SlaClock.start(twoHours, Duration.ofHours(4), null, List.of(50, 75), at("10:00"));

      var much_later = clock.advance(Instant.parse("2100-01-01T00:00:00Z"));

      assertThat(clock.dueAt()).isEmpty();
      assertThat(much_later.signals()).containsExactly(new StepFired(50, at("12:00")));
      assertThat(much_later.clock().nextInstant()).isEmpty();
      assertThat(much_later.clock().verdict()).isEqualTo(Verdict.PENDING);
      assertThat(much_later.clock().elapsedAt(Instant.parse("2100-01-01T00:00:00Z")))
          .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void instants_finer_than_a_microsecond_count_as_the_microsecond_they_lie_in() {
      var clock = SlaClock.start(always(), HOUR, null, List.of(), at("10:00:00.0000019"));

      assertThat(clock.startedAt()).isEqualTo(at("10:00:00.000001"));
      assertThat(clock.stop(at("11:00:00.0000015")).clock().verdict()).isEqualTo(Verdict.MET);
      assertThat(clock.stop(at("11:00:00.000002")).clock().verdict()).isEqualTo(Verdict.MISSED);
    }
  }

  @Nested
  class A_breach_is_for_ever {
    private final SlaClock breached = oneHour().advance(at("12:00")).clock();

    @Test
    void resolved_late_between_two_scans_is_missed() {
      var never_looked_at = oneHour().stop(at("12:00")).clock();

      assertThat(never_looked_at.verdict()).isEqualTo(Verdict.MISSED);
      assertThat(never_looked_at.breachedAt()).isEqualTo(at("11:00"));
    }

    @Test
    void closing_does_not_erase_it() {
      assertThat(breached.stop(at("12:30")).clock().breachedAt()).isEqualTo(at("11:00"));
    }

    @Test
    void a_changed_impact_does_not_erase_it_and_does_not_touch_the_target() {
      assertThat(breached.lower(at("12:30"), Duration.ofDays(5)).clock()).isEqualTo(breached);
      assertThat(breached.raise(at("12:30"), minutes(5)).clock()).isEqualTo(breached);
    }

    @Test
    void reopening_does_not_erase_it() {
      var reopened = breached.stop(at("12:30")).clock().reopen(at("13:00")).clock();

      assertThat(reopened.breachedAt()).isEqualTo(at("11:00"));
      assertThat(reopened.verdict()).isEqualTo(Verdict.MISSED_OPEN);
    }

    @Test
    void it_is_told_once() {
      assertThat(breached.advance(at("23:00")).signals()).isEmpty();
      assertThat(breached.nextInstant()).isEmpty();
    }
  }

  @Nested
  class Impact {
    @Test
    void raising_promises_the_new_target_from_here() {
      assertThat(oneHour().raise(at("10:20"), minutes(15)).clock().dueAt()).contains(at("10:35"));
    }

    @Test
    void raising_never_gives_more_time() {
      assertThat(oneHour().raise(at("10:50"), minutes(15)).clock().dueAt()).contains(at("11:00"));
    }

    @Test
    void lowering_gives_the_longer_target_from_the_start() {
      assertThat(oneHour().lower(at("10:20"), minutes(90)).clock().dueAt()).contains(at("11:30"));
      assertThat(oneHour().lower(at("10:20"), minutes(30)).clock().dueAt()).contains(at("11:00"));
    }

    @Test
    void an_impact_that_promises_what_is_promised_already_leaves_the_clock_as_it_is() {
      assertThat(oneHour().raise(at("10:20"), minutes(40)).clock()).isEqualTo(oneHour());
      assertThat(oneHour().lower(at("10:20"), HOUR).clock()).isEqualTo(oneHour());
    }

    @Test
    void lowered_at_the_due_instant_is_in_time() {
      assertThat(oneHour().lower(at("11:00"), minutes(90)).clock().dueAt()).contains(at("11:30"));
    }

    @Test
    void both_apply_while_paused() {
      var paused = oneHour().pause(at("10:20")).clock();

      assertThat(paused.raise(at("10:30"), minutes(15)).clock().resume(at("12:00")).clock().dueAt())
          .contains(at("12:15"));
      assertThat(paused.lower(at("10:30"), minutes(90)).clock().resume(at("12:00")).clock().dueAt())
          .contains(at("13:10"));
    }
  }

  @Nested
  class Steps {
    @Test
    void thresholds_are_exact() {
      assertThat(clock(minutes(50), null, 75).nextInstant()).contains(at("10:37:30"));
      assertThat(SlaTerms.share(Duration.ofNanos(1_000), 33)).isEqualTo(Duration.ofNanos(1_000));
      assertThat(SlaTerms.share(SlaClock.LONGEST_TARGET, 1000))
          .isEqualTo(SlaClock.LONGEST_TARGET.multipliedBy(10));
    }

    @Test
    void every_step_missed_in_downtime_fires_once_with_the_instant_it_was_due() {
      var moved = oneHour(50, 75, 100, 150).advance(at("20:00"));

      assertThat(moved.signals())
          .containsExactly(
              new StepFired(50, at("10:30")),
              new StepFired(75, at("10:45")),
              new Breached(at("11:00")),
              new StepFired(100, at("11:00")),
              new StepFired(150, at("11:30")));
      assertThat(moved.clock().firedSteps())
          .extracting(FiredStep::percent)
          .containsExactly(50, 75, 100, 150);
    }

    @Test
    void a_second_replica_that_looks_at_what_the_first_stored_fires_nothing() {
      var stored = oneHour(50, 75).advance(at("10:50")).clock();

      assertThat(stored.advance(at("10:50")).signals()).isEmpty();
    }

    @Test
    void looked_at_exactly_then_a_step_has_not_fired_and_an_act_comes_first() {
      var stopped = oneHour(50).stop(at("10:30"));

      assertThat(stopped.signals()).isEmpty();
      assertThat(stopped.clock().reopen(at("12:00")).clock().advance(at("12:01")).signals())
          .containsExactly(new StepFired(50, at("12:00")));
    }

    @Test
    void a_fired_step_stays_fired_when_the_target_grows() {
      var lowered =
          oneHour(50, 75).advance(at("10:40")).clock().lower(at("10:40"), Duration.ofHours(2));

      assertThat(lowered.clock().advance(at("11:45")).signals())
          .containsExactly(new StepFired(75, at("11:30")));
    }

    @Test
    void raising_may_bring_a_step_to_this_very_instant() {
      var raised = oneHour(75).raise(at("10:40"), minutes(5));

      assertThat(raised.signals()).isEmpty();
      assertThat(raised.clock().advance(just("10:40")).signals())
          .containsExactly(new StepFired(75, at("10:40")));
    }

    @Test
    void a_paused_clock_fires_nothing_until_it_runs() {
      var paused = oneHour(50).pause(at("10:30")).clock();

      assertThat(paused.advance(at("14:00")).signals()).isEmpty();
      assertThat(paused.resume(at("15:00")).clock().advance(at("15:01")).signals())
          .containsExactly(new StepFired(50, at("15:00")));
    }

    @Test
    void a_stopped_clock_has_nothing_to_come() {
      assertThat(oneHour(50, 150).stop(at("10:10")).clock().nextInstant()).isEmpty();
    }

    @Test
    void the_next_instant_is_step_then_breach_then_step() {
      var clock = oneHour(50, 150);

      assertThat(clock.nextInstant()).contains(at("10:30"));
      assertThat(clock.advance(at("10:31")).clock().nextInstant()).contains(at("11:00"));
      assertThat(clock.advance(at("11:01")).clock().nextInstant()).contains(at("11:30"));
    }
  }

  @Nested
  class Refused {
    @Test
    void an_act_before_what_has_already_happened() {
      var paused = oneHour().pause(at("10:20")).clock();

      assertThatIllegalArgumentException().isThrownBy(() -> paused.resume(at("10:19")));
    }

    @Test
    void durations_that_promise_nothing() {
      for (var none :
          List.of(
              Duration.ZERO,
              Duration.ofHours(-1),
              Duration.ofNanos(1_500),
              SlaClock.LONGEST_TARGET.plusNanos(1_000))) {
        assertThatIllegalArgumentException().isThrownBy(() -> clock(none, null));
        assertThatIllegalArgumentException().isThrownBy(() -> clock(HOUR, none));
        assertThatIllegalArgumentException().isThrownBy(() -> oneHour().raise(at("10:20"), none));
        assertThatIllegalArgumentException().isThrownBy(() -> oneHour().lower(at("10:20"), none));
      }
    }

    @Test
    void no_duration_from_a_microsecond_to_a_hundred_years() {
      for (var some : List.of(Duration.ofNanos(1_000), SlaClock.LONGEST_TARGET)) {
        assertThat(clock(some, some).dueAt()).contains(at("10:00").plus(some));
      }
    }

    @Test
    void steps_out_of_order_or_out_of_bounds() {
      for (var steps : List.of(List.of(0), List.of(1001), List.of(75, 50), List.of(50, 50))) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> SlaClock.start(always(), HOUR, null, steps, at("10:00")));
      }
    }

    @Test
    void a_stored_clock_that_contradicts_itself() {
      var clock = oneHour(50);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> restored(clock, ClockState.STOPPED, null, null, List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> restored(clock, ClockState.RUNNING, at("11:00"), null, List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> restored(clock, ClockState.RUNNING, null, at("11:00"), List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  restored(
                      clock,
                      ClockState.RUNNING,
                      null,
                      null,
                      List.of(new FiredStep(75, at("10:30")))));
      assertThatIllegalArgumentException()
          .as("more fired than there are")
          .isThrownBy(
              () ->
                  restored(
                      clock,
                      ClockState.RUNNING,
                      null,
                      null,
                      List.of(new FiredStep(50, at("10:30")), new FiredStep(75, at("10:45")))));
    }

    private static SlaClock restored(
        SlaClock clock,
        ClockState state,
        @Nullable Instant resumesAt,
        @Nullable Instant stoppedAt,
        List<FiredStep> fired) {
      return new SlaClock(
          clock.calendar(),
          clock.target(),
          clock.pauseLimit(),
          clock.stepPercents(),
          clock.startedAt(),
          state,
          clock.elapsed(),
          clock.accountedAt(),
          resumesAt,
          stoppedAt,
          null,
          fired);
    }
  }
}
