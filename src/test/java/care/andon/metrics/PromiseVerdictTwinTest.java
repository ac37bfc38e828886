package care.andon.metrics;

import static care.andon.support.GivenRows.ASKED;
import static care.andon.support.GivenRows.with;
import static java.time.Duration.ofDays;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.metrics.engine.CaregiverWord;
import care.andon.metrics.engine.PromiseVerdict;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.OpenInterval;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.WorkCalendar;
import care.andon.support.GivenRows;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SQL and Java say the same of a promise, whatever happened to it and whenever it is judged. */
class PromiseVerdictTwinTest {
  private static final int LIVES = 400;

  private static final WorkCalendar OFFICE_HOURS = officeHours();

  @RegisterExtension static final GivenRows given = new GivenRows();

  /** A promise to resolve as it is stored. */
  private record Life(
      SlaClock clock, boolean cancelled, boolean declined, @Nullable Instant confirmedAt) {

    String judged(Instant asOf) {
      var verdict = PromiseVerdict.of(clock, cancelled, declined, asOf);
      var stoppedAt = clock.stoppedAt();
      return verdict == PromiseVerdict.MET && stoppedAt != null
          ? verdict + " " + CaregiverWord.of(stoppedAt, confirmedAt, asOf)
          : verdict.toString();
    }
  }

  @Test
  void sql_and_java_judge_random_promises_alike_at_any_instant() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var lives = new HashMap<UUID, Life>();
    for (int i = 0; i < LIVES; i++) {
      var life = life(random);
      lives.put(store(life), life);
    }

    Set<String> seen = new TreeSet<>();
    for (var asOf : instants(lives, random)) {
      var judged = judgedInSql(asOf);
      lives.forEach(
          (request, life) -> {
            if (!life.clock().accountedAt().isAfter(asOf)) {
              var expected = life.judged(asOf);
              seen.add(expected);
              assertThat(judged.get(request))
                  .as("seed %d, at %s: %s", seed, asOf, life)
                  .isEqualTo(expected);
            }
          });
    }
    assertThat(seen)
        .contains("MET CONFIRMED", "MET SILENT", "MET OPEN", "DECLINED", "MISSED", "MISSED_OPEN")
        .contains("NOT_YET_DUE", "NOT_MEASURED");
  }

  @Test
  void the_view_for_bi_tools_and_java_judge_alike_now() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var lives = new HashMap<UUID, Life>();
    for (int i = 0; i < LIVES; i++) {
      var life = life(random);
      lives.put(store(life), life);
    }

    new SqlQuery()
        .add("select request_id, upper(verdict) as verdict, now() as now from bi.fact_promise")
        .rows(
            given.database(),
            found -> {
              var row = new ResultRow(found);
              var life = Objects.requireNonNull(lives.remove(row.uuid("request_id")));
              assertThat(row.text("verdict"))
                  .as("seed %d: %s", seed, life)
                  .isEqualTo(
                      PromiseVerdict.of(
                              life.clock(), life.cancelled(), life.declined(), row.instant("now"))
                          .toString());
              return row;
            });
    assertThat(lives).isEmpty();
  }

  private static Life life(Random random) {
    var calendar = random.nextBoolean() ? OFFICE_HOURS : WorkCalendar.always(UTC);
    var clock =
        SlaClock.start(
            calendar,
            Duration.ofMinutes(pick(random, 30, 60, 480, 2400)),
            random.nextInt(5) == 0 ? null : Duration.ofHours(24),
            List.of(75, 100),
            ASKED);
    var at = ASKED;
    var declined = false;
    for (int i = random.nextInt(6); i > 0; i--) {
      at = at.plus(Duration.ofMinutes(pick(random, 0, 7, 30, 60, 500, 1500)));
      var act = random.nextInt(7);
      var wasStopped = clock.state() == ClockState.STOPPED;
      clock =
          switch (act) {
            case 0 -> clock.pause(at).clock();
            case 1 -> clock.resume(at).clock();
            case 2, 3 -> clock.stop(at).clock();
            case 4 -> clock.undo(at).clock();
            case 5 -> clock.raise(at, Duration.ofMinutes(60)).clock();
            default -> clock.lower(at, Duration.ofMinutes(480)).clock();
          };
      declined = clock.state() == ClockState.STOPPED && (wasStopped ? declined : act == 3);
    }
    var stopped = clock.state() == ClockState.STOPPED;
    var cancelled = stopped && !declined && clock.breachedAt() == null && random.nextInt(5) == 0;
    var confirmed = stopped && !declined && !cancelled && random.nextInt(3) == 0;
    return new Life(clock, cancelled, declined, confirmed ? clock.stoppedAt() : null);
  }

  private static UUID store(Life life) {
    var clock = life.clock();
    var request = given.request();
    given.clock(
        request,
        with("calendar", clock.calendar().equals(OFFICE_HOURS) ? "office-hours" : "always"),
        with("target", GivenRows.micros(clock.target())),
        with("state", clock.state().name().toLowerCase(Locale.ROOT)),
        with("elapsed", GivenRows.micros(clock.elapsed())),
        with("accounted_at", clock.accountedAt()),
        with("resumes_at", clock.resumesAt()),
        with("stopped_at", clock.stoppedAt()),
        with("breached_at", clock.breachedAt()),
        with("promised_at", clock.promisedAt().orElse(null)),
        with("due_after_pause", clock.dueAfterPause().orElse(null)),
        with("cancelled", life.cancelled()),
        with("declined", life.declined()),
        with("confirmed_at", life.confirmedAt()));
    return request;
  }

  /** Instants around those at which a verdict may change, and some others. */
  private static List<Instant> instants(Map<UUID, Life> lives, Random random) {
    var instants = new ArrayList<Instant>();
    for (var life : lives.values()) {
      if (random.nextInt(10) == 0) {
        var due = life.clock().promisedAt().orElseThrow();
        instants.add(due);
        instants.add(due.plus(1, ChronoUnit.MICROS));
        instants.add(ASKED.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 30))));
      }
    }
    instants.add(ASKED.plus(ofDays(60)));
    return instants;
  }

  private static Map<UUID, String> judgedInSql(Instant asOf) {
    var promises =
        JudgedPromises.in(
            ASKED.minus(ofDays(1)), ASKED.plus(ofDays(400)), asOf, SqlCondition.ALWAYS, null);
    var judged = new HashMap<UUID, String>();
    new SqlQuery()
        .add(
            "select request_id, upper(verdict || case verdict when 'met' then ' ' || word else '' end)"
                + " from ("
                + promises.sql()
                + ") as promise where cycle = 1",
            promises.values().toArray())
        .rows(given.database(), row -> judged.put(row.getObject(1, UUID.class), row.getString(2)));
    return judged;
  }

  private static WorkCalendar officeHours() {
    var weekly = new EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    for (var day : EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)) {
      weekly.put(day, List.of(OpenInterval.parse("09:00-17:00")));
    }
    return new WorkCalendar(UTC, weekly, List.of(), List.of());
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
