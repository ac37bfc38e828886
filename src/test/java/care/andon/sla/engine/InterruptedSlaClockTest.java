package care.andon.sla.engine;

import static care.andon.sla.engine.Hours.UTC;
import static care.andon.sla.engine.Hours.office;
import static care.andon.sla.engine.ThursdayClocks.HOUR;
import static care.andon.sla.engine.ThursdayClocks.at;
import static care.andon.sla.engine.ThursdayClocks.clock;
import static care.andon.sla.engine.ThursdayClocks.just;
import static care.andon.sla.engine.ThursdayClocks.minutes;
import static care.andon.sla.engine.ThursdayClocks.oneHour;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.sla.engine.SlaSignal.Breached;
import care.andon.sla.engine.SlaSignal.Resumed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Clocks that pause, or stop and are reopened. All on Thursday 2026-03-05 unless said otherwise;
 * around the clock unless said otherwise.
 */
class InterruptedSlaClockTest {
  @Nested
  class Pauses {
    @Test
    void a_paused_clock_cannot_breach() {
      var paused = oneHour().pause(at("10:59")).clock();

      assertThat(paused.advance(at("23:00")).signals()).isEmpty();
      assertThat(paused.nextInstant()).isEmpty();
    }

    @Test
    void only_a_pause_that_ends_by_itself_says_when_it_falls_due_afterwards() {
      var limited = clock(HOUR, minutes(30));

      assertThat(limited.pause(at("10:20")).clock().dueAfterPause()).contains(at("11:30"));
      assertThat(oneHour().pause(at("10:20")).clock().dueAfterPause()).isEmpty();
      assertThat(limited.dueAfterPause()).isEmpty();
      assertThat(limited.stop(at("10:20")).clock().dueAfterPause()).isEmpty();
      assertThat(limited.pause(at("11:20")).clock().dueAfterPause()).isEmpty();
    }

    @Test
    void resuming_moves_due_by_the_pause() {
      var resumed = oneHour().pause(at("10:20")).clock().resume(at("10:50")).clock();

      assertThat(resumed.dueAt()).contains(at("11:30"));
    }

    @Test
    void a_weekend_pause_adds_open_time_only() {
      var fri_2026_03_06_16 = Instant.parse("2026-03-06T16:00:00Z");
      var mon_2026_03_09_09 = Instant.parse("2026-03-09T09:00:00Z");
      var clock = SlaClock.start(office(UTC), Duration.ofHours(10), null, List.of(), at("09:00"));

      var resumed = clock.pause(fri_2026_03_06_16).clock().resume(mon_2026_03_09_09).clock();

      assertThat(clock.dueAt()).contains(Instant.parse("2026-03-06T10:00:00Z"));
      assertThat(resumed.breachedAt()).isEqualTo(Instant.parse("2026-03-06T10:00:00Z"));

      var longer = SlaClock.start(office(UTC), Duration.ofHours(20), null, List.of(), at("09:00"));
      assertThat(longer.dueAt()).contains(Instant.parse("2026-03-09T11:00:00Z"));
      assertThat(longer.pause(fri_2026_03_06_16).clock().resume(mon_2026_03_09_09).clock().dueAt())
          .contains(Instant.parse("2026-03-09T13:00:00Z"));
    }

    @Test
    void pause_credit_survives_a_change_of_target() {
      var resumed = oneHour().pause(at("10:10")).clock().resume(at("12:10")).clock();

      var lowered = resumed.lower(at("12:20"), Duration.ofHours(2)).clock();
      var raised = lowered.raise(at("12:30"), minutes(40)).clock();

      assertThat(lowered.dueAt()).contains(at("14:00"));
      assertThat(raised.dueAt()).contains(at("13:10"));
      assertThat(raised.elapsedAt(at("12:30"))).isEqualTo(minutes(30));
    }

    @Test
    void resolving_straight_from_a_pause_leaves_the_pause_out() {
      var stopped = oneHour().pause(at("10:30")).clock().stop(at("18:00")).clock();

      assertThat(stopped.elapsed()).isEqualTo(minutes(30));
      assertThat(stopped.verdict()).isEqualTo(Verdict.MET);
      assertThat(stopped.grossAt(at("20:00"))).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void a_limited_pause_ends_by_itself_whether_or_not_anyone_looked() {
      var paused = clock(HOUR, minutes(30)).pause(at("10:30")).clock();

      assertThat(paused.nextInstant()).contains(at("11:00"));
      assertThat(paused.advance(at("10:59")).clock()).isSameAs(paused);
      assertThat(paused.advance(at("11:00")).signals()).containsExactly(new Resumed(at("11:00")));
      assertThat(paused.advance(at("15:00")).signals())
          .containsExactly(new Resumed(at("11:00")), new Breached(at("11:30")));
      assertThat(paused.elapsedAt(at("11:10"))).isEqualTo(minutes(40));
    }

    @Test
    void a_second_pause_does_not_restart_the_limit() {
      var paused = clock(HOUR, minutes(30)).pause(at("10:30")).clock();

      assertThat(paused.pause(at("10:45")).clock()).isSameAs(paused);
    }

    @Test
    void a_resume_after_the_automatic_one_changes_nothing() {
      var resumed = clock(HOUR, minutes(30)).pause(at("10:30")).clock().resume(at("11:15"));

      assertThat(resumed.signals()).containsExactly(new Resumed(at("11:00")));
      assertThat(resumed.clock().dueAt()).contains(at("11:30"));
    }

    @Test
    void the_automatic_resume_comes_before_an_act_at_its_instant() {
      var paused = clock(HOUR, minutes(30)).pause(at("10:30")).clock();

      var again = paused.pause(at("11:00"));

      assertThat(again.signals()).containsExactly(new Resumed(at("11:00")));
      assertThat(again.clock().resumesAt()).isEqualTo(at("11:30"));
    }

    @Test
    void paused_exactly_at_due_is_in_time_until_it_runs_again() {
      var paused = oneHour().pause(at("11:00")).clock();
      var resumed = paused.resume(at("14:00")).clock();

      assertThat(paused.advance(at("13:00")).clock().verdict()).isEqualTo(Verdict.PENDING);
      assertThat(resumed.dueAt()).contains(at("14:00"));
      assertThat(resumed.advance(at("15:00")).signals()).containsExactly(new Breached(at("14:00")));
    }

    @Test
    void pausing_a_stopped_clock_changes_nothing() {
      var stopped = oneHour().stop(at("10:30")).clock();

      assertThat(stopped.pause(at("10:40")).clock()).isSameAs(stopped);
      assertThat(stopped.resume(at("10:40")).clock()).isSameAs(stopped);
    }
  }

  @Nested
  class Stopping_and_reopening {
    @Test
    void time_spent_stopped_is_neither_work_nor_pause() {
      var reopened = oneHour().stop(at("10:20")).clock().reopen(at("12:00")).clock();

      assertThat(reopened.verdict()).isEqualTo(Verdict.PENDING);
      assertThat(reopened.elapsedAt(at("12:10"))).isEqualTo(minutes(30));
      assertThat(reopened.dueAt()).contains(at("12:40"));
    }

    @Test
    void a_stop_that_was_reopened_never_happened_to_the_gross_time() {
      var stopped = oneHour().stop(at("10:20")).clock();

      assertThat(stopped.grossAt(at("12:00"))).isEqualTo(minutes(20));
      assertThat(stopped.reopen(at("12:00")).clock().grossAt(at("12:30"))).isEqualTo(minutes(150));
    }

    @Test
    void stopped_exactly_at_due_and_reopened_it_is_breached_where_it_runs_again() {
      var reopened = oneHour().stop(at("11:00")).clock().reopen(at("12:00"));

      assertThat(reopened.signals()).isEmpty();
      assertThat(reopened.clock().dueAt()).contains(at("12:00"));
      assertThat(reopened.clock().stop(at("12:00")).clock().verdict()).isEqualTo(Verdict.MET);
      assertThat(reopened.clock().stop(just("12:00")).clock().breachedAt()).isEqualTo(at("12:00"));
    }

    @Test
    void reopened_outside_hours_with_nothing_left_it_is_breached_there_and_then() {
      var sun_2026_03_08 = Instant.parse("2026-03-08T12:00:00Z");
      var clock = SlaClock.start(office(UTC), HOUR, null, List.of(), at("16:00"));

      var reopened = clock.stop(at("17:00")).clock().reopen(sun_2026_03_08).clock();

      assertThat(reopened.advance(sun_2026_03_08.plusSeconds(1)).signals())
          .containsExactly(new Breached(sun_2026_03_08));
    }

    @Test
    void stopping_twice_and_reopening_a_running_clock_change_nothing() {
      var running = oneHour();
      var stopped = running.stop(at("10:20")).clock();

      assertThat(stopped.stop(at("10:30")).clock()).isSameAs(stopped);
      assertThat(running.reopen(at("10:30")).clock()).isSameAs(running);
    }

    @Test
    void a_stopped_clock_keeps_its_target() {
      var stopped = oneHour().stop(at("10:20")).clock();

      assertThat(stopped.raise(at("10:30"), minutes(5)).clock()).isSameAs(stopped);
      assertThat(stopped.lower(at("10:30"), Duration.ofDays(5)).clock()).isSameAs(stopped);
    }
  }
}
