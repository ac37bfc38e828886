package care.andon.metrics.wait;

import static care.andon.kernel.Impact.PATIENT_WAITING;
import static care.andon.metrics.FiguresOfRows.AS_OF;
import static care.andon.metrics.FiguresOfRows.DUE;
import static care.andon.metrics.FiguresOfRows.EVERYBODY;
import static care.andon.metrics.FiguresOfRows.PERIOD;
import static care.andon.metrics.FiguresOfRows.period;
import static care.andon.metrics.FiguresOfRows.scope;
import static care.andon.metrics.FiguresOfRows.team;
import static care.andon.metrics.FiguresOfRows.unit;
import static care.andon.support.GivenRows.ASKED;
import static care.andon.support.GivenRows.OTHER_TEAM;
import static care.andon.support.GivenRows.OTHER_UNIT;
import static care.andon.support.GivenRows.with;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.Observation;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.support.GivenRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long requests wait for each answer, on the real database. */
class WaitsTest {
  @RegisterExtension static final GivenRows given = new GivenRows();

  private final AskedRequests requests = WaitsOfRows.requests(given.database(), AS_OF);

  @Test
  void an_open_request_waits_until_now() {
    given.request();
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(Wait.micros(AS_OF)).ended()).isFalse();
    assertThat(wait.toAcknowledge(Wait.micros(AS_OF)).length()).isEqualTo(ofDays(2));
    assertThat(wait.toResolve(Wait.micros(AS_OF)).ended()).isFalse();
  }

  @Test
  void a_wait_counts_from_the_ask_and_not_from_when_the_server_received_it() {
    given.request(
        with("received_at", ASKED.plus(ofHours(5))),
        with("status", "acknowledged"),
        with("acknowledged_at", ASKED.plus(ofHours(6))));
    assertThat(onlyWait().toAcknowledge(Wait.micros(AS_OF)).length()).isEqualTo(ofHours(6));
  }

  @Test
  void a_resolved_request_ended_both_waits() {
    given.request(
        with("status", "unconfirmed"),
        with("status_since", ASKED.plus(ofHours(40))),
        with("acknowledged_at", ASKED.plus(ofHours(2))),
        with("resolved_at", ASKED.plus(ofHours(3))));
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(Wait.micros(AS_OF)).ended()).isTrue();
    assertThat(wait.toAcknowledge(Wait.micros(AS_OF)).length()).isEqualTo(ofHours(2));
    assertThat(wait.toResolve(Wait.micros(AS_OF)).ended()).isTrue();
    assertThat(wait.toResolve(Wait.micros(AS_OF)).length()).isEqualTo(ofHours(3));
  }

  @Test
  void a_declined_request_was_answered() {
    given.request(
        with("status", "declined"),
        with("status_since", ASKED.plus(ofHours(4))),
        with("acknowledged_at", ASKED.plus(ofHours(4))));
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(Wait.micros(AS_OF)).ended()).isTrue();
    assertThat(wait.toAnswer(Wait.micros(AS_OF))).isEqualTo(Observation.ended(ofHours(4)));
    assertThat(wait.toResolve(Wait.micros(AS_OF))).isEqualTo(Observation.censored(ofDays(2)));
  }

  @Test
  void a_need_that_came_back_was_resolved_once() {
    given.request(
        with("status", "acknowledged"),
        with("status_since", ASKED.plus(ofHours(9))),
        with("first_resolved_at", ASKED.plus(ofHours(3))),
        with("first_answered_at", ASKED.plus(ofHours(3))));
    assertThat(onlyWait().toResolve(Wait.micros(AS_OF))).isEqualTo(Observation.ended(ofHours(3)));
    assertThat(onlyWait().toAnswer(Wait.micros(AS_OF))).isEqualTo(Observation.ended(ofHours(3)));
  }

  @Test
  void a_declined_need_that_is_resolved_later_was_answered_first() {
    given.request(
        with("status", "resolved"),
        with("status_since", ASKED.plus(ofHours(9))),
        with("resolved_at", ASKED.plus(ofHours(9))),
        with("first_answered_at", ASKED.plus(ofHours(3))));
    assertThat(onlyWait().toResolve(Wait.micros(AS_OF))).isEqualTo(Observation.ended(ofHours(9)));
    assertThat(onlyWait().toAnswer(Wait.micros(AS_OF))).isEqualTo(Observation.ended(ofHours(3)));
  }

  @Test
  void a_wait_for_the_caregiver_s_word_ends_when_they_confirm() {
    given.request(
        with("status", "confirmed"),
        with("resolved_at", ASKED.plus(ofHours(3))),
        with("confirmed_at", ASKED.plus(ofHours(5))));
    assertThat(onlyWait().toConfirm(Wait.micros(AS_OF))).isEqualTo(Observation.ended(ofHours(5)));
    assertThat(
            waits(EVERYBODY, ASKED.plus(ofHours(4)))
                .getFirst()
                .toConfirm(Wait.micros(AS_OF))
                .ended())
        .isFalse();
  }

  @Test
  void a_caregiver_who_is_silent_has_not_confirmed() {
    given.request(with("status", "unconfirmed"), with("resolved_at", ASKED.plus(ofHours(3))));
    assertThat(onlyWait().toConfirm(Wait.micros(AS_OF))).isEqualTo(Observation.censored(ofDays(2)));
  }

  @Test
  void a_need_that_came_back_was_confirmed_once() {
    given.request(
        with("status", "confirmed"),
        with("first_confirmed_at", ASKED.plus(ofHours(4))),
        with("resolved_at", ASKED.plus(ofHours(8))),
        with("confirmed_at", ASKED.plus(ofHours(9))));
    assertThat(onlyWait().toConfirm(Wait.micros(AS_OF))).isEqualTo(Observation.ended(ofHours(4)));
  }

  @Test
  void a_reopened_request_goes_on_waiting() {
    given.request(
        with("status", "acknowledged"),
        with("status_since", ASKED.plus(ofHours(9))),
        with("acknowledged_at", ASKED.plus(ofHours(1))),
        with("resolved_at", null),
        with("reopened", 1));
    assertThat(onlyWait().toResolve(Wait.micros(AS_OF)).ended()).isFalse();
    assertThat(onlyWait().toResolve(Wait.micros(AS_OF)).length()).isEqualTo(ofDays(2));
    assertThat(onlyWait().toAcknowledge(Wait.micros(AS_OF)).ended()).isTrue();
  }

  @Test
  void a_withdrawn_request_waited_until_the_withdrawal_and_was_not_answered() {
    given.clock(
        given.request(with("status", "withdrawn"), with("status_since", ASKED.plus(ofHours(3)))),
        with("state", "stopped"),
        with("breached_at", DUE),
        with("stopped_at", ASKED.plus(ofHours(3))));
    var wait = onlyWait();
    assertThat(wait.toAcknowledge(Wait.micros(AS_OF)).ended()).isFalse();
    assertThat(wait.toResolve(Wait.micros(AS_OF)).ended()).isFalse();
    assertThat(wait.toResolve(Wait.micros(AS_OF)).length()).isEqualTo(ofHours(3));
  }

  @Test
  void an_acknowledged_and_then_withdrawn_request_was_acknowledged() {
    given.request(
        with("status", "withdrawn"),
        with("status_since", ASKED.plus(ofHours(3))),
        with("acknowledged_at", ASKED.plus(ofHours(1))));
    assertThat(onlyWait().toAcknowledge(Wait.micros(AS_OF)).ended()).isTrue();
    assertThat(onlyWait().toAcknowledge(Wait.micros(AS_OF)).length()).isEqualTo(ofHours(1));
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
    given.request(with("received_at", AS_OF.minusSeconds(1)));
    assertThat(waitFigures(AS_OF).digest()).isNotEqualTo(now.digest());
  }

  private FigureAnswer<WaitFigure> waitFigures(Instant asOf) {
    return new WaitFigures(requests, given.database()).answer(EVERYBODY, new AsOf(asOf, false));
  }

  private Wait onlyWait() {
    var waits = waits(EVERYBODY, AS_OF);
    assertThat(waits).hasSize(1);
    return waits.getFirst();
  }

  private List<Wait> waits(FigureScope scope, Instant asOf) {
    var waits = new ArrayList<Wait>();
    requests.read(scope, asOf, it -> waits.add(it.waited()));
    return waits;
  }
}
