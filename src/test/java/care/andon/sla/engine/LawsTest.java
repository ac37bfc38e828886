package care.andon.sla.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.sla.engine.Stories.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for every calendar and every story. */
@Domain(Stories.class)
@Domain(DomainContext.Global.class)
class LawsTest {
  private static final long HUNDRED_YEARS_IN_MICROS = 3_155_760_000_000_000L;
  private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

  private static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void due_and_elapsed_are_inverses(
      @ForAll Moment moment,
      @ForAll @LongRange(max = 59_999_999) long microsOfMinute,
      @ForAll @LongRange(min = 1, max = HUNDRED_YEARS_IN_MICROS) long target) {
    var from = moment.at().plus(micros(microsOfMinute));
    var due = moment.calendar().dueAt(from, micros(target));

    due.ifPresent(
        at -> {
          assertThat(moment.calendar().openBetween(from, at)).isEqualTo(micros(target));
          assertThat(moment.calendar().openBetween(from, at.minus(MICROSECOND)))
              .isEqualTo(micros(target - 1));
        });
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void elapsed_is_additive_over_split_intervals(
      @ForAll Moment moment,
      @ForAll @LongRange(max = HUNDRED_YEARS_IN_MICROS) long first,
      @ForAll @LongRange(max = HUNDRED_YEARS_IN_MICROS) long second) {
    var middle = moment.at().plus(micros(first));
    var end = middle.plus(micros(second));

    assertThat(
            moment
                .calendar()
                .openBetween(moment.at(), middle)
                .plus(moment.calendar().openBetween(middle, end)))
        .isEqualTo(moment.calendar().openBetween(moment.at(), end));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void how_often_and_how_late_one_looks_changes_nothing(
      @ForAll SlaCase story,
      @ForAll @Size(max = 12) List<@IntRange(max = 240_000) Integer> secondsOfLooks) {
    var looks =
        secondsOfLooks.stream()
            .sorted()
            .map(seconds -> story.start().plusSeconds(seconds))
            .toList();

    assertThat(played(story, looks)).isEqualTo(played(story, List.of()));
  }

  /** The clock and every signal of its life, with looks in between. */
  private static ClockTransition played(SlaCase story, List<Instant> looks) {
    var clock = started(story);
    var signals = new ArrayList<SlaSignal>();
    var looked = 0;
    for (var act : story.events()) {
      for (; looked < looks.size() && looks.get(looked).isBefore(act.at()); looked++) {
        var seen = clock.advance(looks.get(looked));
        signals.addAll(seen.signals());
        clock = restored(seen.clock());
      }
      var moved = act.on(clock);
      signals.addAll(moved.signals());
      clock = restored(moved.clock());
    }
    var later = story.start().plus(3000, ChronoUnit.DAYS);
    for (var look : looks.subList(looked, looks.size())) {
      var seen = clock.advance(look);
      signals.addAll(seen.signals());
      clock = seen.clock();
    }
    var end = clock.advance(later);
    signals.addAll(end.signals());
    assertThat(signals).isSortedAccordingTo(Comparator.comparing(SlaSignal::at));
    return new ClockTransition(end.clock(), signals);
  }

  private static SlaClock started(SlaCase story) {
    var steps = story.steps() == null ? List.<Integer>of() : story.steps();
    return SlaClock.start(
        story.calendar(), story.target(), story.pauseLimit(), steps, story.start());
  }

  /** Written to columns and read back. */
  private static SlaClock restored(SlaClock clock) {
    return new SlaClock(
        clock.calendar(),
        clock.target(),
        clock.pauseLimit(),
        clock.stepPercents(),
        clock.startedAt(),
        clock.state(),
        clock.elapsed(),
        clock.accountedAt(),
        clock.resumesAt(),
        clock.stoppedAt(),
        clock.breachedAt(),
        clock.firedSteps());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void replaying_a_history_reproduces_every_stored_clock_and_verdict(@ForAll SlaCase story) {
    var stored = new ArrayList<SlaClock>();
    var clock = started(story);
    for (var act : story.events()) {
      clock = act.on(clock.advance(act.at()).clock()).clock();
      stored.add(clock);
    }

    for (var length = 1; length <= stored.size(); length++) {
      var replayed = started(story);
      for (var act : story.events().subList(0, length)) {
        replayed = act.on(replayed).clock();
      }
      assertThat(replayed).isEqualTo(stored.get(length - 1));
      assertThat(replayed.verdict()).isEqualTo(stored.get(length - 1).verdict());
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_stop_that_is_undone_never_happened(
      @ForAll SlaCase story,
      @ForAll @IntRange(max = 4000) int stoppedAfter,
      @ForAll @IntRange(max = 4000) int undoneAfter) {
    var stopped = story.start().plus(stoppedAfter, ChronoUnit.MINUTES);
    var undone = stopped.plus(undoneAfter, ChronoUnit.MINUTES);
    var before =
        story.events().stream()
            .filter(act -> !act.at().isAfter(stopped))
            .reduce(started(story), (clock, act) -> act.on(clock).clock(), (one, _) -> one);
    Assume.that(before.state() != ClockState.STOPPED);

    var again = before.stop(stopped).clock().undo(undone).clock();
    var never = before.resume(stopped).clock().advance(undone).clock();

    assertThat(again.dueAt()).isEqualTo(never.dueAt());
    assertThat(again.verdict()).isEqualTo(never.verdict());
    assertThat(again.firedSteps()).isEqualTo(never.firedSteps());
    assertThat(again.elapsedAt(undone)).isEqualTo(never.elapsedAt(undone));
    assertThat(again.grossAt(undone)).isEqualTo(never.grossAt(undone));
    assertThat(again.nextInstant()).isEqualTo(never.nextInstant());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_breach_is_for_ever(@ForAll SlaCase story) {
    var clock = started(story);
    for (var act : story.events()) {
      var before = clock;
      clock = act.on(clock).clock();
      if (before.breachedAt() != null) {
        assertThat(clock.breachedAt()).isEqualTo(before.breachedAt());
        assertThat(clock.target()).isEqualTo(before.target());
      }
      assertThat(clock.firedSteps().subList(0, before.firedSteps().size()))
          .isEqualTo(before.firedSteps());
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void nothing_happens_by_itself_before_the_next_instant_and_something_does_after(
      @ForAll SlaCase story) {
    var clock = started(story);
    for (var act : story.events()) {
      clock = act.on(clock).clock();
    }
    var next = clock.nextInstant();
    if (next.isEmpty()) {
      assertThat(clock.advance(story.start().plus(3000, ChronoUnit.DAYS)).signals()).isEmpty();
    } else {
      assertThat(clock.advance(next.get().minus(MICROSECOND)).signals()).isEmpty();
      assertThat(clock.advance(next.get().plus(MICROSECOND)).signals())
          .first()
          .returns(next.get(), SlaSignal::at);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void an_unbreached_running_clock_is_breached_at_its_due_instant_and_not_before(
      @ForAll SlaCase story) {
    var clock = started(story);
    for (var act : story.events()) {
      clock = act.on(clock).clock();
    }
    Assume.that(clock.state() == ClockState.RUNNING && clock.breachedAt() == null);
    var due = clock.dueAt().orElseThrow();

    assertThat(clock.elapsedAt(due)).isEqualTo(clock.target());
    assertThat(clock.stop(due).clock().verdict()).isEqualTo(Verdict.MET);
    assertThat(clock.stop(due.plus(MICROSECOND)).clock().breachedAt()).isEqualTo(due);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_paused_clock_knows_when_it_falls_due_after_the_pause(@ForAll SlaCase story) {
    var clock = started(story);
    for (var act : story.events()) {
      clock = act.on(clock).clock();
      var resumesAt = clock.resumesAt();
      assertThat(clock.dueAfterPause())
          .isEqualTo(
              resumesAt == null || clock.breachedAt() != null
                  ? Optional.empty()
                  : clock.advance(resumesAt).clock().dueAt());
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_pause_never_makes_a_verdict_worse(
      @ForAll SlaCase story,
      @ForAll @IntRange(max = 3000) int pausedAt,
      @ForAll @IntRange(max = 3000) int minutes) {
    var without = withEvents(story, story.events().stream().filter(act -> !isPause(act)).toList());
    var with = paused(without, pausedAt, minutes);

    if (SlaPreview.evaluate(with).breachedAt() != null) {
      assertThat(SlaPreview.evaluate(without).breachedAt())
          .isNotNull()
          .isBeforeOrEqualTo(SlaPreview.evaluate(with).breachedAt());
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE, maxDiscardRatio = 50)
  void a_pause_wholly_inside_closed_hours_changes_nothing(
      @ForAll SlaCase story,
      @ForAll @IntRange(max = 3000) int pausedAt,
      @ForAll @IntRange(min = 1, max = 600) int minutes) {
    var from = story.start().plus(pausedAt, ChronoUnit.MINUTES);
    var to = from.plus(minutes, ChronoUnit.MINUTES);
    Assume.that(story.calendar().openBetween(from, to).isZero());
    Assume.that(story.events().stream().noneMatch(act -> isWithin(act.at(), from, to)));
    Assume.that(!to.isAfter(story.asOf()));
    var clock = started(story);
    for (var act : story.events()) {
      clock = act.at().isBefore(from) ? act.on(clock).clock() : clock;
    }
    clock = clock.advance(from).clock();
    Assume.that(clock.state() == ClockState.RUNNING);
    Assume.that(clock.nextInstant().filter(at -> isWithin(at, from, to)).isEmpty());
    Assume.that(clock.dueAt().filter(at -> isWithin(at, from, to)).isEmpty());

    assertThat(SlaPreview.evaluate(paused(story, pausedAt, minutes)))
        .isEqualTo(SlaPreview.evaluate(story));
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  private static boolean isPause(SlaAct act) {
    return act instanceof SlaAct.Pause || act instanceof SlaAct.Resume;
  }

  private static SlaCase paused(SlaCase story, int afterMinutes, int minutes) {
    var from = story.start().plus(afterMinutes, ChronoUnit.MINUTES);
    var events = new ArrayList<>(story.events());
    events.add(new SlaAct.Pause(from));
    events.add(new SlaAct.Resume(from.plus(minutes, ChronoUnit.MINUTES)));
    events.sort(Comparator.comparing(SlaAct::at));
    return withEvents(story, events);
  }

  private static SlaCase withEvents(SlaCase story, List<SlaAct> events) {
    return new SlaCase(
        story.calendar(),
        story.target(),
        story.start(),
        events,
        story.pauseLimit(),
        story.steps(),
        story.asOf());
  }
}
