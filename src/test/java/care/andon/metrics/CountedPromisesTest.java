package care.andon.metrics;

import static care.andon.kernel.ClockKind.ACKNOWLEDGE;
import static care.andon.kernel.ClockKind.RESOLVE;
import static care.andon.kernel.ClockKind.UPDATE;
import static care.andon.kernel.Impact.PATIENT_WAITING;
import static care.andon.kernel.Impact.SLOWS_CARE;
import static care.andon.kernel.Impact.THIS_SHIFT;
import static care.andon.metrics.FiguresOfRows.AS_OF;
import static care.andon.metrics.FiguresOfRows.DUE;
import static care.andon.metrics.FiguresOfRows.EVERYBODY;
import static care.andon.metrics.FiguresOfRows.PERIOD;
import static care.andon.metrics.FiguresOfRows.scope;
import static care.andon.metrics.FiguresOfRows.team;
import static care.andon.metrics.FiguresOfRows.unit;
import static care.andon.support.GivenRows.ASKED;
import static care.andon.support.GivenRows.OTHER_TEAM;
import static care.andon.support.GivenRows.OTHER_UNIT;
import static care.andon.support.GivenRows.TEAM;
import static care.andon.support.GivenRows.with;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.promise.PromiseCount;
import care.andon.support.GivenRows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Which promises are counted where, and what is said of requests that were promised nothing, on the
 * real database. A clock is due an hour after the ask unless said.
 */
class CountedPromisesTest {
  private static final KeptCounts MET = new KeptCounts(1, 0, 0, 0, 0, 0);
  private static final KeptCounts MISSED_OPEN = new KeptCounts(0, 0, 0, 1, 0, 0);
  private static final KeptCounts NOT_MEASURED = new KeptCounts(0, 0, 0, 0, 0, 1);

  @RegisterExtension static final GivenRows given = new GivenRows();

  private static final FiguresRepository figures = new FiguresRepository(given.database());

  // --- What was never promised
  // --------------------------------------------------------------------

  @Test
  void a_request_without_a_policy_for_a_clock_is_not_measured_by_it() {
    given.clock(given.request());
    assertThat(counts(ACKNOWLEDGE, PATIENT_WAITING, EVERYBODY, AS_OF)).isEqualTo(NOT_MEASURED);
    assertThat(counts(UPDATE, PATIENT_WAITING, EVERYBODY, AS_OF)).isEqualTo(NOT_MEASURED);
    assertThat(resolve(AS_OF)).isEqualTo(MISSED_OPEN);
  }

  @Test
  void what_was_promised_and_what_was_not_are_counted_side_by_side() {
    given.clock(given.request(), with("state", "stopped"), with("stopped_at", ASKED));
    given.request();
    given.request(with("impact", "this_shift"));
    assertThat(resolve(AS_OF)).isEqualTo(new KeptCounts(1, 0, 0, 0, 0, 1));
    assertThat(counts(RESOLVE, THIS_SHIFT, EVERYBODY, AS_OF)).isEqualTo(NOT_MEASURED);
    assertThat(kept(AS_OF).figures())
        .filteredOn(figure -> figure.clock() == RESOLVE)
        .extracting(KeptFigure::kept)
        .containsExactly(1.0, null, null, null);
  }

  @Test
  void the_team_that_held_the_request_longest_answers_for_its_promises() {
    given.clock(
        given.request(with("team_id", OTHER_TEAM)),
        with("breached_at", DUE),
        with("judged_team", TEAM));
    given.clock(given.request(), with("breached_at", DUE));
    assertThat(due(scope(PERIOD, null, team(), null))).isEqualTo(2);
    given.clock(given.request(), with("breached_at", DUE), with("judged_team", new UUID(0, 0)));
    assertThat(due(EVERYBODY)).isEqualTo(3);
    assertThat(due(scope(PERIOD, null, team(), null))).isEqualTo(2);
  }

  @Test
  void every_later_cycle_of_a_clock_is_a_promise_too() {
    given.clock(given.request(), with("kind", "update"), with("cycle", 2));
    assertThat(counts(UPDATE, PATIENT_WAITING, EVERYBODY, AS_OF)).isEqualTo(MISSED_OPEN);
  }

  @Test
  void what_was_never_promised_is_not_measured_whatever_became_of_the_request() {
    given.request(with("status", "withdrawn"));
    given.request(with("status", "declined"));
    given.request(with("status", "confirmed"), with("resolved_at", DUE));
    assertThat(resolve(AS_OF)).isEqualTo(new KeptCounts(0, 0, 0, 0, 0, 3));
  }

  @Test
  void what_was_never_promised_counts_where_the_request_was_received() {
    var received = ASKED.plus(ofHours(72));
    given.request(with("received_at", received));
    assertThat(figures.promises(EVERYBODY, received.minusNanos(1_000))).isEmpty();
    assertThat(dueIn(ASKED, received, PERIOD.to())).isEmpty();
    assertThat(dueIn(received, received.plusNanos(1_000), PERIOD.to()))
        .extracting(PromiseCount::counts)
        .containsExactly(NOT_MEASURED, NOT_MEASURED, NOT_MEASURED);
    assertThat(dueIn(received.plusNanos(1_000), PERIOD.to(), PERIOD.to())).isEmpty();
  }

  @Test
  void what_was_never_promised_is_narrowed_like_promises() {
    given.request();
    given.request(
        with("unit_id", OTHER_UNIT), with("team_id", OTHER_TEAM), with("category", "medication"));
    assertThat(resolve(AS_OF).notMeasured()).isEqualTo(2);
    assertThat(notMeasured(scope(PERIOD, unit(), null, null))).isEqualTo(1);
    assertThat(notMeasured(scope(PERIOD, null, team(), null))).isEqualTo(1);
    assertThat(notMeasured(scope(PERIOD, null, null, Category.MEDICATION))).isEqualTo(1);
    assertThat(notMeasured(scope(PERIOD, unit(), team(), Category.MEDICATION))).isZero();
  }

  @Test
  void a_request_that_was_promised_nothing_changes_the_digest() {
    given.clock(given.request(), with("state", "stopped"), with("stopped_at", ASKED));
    var before = kept(AS_OF);
    assertThat(kept(AS_OF.plus(ofDays(1))).digest()).isEqualTo(before.digest());
    given.request();
    var after = kept(AS_OF);
    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(kept(AS_OF)).isEqualTo(after);
  }

  // --- Which promises are counted, and where
  // ------------------------------------------------------

  @Test
  void a_promise_counts_in_the_period_in_which_it_falls_due() {
    given.clock(given.request());
    assertThat(resolvesDueIn(ASKED, DUE)).isEmpty();
    assertThat(dueIn(DUE, DUE.plusNanos(1_000))).hasSize(1);
    assertThat(dueIn(DUE.plusNanos(1_000), AS_OF)).isEmpty();
  }

  @Test
  void periods_that_meet_count_every_promise_once() {
    given.clock(given.request());
    var middle = DUE;
    assertThat(
            resolvesDueIn(PERIOD.from(), middle).size() + resolvesDueIn(middle, PERIOD.to()).size())
        .isEqualTo(1);
  }

  @Test
  void clocks_are_never_blended_and_every_update_cycle_is_a_promise() {
    var request = given.request();
    given.clock(
        request, with("kind", "acknowledge"), with("state", "stopped"), with("stopped_at", ASKED));
    given.clock(
        request, with("kind", "update"), with("state", "stopped"), with("stopped_at", ASKED));
    given.clock(request, with("kind", "update"), with("cycle", 2), with("breached_at", DUE));
    given.clock(request, with("kind", "resolve"));
    assertThat(counts(ACKNOWLEDGE, PATIENT_WAITING, EVERYBODY, AS_OF)).isEqualTo(MET);
    assertThat(counts(UPDATE, PATIENT_WAITING, EVERYBODY, AS_OF))
        .isEqualTo(new KeptCounts(1, 0, 0, 1, 0, 0));
    assertThat(counts(RESOLVE, PATIENT_WAITING, EVERYBODY, AS_OF)).isEqualTo(MISSED_OPEN);
  }

  @Test
  void a_promise_counts_under_the_impact_it_was_measured_by() {
    given.clock(given.request(with("impact", "this_shift")), with("impact", "patient_waiting"));
    assertThat(counts(RESOLVE, PATIENT_WAITING, EVERYBODY, AS_OF)).isEqualTo(MISSED_OPEN);
    assertThat(counts(RESOLVE, THIS_SHIFT, EVERYBODY, AS_OF)).isEqualTo(KeptCounts.NONE);
  }

  @Test
  void filters_narrow_to_unit_team_and_category_together() {
    given.clock(given.request());
    given.clock(given.request(with("unit_id", OTHER_UNIT)));
    given.clock(given.request(with("team_id", OTHER_TEAM)));
    given.clock(given.request(with("team_id", null), with("unrouted", true)));
    given.clock(given.request(with("category", "medication")));
    assertThat(due(EVERYBODY)).isEqualTo(5);
    assertThat(due(scope(PERIOD, unit(), null, null))).isEqualTo(4);
    assertThat(due(scope(PERIOD, null, team(), null))).isEqualTo(3);
    assertThat(due(scope(PERIOD, null, null, Category.SUPPLIES))).isEqualTo(4);
    assertThat(due(scope(PERIOD, unit(), team(), Category.SUPPLIES))).isEqualTo(1);
    assertThat(due(scope(PERIOD, unit(), team(), Category.TRAINING))).isZero();
  }

  // --- Whether two readers look at the same data
  // --------------------------------------------------

  @Test
  void the_same_promises_give_the_same_digest_and_others_another_one() {
    var request = given.request();
    given.clock(request, with("state", "stopped"), with("stopped_at", ASKED));
    var first = kept(AS_OF);
    assertThat(kept(AS_OF.plus(ofHours(1))).digest()).isEqualTo(first.digest());

    given.clear();
    given.clock(given.request(), with("state", "stopped"), with("stopped_at", ASKED));
    var other = kept(AS_OF);
    assertThat(other.figures()).isEqualTo(first.figures());
    assertThat(other.digest()).isNotEqualTo(first.digest());
  }

  @Test
  void every_clock_is_shown_with_every_impact_and_an_empty_one_has_no_rate() {
    given.clock(given.request(), with("state", "stopped"), with("stopped_at", ASKED));
    var shown = kept(AS_OF).figures();
    assertThat(shown).hasSize(12);
    assertThat(shown)
        .filteredOn(figure -> figure.clock() == RESOLVE && figure.impact() == PATIENT_WAITING)
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.kept()).isEqualTo(1.0);
              assertThat(figure.interval()).isNotNull();
              assertThat(figure.goal()).isEqualTo(0.9);
            });
    assertThat(shown)
        .filteredOn(figure -> figure.clock() == RESOLVE && figure.impact() == SLOWS_CARE)
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.kept()).isNull();
              assertThat(figure.interval()).isNull();
              assertThat(figure.goal()).isEqualTo(0.85);
            });
  }

  private static KeptCounts resolve(Instant asOf) {
    return FiguresOfRows.resolve(figures, asOf);
  }

  private static KeptCounts counts(
      ClockKind clock, Impact impact, FigureScope scope, Instant asOf) {
    return FiguresOfRows.counts(figures, clock, impact, scope, asOf);
  }

  private static List<PromiseCount> dueIn(Instant from, Instant to) {
    return dueIn(from, to, AS_OF);
  }

  private static List<PromiseCount> dueIn(Instant from, Instant to, Instant asOf) {
    return FiguresOfRows.dueIn(figures, from, to, asOf);
  }

  private static List<PromiseCount> resolvesDueIn(Instant from, Instant to) {
    return FiguresOfRows.resolvesDueIn(figures, from, to);
  }

  private static long notMeasured(FigureScope scope) {
    return counts(RESOLVE, PATIENT_WAITING, scope, AS_OF).notMeasured();
  }

  private static long due(FigureScope scope) {
    return counts(RESOLVE, PATIENT_WAITING, scope, AS_OF).due();
  }

  private static FigureAnswer<KeptFigure> kept(Instant asOf) {
    return FiguresOfRows.kept(figures, asOf);
  }
}
