package care.andon.metrics;

import static care.andon.kernel.ClockKind.RESOLVE;
import static care.andon.kernel.Impact.PATIENT_WAITING;
import static care.andon.metrics.FiguresOfRows.AS_OF;
import static care.andon.metrics.FiguresOfRows.DUE;
import static care.andon.metrics.FiguresOfRows.EVERYBODY;
import static care.andon.metrics.FiguresOfRows.PERIOD;
import static care.andon.metrics.FiguresOfRows.period;
import static care.andon.metrics.FiguresOfRows.scope;
import static care.andon.support.GivenRows.ASKED;
import static care.andon.support.GivenRows.micros;
import static care.andon.support.GivenRows.with;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import care.andon.metrics.engine.CaregiverWord;
import care.andon.metrics.engine.CaregiverWords;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.sql.SqlQuery;
import care.andon.sla.engine.Deadline;
import care.andon.support.GivenRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  @RegisterExtension static final GivenRows given = new GivenRows();

  private static final FiguresRepository figures = new FiguresRepository(given.database());

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

  private static KeptCounts resolve(Instant asOf) {
    return FiguresOfRows.resolve(figures, asOf);
  }

  private static CaregiverWords words(Instant asOf) {
    return figures.promises(EVERYBODY, asOf).stream()
        .filter(count -> count.clock() == RESOLVE && count.impact() == PATIENT_WAITING)
        .map(PromiseCount::words)
        .findFirst()
        .orElseThrow();
  }

  private static List<PromiseCount> resolvesDueIn(Instant from, Instant to) {
    return FiguresOfRows.resolvesDueIn(figures, from, to);
  }

  private static FigureAnswer<KeptFigure> kept(Instant asOf) {
    return FiguresOfRows.kept(figures, asOf);
  }
}
