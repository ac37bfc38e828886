package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.RecordedEvent;
import care.andon.request.query.ClockHistory;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.SlaSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What the account of a clock says can be recomputed by hand, with the calendar beside it. */
class ClockHistoryTest {

  @Property
  void the_open_time_of_the_running_stretches_is_what_has_elapsed(
      @ForAll long seed, @ForAll boolean office) {
    var promises = promises(office);
    var told = Told.of(seed, promises);

    for (var account : ClockHistory.of(told.lived.history, promises, told.now)) {
      var engine = account.clock().clock(promises);
      assertThat(byHand(account, engine, told.now))
          .as("%s %s", account.clock().kind(), account.clock().cycle())
          .isEqualTo(engine.elapsedAt(told.now));
      assertThat(account.present().state()).isEqualTo(engine.state());
      Statistics.collect(account.clock().kind(), engine.verdict());
    }
  }

  @Property
  void the_account_is_that_of_the_request_as_it_is(@ForAll long seed, @ForAll boolean office) {
    var promises = promises(office);
    var told = Told.of(seed, promises);

    var accounts = ClockHistory.of(told.lived.history, promises, told.now);
    told.lived.lookAt(told.now);

    assertThat(accounts)
        .extracting(account -> account.clock().clock(promises))
        .isEqualTo(
            told.lived.request.clocks().inOrder().stream()
                .map(clock -> clock.clock(promises))
                .toList());
  }

  @Property
  void the_account_is_the_same_without_words(@ForAll long seed, @ForAll boolean office) {
    var promises = promises(office);
    var told = Told.of(seed, promises);
    var erased = told.lived.history.stream().map(Wordless::of).toList();

    assertThat(inShort(erased, promises, told.now))
        .isEqualTo(inShort(told.lived.history, promises, told.now));
  }

  private static List<String> inShort(List<RecordedEvent> history, Promises promises, Instant now) {
    return ClockHistory.of(history, promises, now).stream()
        .flatMap(
            account ->
                Stream.concat(
                    Stream.of(account.clock().clock(promises).toString()),
                    account.stretches().stream()
                        .map(it -> it.state() + " " + it.from() + " " + it.until())))
        .toList();
  }

  @Property
  void due_is_where_the_last_stretch_uses_up_what_the_others_left(
      @ForAll long seed, @ForAll boolean office) {
    var promises = promises(office);
    var told = Told.of(seed, promises);

    for (var account : ClockHistory.of(told.lived.history, promises, told.now)) {
      var engine = account.clock().clock(promises);
      if (engine.breachedAt() == null && engine.state() == ClockState.RUNNING) {
        var before = Duration.ZERO;
        for (var stretch : account.stretches()) {
          if (stretch.state() == ClockState.RUNNING && stretch.until() != null) {
            before = before.plus(stretch.openTime(engine, told.now));
          }
        }
        assertThat(
                engine
                    .calendar()
                    .dueAt(
                        account.present().from(),
                        account.targets().getLast().target().minus(before)))
            .isEqualTo(engine.dueAt());
      }
    }
  }

  @Property
  void a_breach_is_where_the_running_stretches_reach_the_target_of_that_time(
      @ForAll long seed, @ForAll boolean office) {
    var promises = promises(office);
    var told = Told.of(seed, promises);

    for (var account : ClockHistory.of(told.lived.history, promises, told.now)) {
      var engine = account.clock().clock(promises);
      var breachedAt = engine.breachedAt();
      if (breachedAt != null) {
        var target =
            account.targets().stream()
                .filter(it -> !it.from().isAfter(breachedAt))
                .reduce((first, second) -> second)
                .orElseThrow()
                .target();
        assertThat(elapsedUntil(account, engine, breachedAt)).isGreaterThanOrEqualTo(target);
      }
    }
  }

  private static boolean isUndo(@Nullable RecordedEvent because) {
    return because != null && RandomLife.isUndo(because.event());
  }

  @Property
  void stretches_follow_each_other_without_gaps(@ForAll long seed, @ForAll boolean office) {
    var promises = promises(office);
    var told = Told.of(seed, promises);

    for (var account : ClockHistory.of(told.lived.history, promises, told.now)) {
      var stretches = account.stretches();
      assertThat(stretches.getFirst().from())
          .isEqualTo(account.clock().clock(promises).startedAt());
      for (var i = 1; i < stretches.size(); i++) {
        assertThat(stretches.get(i - 1).until()).isEqualTo(stretches.get(i).from());
        // An undone stop is a stretch of its own, because it names the caregiver who said so.
        if (!isUndo(stretches.get(i).because())) {
          assertThat(stretches.get(i).state()).isNotEqualTo(stretches.get(i - 1).state());
        }
      }
      assertThat(stretches.getLast().until()).isNull();
    }
  }

  @Property
  void a_step_that_is_announced_comes_when_it_was_announced_if_nobody_acts(
      @ForAll long seed, @ForAll boolean office) {
    var promises = promises(office);
    var told = Told.of(seed, promises);

    for (var account : ClockHistory.of(told.lived.history, promises, told.now)) {
      var clock = account.clock().clock(promises);
      for (var step : account.stepsToCome(promises)) {
        assertThat(clock.advance(step.at()).signals()).doesNotContain(step);
        assertThat(clock.advance(step.at().plusNanos(1_000)).signals()).contains(step);
      }
      var fired = clock.firedSteps().size();
      assertThat(account.stepsToCome(promises))
          .extracting(SlaSignal.StepFired::percent)
          .isSubsetOf(clock.stepPercents().subList(fired, clock.stepPercents().size()));
    }
  }

  /** A life, told up to some instant in or after it. */
  private record Told(RandomLife.Lived lived, Instant now) {
    static Told of(long seed, Promises promises) {
      var life = RandomLife.of(seed);
      var random = new Random(seed);
      var lived = life.begin(promises);
      for (var act : life.acts()) {
        lived.tries(act);
      }
      var later = Duration.ofMinutes(random.nextInt(30_000));
      return new Told(lived, life.acts().getLast().at().plus(later));
    }
  }

  private static Duration byHand(ClockHistory account, SlaClock engine, Instant now) {
    return elapsedUntil(account, engine, now);
  }

  private static Duration elapsedUntil(ClockHistory account, SlaClock engine, Instant end) {
    return account.stretches().stream()
        .filter(stretch -> stretch.state() == ClockState.RUNNING)
        .filter(stretch -> !stretch.from().isAfter(end))
        .map(
            stretch ->
                engine
                    .calendar()
                    .openBetween(
                        stretch.from(),
                        Optional.ofNullable(stretch.until())
                            .filter(until -> until.isBefore(end))
                            .orElse(end)))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Promises promises(boolean office) {
    return office ? DefaultPromises.inOfficeHours() : DefaultPromises.aroundTheClock();
  }
}
