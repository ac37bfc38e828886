package care.andon.sla.engine;

import static care.andon.sla.engine.Hours.UTC;
import static care.andon.sla.engine.Hours.calendar;
import static care.andon.sla.engine.Hours.openOn;
import static care.andon.sla.engine.Hours.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlaPreviewTest {
  private static final Instant TEN = Instant.parse("2026-03-05T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-03-05T11:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static SlaCase story(List<SlaAct> events, Instant asOf) {
    return story(HOUR, events, null, null, asOf);
  }

  private static SlaCase story(
      Duration target,
      List<SlaAct> events,
      @Nullable Duration pauseLimit,
      @Nullable List<Integer> steps,
      Instant asOf) {
    return new SlaCase(WorkCalendar.always(UTC), target, TEN, events, pauseLimit, steps, asOf);
  }

  private static void refused(String pointer, String code, ThrowingCallable story) {
    assertThatExceptionOfType(InvalidCase.class)
        .isThrownBy(story)
        .returns(pointer, InvalidCase::pointer)
        .returns(code, InvalidCase::code);
  }

  @Test
  void acts_at_the_moment_of_looking_are_applied_and_breaches_at_it_are_not() {
    assertThat(SlaPreview.evaluate(story(List.of(), ELEVEN)).verdict()).isEqualTo(Verdict.PENDING);
    assertThat(SlaPreview.evaluate(story(List.of(new SlaAct.Stop(ELEVEN)), ELEVEN)).verdict())
        .isEqualTo(Verdict.MET);
  }

  @Test
  void acts_after_the_moment_of_looking_are_ignored() {
    assertThat(SlaPreview.evaluate(story(List.of(new SlaAct.Stop(NOON)), ELEVEN)).state())
        .isEqualTo(ClockState.RUNNING);
  }

  @Test
  void acts_at_one_instant_happen_in_the_order_given() {
    var stopThenReopen = List.<SlaAct>of(new SlaAct.Stop(ELEVEN), new SlaAct.Reopen(ELEVEN));
    var reopenThenStop = List.<SlaAct>of(new SlaAct.Reopen(ELEVEN), new SlaAct.Stop(ELEVEN));

    assertThat(SlaPreview.evaluate(story(stopThenReopen, NOON)).state())
        .isEqualTo(ClockState.RUNNING);
    assertThat(SlaPreview.evaluate(story(reopenThenStop, NOON)).state())
        .isEqualTo(ClockState.STOPPED);
  }

  @Test
  void steps_are_listed_by_percent_and_only_where_asked_for() {
    assertThat(SlaPreview.evaluate(story(HOUR, List.of(), null, List.of(75, 50), NOON)).steps())
        .extracting(FiredStep::percent)
        .containsExactly(50, 75);
    assertThat(SlaPreview.evaluate(story(HOUR, List.of(), null, List.of(), NOON)).steps())
        .isEmpty();
    assertThat(SlaPreview.evaluate(story(List.of(), NOON)).steps()).isNull();
  }

  @Test
  void time_that_runs_backwards_is_refused() {
    refused("/asOf", "before_start", () -> story(List.of(), TEN.minusNanos(1_000)));
    refused(
        "/events/0/at",
        "before_start",
        () -> story(List.of(new SlaAct.Stop(TEN.minusSeconds(1))), NOON));
    refused(
        "/events/1/at",
        "out_of_order",
        () -> story(List.of(new SlaAct.Pause(NOON), new SlaAct.Resume(ELEVEN)), TEN));
  }

  @Test
  void durations_and_steps_out_of_bounds_are_refused() {
    refused(
        "/target",
        "duration_out_of_range",
        () -> story(Duration.ZERO, List.of(), null, null, NOON));
    refused(
        "/pauseLimit",
        "duration_out_of_range",
        () -> story(HOUR, List.of(), HOUR.negated(), null, NOON));
    refused(
        "/events/0/target",
        "duration_out_of_range",
        () -> story(List.of(new SlaAct.Raise(ELEVEN, Duration.ZERO)), NOON));
    refused(
        "/events/0/target",
        "duration_out_of_range",
        () -> story(List.of(new SlaAct.Lower(ELEVEN, Duration.ZERO)), NOON));
    refused(
        "/steps/1", "step_out_of_range", () -> story(HOUR, List.of(), null, List.of(50, 0), NOON));
    refused(
        "/steps/1", "duplicate_step", () -> story(HOUR, List.of(), null, List.of(50, 50), NOON));
  }

  @Test
  void what_is_refused_says_what_to_do_instead_and_where() {
    assertThatExceptionOfType(InvalidCase.class)
        .isThrownBy(() -> story(Duration.ZERO, List.of(), null, null, NOON))
        .satisfies(
            refused ->
                assertThat(refused)
                    .hasMessage("/target: " + refused.advice())
                    .extracting(InvalidCase::advice)
                    .asString()
                    .startsWith("Give "));
  }

  @Test
  void a_calendar_that_never_opens_after_the_start_is_refused() {
    var past = with(calendar(UTC, Map.of()), openOn("2026-03-05", "08:00-10:00"));

    assertThatExceptionOfType(InvalidCalendar.class)
        .isThrownBy(() -> new SlaCase(past, HOUR, TEN, List.of(), null, null, NOON))
        .returns("/calendar", InvalidCalendar::pointer)
        .returns("never_open", InvalidCalendar::code);
  }
}
