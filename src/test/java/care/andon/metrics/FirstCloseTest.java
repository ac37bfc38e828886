package care.andon.metrics;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.metrics.promise.DayClosing;
import care.andon.metrics.promise.FigureJournal;
import care.andon.metrics.promise.FigurePlace;
import care.andon.metrics.promise.JudgedPromises;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The first close adds up the whole history before it, in parts of 30 days. Several replicas try it
 * at once.
 */
@QuarkusTest
class FirstCloseTest {
  private static final int REPLICAS = 3;
  private static final int DAYS = 3;

  /** Promises of all of these days: no part ends between two of them without one. */
  private static final int OLD_DAYS = 95;

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject FigureJournal journal;
  @Inject DayClosing closing;
  private Instant begin;

  @BeforeEach
  void as_after_an_upgrade() throws SQLException {
    time.passUntil(MONDAY, "10:00");
    begin = time.instant().truncatedTo(ChronoUnit.DAYS);
    for (int i = 0; i < OLD_DAYS; i++) {
      var id = nina.files(aNeedOf("patient_waiting", "transport_flow"));
      if (i % 3 == 0) {
        time.sleep(ofMinutes(90));
      }
      omar.resolve(id);
      time.sleep(Duration.between(time.instant(), begin.plus(ofDays(i + 1)).plus(ofMinutes(600))));
    }
    execute(
        """
        set session_replication_role = replica;
        truncate figure_day, figure_close;
        set session_replication_role = origin;
        update figures_begin set begins_at = '%s'
        """
            .formatted(time.instant()));
    time.sleep(ofDays(DAYS));
  }

  @AfterEach
  void figures_begin_with_the_first_request() throws SQLException {
    execute("update figures_begin set begins_at = '-infinity'");
  }

  @Test
  void of_several_replicas_one_adds_up_all_parts_of_the_history_once() {
    var closed = AtOnce.call(REPLICAS, closing::closeDays);

    assertThat(closed.stream().mapToInt(it -> it).sum()).isEqualTo(DAYS);
    var asOf = time.instant().minus(ofMinutes(2));
    var today = asOf.truncatedTo(ChronoUnit.DAYS);
    assertSumsAreVerdicts(Instant.parse("1900-01-01T00:00:00Z"), today, asOf);
    for (var day = begin; day.isBefore(today); day = day.plus(ofDays(1))) {
      assertSumsAreVerdicts(day, day.plus(ofDays(1)), asOf);
    }
    assertThat(dueDays()).isGreaterThanOrEqualTo(OLD_DAYS);
  }

  private void assertSumsAreVerdicts(Instant from, Instant to, Instant asOf) {
    var place = FigurePlace.of(scope(from, to)).orElseThrow();
    assertThat(sorted(journal.counts(place, asOf)))
        .as("due from %s until %s", from, to)
        .isEqualTo(
            sorted(
                JudgedPromises.in(from, to, asOf, place.scope().requests(), place.team())
                    .counted(database)));
  }

  private static List<PromiseCount> sorted(List<PromiseCount> counts) {
    return counts.stream()
        .sorted(comparing(PromiseCount::clock).thenComparing(PromiseCount::impact))
        .toList();
  }

  /** On how many of the old days promises of this class fell due, as far as they were added up. */
  private int dueDays() {
    return new SqlQuery()
        .add("select distinct due_day from figure_day where dimension = 'facility'")
        .add("and due_day >= ?", LocalDate.ofInstant(begin, ZoneOffset.UTC))
        .rows(database, row -> 1)
        .size();
  }

  private static FigureScope scope(Instant from, Instant to) {
    return new FigureScope(
        new Period(null, from, to, List.of()),
        List.of(new Window(from, to, Facilities.ALL)),
        null,
        null,
        null,
        null,
        FigureBase.ALL,
        null);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
