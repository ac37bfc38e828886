package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.EventTypes;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.sla.Promises;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** A request's history is all there is to know about it. */
class ReplayPropertyTest {

  @Property
  void replaying_a_history_gives_the_state_and_every_clock(
      @ForAll long seed, @ForAll Promised promised) {
    var promises = promises(promised);
    var life = RandomLife.of(seed);
    var lived = live(life, promises, ticks(life, seed));

    var replayed = RequestReplay.of(lived.history, promises, RandomLife.SHIFTS);

    // Looked at together: a clock moves when somebody looks, and means the same as before.
    lived.lookAt(life.end());
    new CatchUp(replayed, RandomLife.moment(life.end(), promises)).toNow();
    assertThat(State.of(replayed, promises)).isEqualTo(State.of(lived.request, promises));
    Statistics.collect(lived.request.status());
  }

  @Property
  void replaying_the_beginning_of_a_history_gives_what_was_answered_then(
      @ForAll long seed, @ForAll Promised promised) {
    var promises = promises(promised);
    var life = RandomLife.of(seed);
    var lived = life.begin(promises);

    for (var act : life.acts()) {
      var before = lived.history.size();
      lived.tries(act);
      if (lived.history.size() > before) {
        assertThat(State.of(RequestReplay.of(lived.history, promises, RandomLife.SHIFTS), promises))
            .as(act.name() + " at " + act.at())
            .isEqualTo(State.of(lived.request, promises));
      }
    }
  }

  @Property
  void without_its_words_a_history_gives_the_same_state_apart_from_words(
      @ForAll long seed, @ForAll Promised promised) {
    var promises = promises(promised);
    var life = RandomLife.of(seed);
    var history = live(life, promises, ticks(life, seed)).history;
    var random = new Random(seed);

    var erased =
        history.stream().map(event -> random.nextBoolean() ? Wordless.of(event) : event).toList();

    assertThat(withoutWords(RequestReplay.of(erased, promises), promises))
        .isEqualTo(withoutWords(RequestReplay.of(history, promises), promises));
  }

  private static Map<String, String> withoutWords(SupportRequest request, Promises promises) {
    var state = State.of(request, promises);
    state.keySet().removeAll(List.of("need", "room", "item", "because"));
    // Whether there are words is no secret.
    state.replaceAll(
        (name, value) ->
            name.toLowerCase(Locale.ROOT).endsWith("words") && !value.equals("null")
                ? "words"
                : value);
    return state;
  }

  @Property
  void how_often_and_how_late_one_looks_changes_nothing(
      @ForAll long seed, @ForAll long looking, @ForAll Promised promised) {
    var promises = promises(promised);
    var life = RandomLife.of(seed);

    var often = live(life, promises, ticks(life, looking));
    var never = live(life, promises, new TreeSet<>());
    often.lookAt(life.end());
    never.lookAt(life.end());

    assertThat(often.history.stream().map(Happened::of))
        .containsExactlyElementsOf(never.history.stream().map(Happened::of).toList());
    assertThat(without(State.of(often.request, promises)))
        .isEqualTo(without(State.of(never.request, promises)));
  }

  /** The places of requests in lists rest on it. */
  @Property
  void what_falls_due_next_changes_only_with_an_event(
      @ForAll long seed, @ForAll Promised promised) {
    var promises = promises(promised);
    var life = RandomLife.of(seed);
    var lived = life.begin(promises);
    var acts = new ArrayList<>(life.acts());

    for (var tick : ticks(life, seed)) {
      while (!acts.isEmpty() && acts.getFirst().at().isBefore(tick)) {
        assertDueAsBeforeUnlessSomethingHappened(lived, it -> it.tries(acts.removeFirst()));
      }
      assertDueAsBeforeUnlessSomethingHappened(lived, it -> it.lookAt(tick));
    }
    while (!acts.isEmpty()) {
      assertDueAsBeforeUnlessSomethingHappened(lived, it -> it.tries(acts.removeFirst()));
    }
    assertDueAsBeforeUnlessSomethingHappened(lived, it -> it.lookAt(life.end()));
  }

  private static void assertDueAsBeforeUnlessSomethingHappened(
      RandomLife.Lived lived, Consumer<RandomLife.Lived> step) {
    var due = lived.request.dueAt();
    var happened = lived.history.size();
    step.accept(lived);
    if (lived.history.size() == happened) {
      assertThat(lived.request.dueAt()).isEqualTo(due);
    } else {
      assertThat(lived.request.updatedAt()).isEqualTo(lived.history.getLast().recordedAt());
    }
  }

  @Property
  void a_history_has_no_gaps_and_nothing_is_noticed_before_it_happens(@ForAll long seed) {
    var promises = DefaultPromises.aroundTheClock();
    var life = RandomLife.of(seed);
    var history = live(life, promises, ticks(life, seed)).history;

    var latest = history.getFirst().at();
    for (int i = 0; i < history.size(); i++) {
      assertThat(history.get(i).seq()).isEqualTo(i + 1);
      if (i > 0) {
        if (!isMissBroughtToLight(history.get(i), history.subList(0, i))) {
          assertThat(history.get(i).at()).isAfterOrEqualTo(latest);
          latest = history.get(i).at();
        }
        assertThat(history.get(i).recordedAt()).isAfterOrEqualTo(history.get(i - 1).recordedAt());
      }
    }
  }

  /** After "not fixed" a promise was missed when it fell due, though it looked kept (ADR 64). */
  private static boolean isMissBroughtToLight(RecordedEvent recorded, List<RecordedEvent> before) {
    return recorded.event() instanceof RequestEvent.PromiseMissed
        && before.stream()
            .filter(it -> it.recordedAt().equals(recorded.recordedAt()))
            .anyMatch(it -> RandomLife.isUndo(it.event()));
  }

  /** The laws would say nothing of what never happens in these lives. */
  @Example
  void lives_are_left_unattended_picked_up_and_attended_again() {
    var promises = DefaultPromises.aroundTheClock();
    var happened =
        LongStream.range(0, 3_000)
            .mapToObj(RandomLife::of)
            .flatMap(life -> live(life, promises, ticks(life, life.seed())).history.stream())
            .map(recorded -> EventTypes.nameOf(recorded.event().getClass()))
            .collect(Collectors.toSet());

    assertThat(happened).contains("left_unattended", "attended_again", "assigned");
  }

  /** What happened, whoever noticed it when. */
  private record Happened(Instant at, Object actor, Object event) {
    static Happened of(RecordedEvent recorded) {
      return new Happened(recorded.at(), String.valueOf(recorded.actor()), recorded.event());
    }
  }

  /** What is promised. */
  enum Promised {
    ALL,
    OFFICE,
    WITH_GAPS
  }

  private static Promises promises(Promised promised) {
    return switch (promised) {
      case ALL -> DefaultPromises.aroundTheClock();
      case OFFICE -> DefaultPromises.inOfficeHours();
      case WITH_GAPS -> DefaultPromises.withGaps();
    };
  }

  /** When something was noticed is all that looking leaves behind. */
  private static Map<String, String> without(Map<String, String> state) {
    state.remove("updatedAt");
    state.keySet().removeIf(name -> name.endsWith(" noticedAt"));
    return state;
  }

  private static RandomLife.Lived live(RandomLife life, Promises promises, TreeSet<Instant> ticks) {
    var lived = life.begin(promises);
    for (var act : life.acts()) {
      for (var tick : List.copyOf(ticks.headSet(act.at(), true))) {
        lived.lookAt(tick);
        ticks.remove(tick);
      }
      lived.tries(act);
    }
    return lived;
  }

  private static TreeSet<Instant> ticks(RandomLife life, long seed) {
    var random = new Random(~seed);
    var ticks = new TreeSet<Instant>();
    var last = life.acts().getLast().at();
    var seconds = Duration.between(RandomLife.START, last).toSeconds() + 1;
    for (int i = random.nextInt(30); i > 0; i--) {
      ticks.add(RandomLife.START.plusSeconds(random.nextLong(seconds)));
    }
    var onTheMinute = new ArrayList<Instant>();
    for (int minutes : List.of(5, 10, 15, 60, 1440)) {
      onTheMinute.add(RandomLife.START.plusSeconds(60L * minutes));
    }
    onTheMinute.stream().filter(tick -> tick.isBefore(last)).forEach(ticks::add);
    return ticks;
  }
}
