package care.andon.metrics;

import static care.andon.kernel.ClockKind.ACKNOWLEDGE;
import static care.andon.kernel.ClockKind.RESOLVE;
import static care.andon.kernel.ClockKind.UPDATE;
import static care.andon.kernel.Impact.PATIENT_WAITING;
import static care.andon.kernel.Impact.SLOWS_CARE;
import static care.andon.kernel.Impact.THIS_SHIFT;
import static care.andon.support.GivenRows.ASKED;
import static care.andon.support.GivenRows.FACILITY;
import static care.andon.support.GivenRows.OTHER_TEAM;
import static care.andon.support.GivenRows.OTHER_UNIT;
import static care.andon.support.GivenRows.TEAM;
import static care.andon.support.GivenRows.UNIT;
import static care.andon.support.GivenRows.micros;
import static care.andon.support.GivenRows.with;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.CaregiverWord;
import care.andon.metrics.engine.CaregiverWords;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.engine.Observation;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.sla.engine.Deadline;
import care.andon.support.GivenRows;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as what, on the real database. A clock is due an hour after the ask unless said. */
class FiguresRepositoryTest {
  private static final KeptCounts MET = new KeptCounts(1, 0, 0, 0, 0, 0);
  private static final KeptCounts DECLINED = new KeptCounts(0, 1, 0, 0, 0, 0);
  private static final KeptCounts MISSED = new KeptCounts(0, 0, 1, 0, 0, 0);
  private static final KeptCounts MISSED_OPEN = new KeptCounts(0, 0, 0, 1, 0, 0);
  private static final KeptCounts NOT_YET_DUE = new KeptCounts(0, 0, 0, 0, 1, 0);
  private static final KeptCounts NOT_MEASURED = new KeptCounts(0, 0, 0, 0, 0, 1);

  private static final Instant DUE = ASKED.plus(ofHours(1));
  private static final Instant AS_OF = ASKED.plus(ofDays(2));
  private static final Period PERIOD = period(ASKED.minus(ofDays(7)), ASKED.plus(ofDays(7)));
  private static final FigureScope EVERYBODY = scope(PERIOD, null, null, null);

  private static GivenRows given;
  private static FiguresRepository figures;

  @BeforeAll
  static void start() throws IOException {
    given = new GivenRows();
    figures = new FiguresRepository(given.database());
  }

  @AfterAll
  static void stop() throws IOException {
    given.close();
  }

  @BeforeEach
  void clear() {
    given.clear();
  }

  // --- What became of a promise
  // -------------------------------------------------------------------

  @Test
  void nothing_asked_is_nothing_counted() {
    assertThat(figures.promises(EVERYBODY, AS_OF)).isEmpty();
  }

  @Test
  void a_promise_settled_in_time_is_met() {
    given.clock(
        given.request(), with("state", "stopped"), with("stopped_at", ASKED.plus(ofMinutes(59))));
    assertThat(resolve(AS_OF)).isEqualTo(MET);
  }

  @Test
  void a_promise_settled_late_is_missed() {
    given.clock(
        given.request(),
        with("state", "stopped"),
        with("breached_at", DUE),
        with("stopped_at", DUE.plus(ofMinutes(1))));
    assertThat(resolve(AS_OF)).isEqualTo(MISSED);
  }

  @Test
  void a_need_declined_in_time_is_declined_once_its_promise_falls_due() {
    given.clock(
        given.request(with("status", "declined")),
        with("state", "stopped"),
        with("stopped_at", ASKED.plus(ofMinutes(1))),
        with("declined", true));
    assertThat(resolve(DUE)).isEqualTo(NOT_YET_DUE);
    assertThat(resolve(AS_OF)).isEqualTo(DECLINED);
  }

  @Test
  void a_need_declined_late_is_missed() {
    given.clock(
        given.request(with("status", "declined")),
        with("state", "stopped"),
        with("breached_at", DUE),
        with("stopped_at", DUE.plus(ofMinutes(1))),
        with("declined", true));
    assertThat(resolve(AS_OF)).isEqualTo(MISSED);
  }

  @Test
  void silence_is_final_when_the_resolution_can_no_longer_be_undone() {
    given.clock(given.request(), with("state", "stopped"), with("stopped_at", ASKED));
    var undoneUntil = ASKED.plus(CaregiverWord.UNDO_WITHIN);
    assertThat(words(undoneUntil)).isEqualTo(new CaregiverWords(0, 0, 1));
    assertThat(words(undoneUntil.plusNanos(1_000))).isEqualTo(new CaregiverWords(0, 1, 0));
  }

  @Test
  void what_was_felt_lies_between_no_silent_caregiver_satisfied_and_all_of_them() {
    for (var confirmed : Arrays.asList(ASKED, null, null)) {
      given.clock(
          given.request(),
          with("state", "stopped"),
          with("stopped_at", ASKED),
          with("confirmed_at", confirmed));
    }
    given.clock(given.request(), with("breached_at", DUE));
    assertThat(kept(AS_OF).figures())
        .filteredOn(figure -> figure.clock() == RESOLVE && figure.impact() == PATIENT_WAITING)
        .extracting(KeptFigure::kept, KeptFigure::felt)
        .containsExactly(tuple(0.75, new KeptFigure.Felt(1, 0, 2, 0.25, 0.75)));
  }

  @Test
  void a_promise_past_due_and_still_running_is_missed_and_open() {
    given.clock(given.request(), with("breached_at", DUE));
    assertThat(resolve(AS_OF)).isEqualTo(MISSED_OPEN);
  }

  @Test
  void a_promise_past_due_is_missed_and_open_also_before_anybody_looked() {
    given.clock(given.request(), with("breached_at", null));
    assertThat(resolve(AS_OF)).isEqualTo(MISSED_OPEN);
  }

  @Test
  void a_promise_is_not_yet_due_at_its_due_instant_and_missed_right_after_it() {
    given.clock(given.request());
    assertThat(resolve(DUE)).isEqualTo(NOT_YET_DUE);
    assertThat(resolve(DUE.plusNanos(1_000))).isEqualTo(MISSED_OPEN);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void a_deadline_passes_at_the_same_instant_in_java_and_in_sql(long microsecondsAfter) {
    var now = DUE.plus(microsecondsAfter, ChronoUnit.MICROS);
    var passed =
        new SqlQuery()
            .add("select " + Deadline.hasPassedSql("cast(? as timestamptz)"), DUE, now)
            .rows(given.database(), row -> row.getBoolean(1));
    assertThat(passed).containsExactly(Deadline.hasPassed(DUE, now));
    assertThat(Deadline.hasPassed(DUE, now)).isEqualTo(microsecondsAfter > 0);
  }

  @Test
  void a_promise_done_early_is_not_yet_due_until_it_falls_due() {
    given.clock(
        given.request(), with("state", "stopped"), with("stopped_at", ASKED.plus(ofMinutes(1))));
    assertThat(resolve(ASKED.plus(ofMinutes(30)))).isEqualTo(NOT_YET_DUE);
    assertThat(resolve(DUE.plusNanos(1_000))).isEqualTo(MET);
  }

  @Test
  void a_miss_stays_a_miss_while_the_request_waits_for_its_caregiver() {
    given.clock(given.request(), with("state", "paused"), with("breached_at", DUE));
    assertThat(resolve(AS_OF)).isEqualTo(MISSED_OPEN);
  }

  @Test
  void a_paused_promise_is_not_yet_due() {
    given.clock(
        given.request(),
        with("state", "paused"),
        with("elapsed", micros(ofMinutes(20))),
        with("accounted_at", ASKED.plus(ofMinutes(20))),
        with("resumes_at", AS_OF.plus(ofHours(1))));
    assertThat(resolve(AS_OF)).isEqualTo(NOT_YET_DUE);
  }

  @Test
  void a_pause_without_limit_is_not_yet_due_for_ever() {
    given.clock(given.request(), with("state", "paused"), with("resumes_at", null));
    assertThat(resolve(AS_OF.plus(ofDays(1)))).isEqualTo(NOT_YET_DUE);
  }

  @Test
  void a_pause_that_had_to_end_goes_on_counting_also_before_anybody_looked() {
    var resumes = ASKED.plus(ofHours(24));
    given.clock(
        given.request(),
        with("state", "paused"),
        with("elapsed", micros(ofMinutes(20))),
        with("accounted_at", ASKED.plus(ofMinutes(20))),
        with("resumes_at", resumes));
    var due = resumes.plus(ofMinutes(40));
    assertThat(resolve(due)).isEqualTo(NOT_YET_DUE);
    assertThat(resolve(due.plusNanos(1_000))).isEqualTo(MISSED_OPEN);
  }

  @Test
  void after_a_pause_that_had_to_end_closed_hours_do_not_count() {
    var resumes = ASKED.plus(ofHours(24));
    var due = resumes.plus(ofHours(16));
    given.clock(
        given.request(),
        with("calendar", "office-hours"),
        with("state", "paused"),
        with("elapsed", micros(ofMinutes(20))),
        with("accounted_at", ASKED.plus(ofMinutes(20))),
        with("resumes_at", resumes),
        with("due_after_pause", due));
    assertThat(resolve(resumes.plus(ofMinutes(41)))).isEqualTo(NOT_YET_DUE);
    assertThat(resolve(due)).isEqualTo(NOT_YET_DUE);
    assertThat(resolve(due.plusNanos(1_000))).isEqualTo(MISSED_OPEN);
  }

  @Test
  void
      a_pause_that_had_to_end_moves_the_promise_to_where_it_falls_due_also_before_anybody_looked() {
    var resumes = ASKED.plus(ofHours(24));
    var due = resumes.plus(ofMinutes(40));
    given.clock(
        given.request(),
        with("state", "paused"),
        with("elapsed", micros(ofMinutes(20))),
        with("accounted_at", ASKED.plus(ofMinutes(20))),
        with("resumes_at", resumes),
        with("due_after_pause", due));
    assertThat(resolvesDueIn(PERIOD.from(), due)).isEmpty();
    assertThat(resolvesDueIn(due, due.plusNanos(1_000))).hasSize(1);
    var before = kept(AS_OF);

    given.execute(
        """
        update request_clock
        set state = 'running', accounted_at = resumes_at, promised_at = due_after_pause,
          resumes_at = null, due_after_pause = null
        """);

    assertThat(kept(AS_OF)).isEqualTo(before);
  }

  @Test
  void a_pause_that_lasts_counts_where_it_would_have_fallen_due() {
    given.clock(
        given.request(),
        with("state", "paused"),
        with("resumes_at", AS_OF.plus(ofHours(1))),
        with("due_after_pause", AS_OF.plus(ofHours(2))));
    assertThat(resolvesDueIn(DUE, DUE.plusNanos(1_000))).hasSize(1);
    assertThat(resolvesDueIn(DUE.plusNanos(1_000), PERIOD.to())).isEmpty();
  }

  @Test
  void after_a_pause_that_had_to_end_a_calendar_that_stays_closed_makes_nothing_due() {
    given.clock(
        given.request(),
        with("calendar", "closed-down"),
        with("state", "paused"),
        with("resumes_at", ASKED.plus(ofHours(24))));
    assertThat(resolve(AS_OF)).isEqualTo(NOT_YET_DUE);
  }

  @Test
  void a_promise_of_a_request_withdrawn_before_it_fell_due_is_not_measured() {
    given.clock(
        given.request(with("status", "withdrawn")),
        with("state", "stopped"),
        with("stopped_at", ASKED.plus(ofMinutes(5))),
        with("cancelled", true));
    assertThat(resolve(ASKED.plus(ofMinutes(10)))).isEqualTo(NOT_MEASURED);
    assertThat(resolve(AS_OF)).isEqualTo(NOT_MEASURED);
  }

  @Test
  void a_promise_missed_before_the_request_was_withdrawn_stays_missed() {
    given.clock(
        given.request(with("status", "withdrawn")),
        with("state", "stopped"),
        with("breached_at", DUE),
        with("stopped_at", DUE.plus(ofHours(1))));
    assertThat(resolve(AS_OF)).isEqualTo(MISSED);
  }

  @Test
  void a_promise_that_never_falls_due_is_not_measured_in_the_period_it_was_made_in() {
    given.clock(given.request(), with("promised_at", null));
    assertThat(resolve(AS_OF)).isEqualTo(NOT_MEASURED);
    var before = period(PERIOD.from(), ASKED);
    assertThat(figures.promises(scope(before, null, null, null), AS_OF)).isEmpty();
  }

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

  // --- How long they wait
  // -------------------------------------------------------------------------

  @Test
  void an_open_request_waits_until_now() {
    given.request();
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(AS_OF).ended()).isFalse();
    assertThat(wait.toAcknowledge(AS_OF).length()).isEqualTo(ofDays(2));
    assertThat(wait.toResolve(AS_OF).ended()).isFalse();
  }

  @Test
  void a_wait_counts_from_the_ask_and_not_from_when_the_server_received_it() {
    given.request(
        with("received_at", ASKED.plus(ofHours(5))),
        with("status", "acknowledged"),
        with("acknowledged_at", ASKED.plus(ofHours(6))));
    assertThat(onlyWait().toAcknowledge(AS_OF).length()).isEqualTo(ofHours(6));
  }

  @Test
  void a_resolved_request_ended_both_waits() {
    given.request(
        with("status", "unconfirmed"),
        with("status_since", ASKED.plus(ofHours(40))),
        with("acknowledged_at", ASKED.plus(ofHours(2))),
        with("resolved_at", ASKED.plus(ofHours(3))));
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(AS_OF).ended()).isTrue();
    assertThat(wait.toAcknowledge(AS_OF).length()).isEqualTo(ofHours(2));
    assertThat(wait.toResolve(AS_OF).ended()).isTrue();
    assertThat(wait.toResolve(AS_OF).length()).isEqualTo(ofHours(3));
  }

  @Test
  void a_declined_request_was_answered() {
    given.request(
        with("status", "declined"),
        with("status_since", ASKED.plus(ofHours(4))),
        with("acknowledged_at", ASKED.plus(ofHours(4))));
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(AS_OF).ended()).isTrue();
    assertThat(wait.toAnswer(AS_OF)).isEqualTo(Observation.ended(ofHours(4)));
    assertThat(wait.toResolve(AS_OF)).isEqualTo(Observation.censored(ofDays(2)));
  }

  @Test
  void a_need_that_came_back_was_resolved_once() {
    given.request(
        with("status", "acknowledged"),
        with("status_since", ASKED.plus(ofHours(9))),
        with("first_resolved_at", ASKED.plus(ofHours(3))),
        with("first_answered_at", ASKED.plus(ofHours(3))));
    assertThat(onlyWait().toResolve(AS_OF)).isEqualTo(Observation.ended(ofHours(3)));
    assertThat(onlyWait().toAnswer(AS_OF)).isEqualTo(Observation.ended(ofHours(3)));
  }

  @Test
  void a_declined_need_that_is_resolved_later_was_answered_first() {
    given.request(
        with("status", "resolved"),
        with("status_since", ASKED.plus(ofHours(9))),
        with("resolved_at", ASKED.plus(ofHours(9))),
        with("first_answered_at", ASKED.plus(ofHours(3))));
    assertThat(onlyWait().toResolve(AS_OF)).isEqualTo(Observation.ended(ofHours(9)));
    assertThat(onlyWait().toAnswer(AS_OF)).isEqualTo(Observation.ended(ofHours(3)));
  }

  @Test
  void a_wait_for_the_caregiver_s_word_ends_when_they_confirm() {
    given.request(
        with("status", "confirmed"),
        with("resolved_at", ASKED.plus(ofHours(3))),
        with("confirmed_at", ASKED.plus(ofHours(5))));
    assertThat(onlyWait().toConfirm(AS_OF)).isEqualTo(Observation.ended(ofHours(5)));
    assertThat(waits(EVERYBODY, ASKED.plus(ofHours(4))).getFirst().toConfirm(AS_OF).ended())
        .isFalse();
  }

  @Test
  void a_caregiver_who_is_silent_has_not_confirmed() {
    given.request(with("status", "unconfirmed"), with("resolved_at", ASKED.plus(ofHours(3))));
    assertThat(onlyWait().toConfirm(AS_OF)).isEqualTo(Observation.censored(ofDays(2)));
  }

  @Test
  void a_need_that_came_back_was_confirmed_once() {
    given.request(
        with("status", "confirmed"),
        with("first_confirmed_at", ASKED.plus(ofHours(4))),
        with("resolved_at", ASKED.plus(ofHours(8))),
        with("confirmed_at", ASKED.plus(ofHours(9))));
    assertThat(onlyWait().toConfirm(AS_OF)).isEqualTo(Observation.ended(ofHours(4)));
  }

  @Test
  void a_reopened_request_goes_on_waiting() {
    given.request(
        with("status", "acknowledged"),
        with("status_since", ASKED.plus(ofHours(9))),
        with("acknowledged_at", ASKED.plus(ofHours(1))),
        with("resolved_at", null),
        with("reopened", 1));
    assertThat(onlyWait().toResolve(AS_OF).ended()).isFalse();
    assertThat(onlyWait().toResolve(AS_OF).length()).isEqualTo(ofDays(2));
    assertThat(onlyWait().toAcknowledge(AS_OF).ended()).isTrue();
  }

  @Test
  void a_withdrawn_request_waited_until_the_withdrawal_and_was_not_answered() {
    given.clock(
        given.request(with("status", "withdrawn"), with("status_since", ASKED.plus(ofHours(3)))),
        with("state", "stopped"),
        with("breached_at", DUE),
        with("stopped_at", ASKED.plus(ofHours(3))));
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(AS_OF).ended()).isFalse();
    assertThat(wait.toResolve(AS_OF).ended()).isFalse();
    assertThat(wait.toResolve(AS_OF).length()).isEqualTo(ofHours(3));
  }

  @Test
  void an_acknowledged_and_then_withdrawn_request_was_acknowledged() {
    given.request(
        with("status", "withdrawn"),
        with("status_since", ASKED.plus(ofHours(3))),
        with("acknowledged_at", ASKED.plus(ofHours(1))));
    assertThat(onlyWait().toAcknowledge(AS_OF).ended()).isTrue();
    assertThat(onlyWait().toAcknowledge(AS_OF).length()).isEqualTo(ofHours(1));
  }

  @Test
  void waits_count_in_the_period_in_which_they_began() {
    given.request();
    assertThat(waits(scope(period(ASKED, DUE), null, null, null), AS_OF)).hasSize(1);
    assertThat(waits(scope(period(PERIOD.from(), ASKED), null, null, null), AS_OF)).isEmpty();
    assertThat(waits(EVERYBODY, ASKED.minusNanos(1_000))).isEmpty();
  }

  @Test
  void waits_are_narrowed_like_promises() {
    given.request();
    given.request(
        with("unit_id", OTHER_UNIT), with("team_id", OTHER_TEAM), with("category", "medication"));
    assertThat(waits(scope(PERIOD, unit(), null, null), AS_OF)).hasSize(1);
    assertThat(waits(scope(PERIOD, null, team(), null), AS_OF)).hasSize(1);
    assertThat(waits(scope(PERIOD, null, null, Category.MEDICATION), AS_OF)).hasSize(1);
    assertThat(waits(scope(PERIOD, unit(), null, Category.MEDICATION), AS_OF)).isEmpty();
  }

  @Test
  void the_figures_of_waits_count_the_open_ones_and_keep_their_digest_while_these_grow() {
    given.request(
        with("acknowledged_at", ASKED.plus(ofHours(1))),
        with("status", "acknowledged"),
        with("minutes_lost", 20));
    given.request();
    var now = waitFigures(AS_OF);
    var later = waitFigures(AS_OF.plus(ofHours(1)));
    assertThat(now.figures()).hasSize(16);
    assertThat(now.figures().getFirst())
        .isEqualTo(
            new WaitFigure(
                null,
                WaitFigure.Measure.TIME_TO_ACKNOWLEDGE,
                PATIENT_WAITING,
                ofHours(1),
                null,
                new WaitFigure.WaitInterval(ofHours(1), null),
                new WaitFigure.WaitInterval(null, null),
                2,
                1,
                List.of(new WaitFigure.WaitPoint(ofHours(1), 0.5)),
                20,
                1));
    assertThat(later.digest()).isEqualTo(now.digest());
    given.request();
    assertThat(waitFigures(AS_OF).digest()).isNotEqualTo(now.digest());
  }

  // ------------------------------------------------------------------------------------------------

  private static KeptCounts resolve(Instant asOf) {
    return counts(RESOLVE, PATIENT_WAITING, EVERYBODY, asOf);
  }

  private static KeptCounts counts(
      ClockKind clock, Impact impact, FigureScope scope, Instant asOf) {
    return figures.promises(scope, asOf).stream()
        .filter(count -> count.clock() == clock && count.impact() == impact)
        .map(PromiseCount::counts)
        .findFirst()
        .orElse(KeptCounts.NONE);
  }

  private static CaregiverWords words(Instant asOf) {
    return figures.promises(EVERYBODY, asOf).stream()
        .filter(count -> count.clock() == RESOLVE && count.impact() == PATIENT_WAITING)
        .map(PromiseCount::words)
        .findFirst()
        .orElseThrow();
  }

  private static List<PromiseCount> dueIn(Instant from, Instant to) {
    return dueIn(from, to, AS_OF);
  }

  private static List<PromiseCount> dueIn(Instant from, Instant to, Instant asOf) {
    return figures.promises(scope(period(from, to), null, null, null), asOf);
  }

  private static List<PromiseCount> resolvesDueIn(Instant from, Instant to) {
    return dueIn(from, to).stream().filter(count -> count.clock() == RESOLVE).toList();
  }

  private static long notMeasured(FigureScope scope) {
    return counts(RESOLVE, PATIENT_WAITING, scope, AS_OF).notMeasured();
  }

  private static long due(FigureScope scope) {
    return counts(RESOLVE, PATIENT_WAITING, scope, AS_OF).due();
  }

  private static FigureAnswer<KeptFigure> kept(Instant asOf) {
    return KeptFigure.answer(EVERYBODY, new AsOf(asOf, false), figures.promises(EVERYBODY, asOf));
  }

  private static FigureAnswer<WaitFigure> waitFigures(Instant asOf) {
    var waits = new WaitCollector(new AsOf(asOf, false));
    figures.waits(EVERYBODY, asOf, waits::add);
    return waits.answer(EVERYBODY);
  }

  private static Wait onlyWait() {
    var waits = waits(EVERYBODY, AS_OF);
    assertThat(waits).hasSize(1);
    return waits.getFirst();
  }

  private static List<Wait> waits(FigureScope scope, Instant asOf) {
    var waits = new ArrayList<Wait>();
    figures.waits(scope, asOf, some -> waits.addAll(some.waits()));
    return waits;
  }

  private static Period period(Instant from, Instant to) {
    return new Period(null, from, to, List.of());
  }

  private static FigureScope scope(
      Period period, @Nullable Unit unit, @Nullable Team team, @Nullable Category category) {
    return new FigureScope(
        period,
        List.of(new Window(period.from(), period.to(), SqlCondition.ALWAYS)),
        null,
        unit,
        team,
        category,
        FigureBase.OPEN,
        null);
  }

  private static Unit unit() {
    return new Unit(new UnitId(UNIT), new FacilityId(FACILITY), "4W", "4 West");
  }

  private static Team team() {
    return new Team(new TeamId(TEAM), new FacilityId(FACILITY), "supply-chain", "Supply chain");
  }
}
