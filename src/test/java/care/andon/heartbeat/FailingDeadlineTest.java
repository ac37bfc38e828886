package care.andon.heartbeat;

import static care.andon.support.Given.aNeedOf;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.LogCapture;
import care.andon.support.TimeMachine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What fails once is recorded within seconds; what fails again and again holds up no other. */
@QuarkusTest
class FailingDeadlineTest {
  private static final String MISSED = "promise_missed";

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Inject TimeMachine time;
  @Inject DeadlineTicker ticker;
  @Inject DataSource database;
  @Inject MeterRegistry meters;

  private String failing;
  private String other;

  @BeforeEach
  void two_requests() {
    time.passUntil(MONDAY, "10:00");
    failing = nina.files(aNeedOf("patient_waiting", "supplies"));
    other = nina.files(aNeedOf("patient_waiting", "supplies"));
  }

  @AfterEach
  void nothing_fails() throws SQLException {
    sql("drop trigger if exists fails on request_event; drop sequence if exists attempts");
    time.beat();
    omar.resolve(failing);
    omar.resolve(other);
  }

  @Test
  void a_conflict_postpones_nothing() throws SQLException {
    assertRecordedWithinSeconds("raise exception 'conflict' using errcode = '40001'");
  }

  @Test
  void a_row_that_stays_locked_postpones_nothing() throws SQLException {
    assertRecordedWithinSeconds("raise exception 'locked' using errcode = '55P03'");
  }

  @Test
  void a_connection_that_is_cut_postpones_nothing() throws SQLException {
    assertRecordedWithinSeconds("perform pg_terminate_backend(pg_backend_pid())");
  }

  private void assertRecordedWithinSeconds(String failure) throws SQLException {
    var before = postponed();
    fails(failure, 2);
    time.sleep(Duration.ofMinutes(6));

    ticker.beat();
    time.sleep(Duration.ofSeconds(1));
    ticker.beat();

    assertThat(omar.happened(failing)).containsOnlyOnce(MISSED);
    assertThat(omar.happened(other)).containsOnlyOnce(MISSED);
    assertThat(postponed()).isEqualTo(before);
  }

  @Test
  void what_fails_again_and_again_is_postponed_counted_and_logged_and_holds_up_no_other()
      throws SQLException {
    var before = postponed();
    fails("raise exception 'damaged'", 1_000);
    time.sleep(Duration.ofMinutes(6));

    try (var log = new LogCapture()) {
      ticker.beat();
      assertThat(omar.happened(other)).containsOnlyOnce(MISSED);
      for (var seconds : new int[] {1, 2, 4}) {
        time.sleep(Duration.ofSeconds(seconds));
        ticker.beat();
      }

      assertThat(postponed()).isEqualTo(before + 3);
      assertThat(log.text())
          .contains("Deadlines of request %s failed 4 times; next try in PT8S".formatted(failing))
          .doesNotContain("Deadlines of request " + other);
    }
    assertThat(omar.happened(failing)).doesNotContain(MISSED);

    sql("drop trigger fails on request_event");
    time.sleep(Duration.ofSeconds(8));
    ticker.beat();
    assertThat(omar.happened(failing)).containsOnlyOnce(MISSED);
  }

  @Test
  void it_is_tried_every_five_minutes_however_often_it_fails() throws SQLException {
    fails("raise exception 'damaged'", 1_000);
    time.sleep(Duration.ofMinutes(6));
    for (var attempt = 0; attempt < 12; attempt++) {
      ticker.beat();
      time.sleep(Duration.ofMinutes(5));
    }
    var before = postponed();

    ticker.beat();

    assertThat(postponed()).isEqualTo(before + 1);
  }

  private double postponed() {
    return meters.get("andon.deadlines.postponed").counter().count();
  }

  /** The first attempts to record something on one request fail. */
  private void fails(String how, int attempts) throws SQLException {
    sql(
        """
        create sequence attempts;
        create or replace function fails() returns trigger language plpgsql as $$
        begin
          if nextval('attempts') <= %d then %s; end if;
          return new;
        end $$;
        create trigger fails before insert on request_event for each row
        when (new.request_id = '%s') execute function fails();
        """
            .formatted(attempts, how, failing));
  }

  private void sql(String statements) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
