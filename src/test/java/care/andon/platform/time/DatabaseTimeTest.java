package care.andon.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The time of the database, computed without the time of day of the machine. */
class DatabaseTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private long nanos = 77;
  private Instant database = NOON;
  private final DatabaseTime time = new DatabaseTime(() -> nanos);

  private void pass(Duration duration) {
    nanos += duration.toNanos();
    database = database.plus(duration);
  }

  /** A reading whose question and answer each take this long. */
  private void read(Duration there, Duration back) {
    time.read(
        () -> {
          pass(there);
          var answer = database;
          pass(back);
          return answer;
        });
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void there_is_no_time_before_the_database_was_asked() {
    assertThat(time.isKnown()).isFalse();
    assertThatThrownBy(time::now).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_question_halfway_answered_gives_the_databases_time() {
    read(millis(3), millis(3));

    assertThat(time.now()).isEqualTo(database).isEqualTo(NOON.plusMillis(6));
  }

  @Test
  void it_goes_on_without_asking_again_also_through_a_stop_of_ninety_seconds() {
    read(millis(1), millis(1));

    pass(Duration.ofSeconds(90));

    assertThat(time.now()).isEqualTo(database);
  }

  @Test
  void it_is_told_in_whole_microseconds() {
    read(Duration.ofNanos(500), Duration.ofNanos(501));
    nanos += 1_234;

    assertThat(time.now().getNano() % 1_000).isZero();
  }

  @Test
  void a_slow_answer_does_not_throw_it_off() {
    read(millis(1), millis(1));

    read(millis(1), millis(800));

    assertThat(time.now()).isEqualTo(database);
  }

  @Test
  void a_fast_answer_corrects_a_slow_one() {
    read(millis(0), millis(800));
    assertThat(time.now()).isEqualTo(database.minusMillis(400));

    read(millis(2), millis(2));

    assertThat(Duration.between(time.now(), database)).isBetween(Duration.ZERO, millis(2));
  }

  @Test
  void a_reading_moves_the_time_no_further_than_its_range() {
    read(millis(1), millis(1));
    database = database.plus(millis(100));

    read(millis(10), millis(10));

    assertThat(time.now()).isEqualTo(database.minusMillis(10));
  }

  @Test
  void it_stands_still_instead_of_going_back_a_little() {
    read(millis(1), millis(1));
    var before = time.now();
    database = database.minus(millis(300));

    read(millis(1), millis(1));
    assertThat(time.now()).isEqualTo(before);
    pass(millis(200));
    assertThat(time.now()).isEqualTo(before);

    pass(millis(200));
    assertThat(time.now()).isAfter(before).isCloseTo(database, within(millis(1)));
  }

  @Test
  void it_follows_a_database_whose_clock_was_set_back() {
    read(millis(1), millis(1));
    time.now();
    database = database.minus(Duration.ofMinutes(10));

    read(millis(1), millis(1));

    assertThat(time.now()).isCloseTo(database, within(millis(1)));
  }

  @Test
  void it_catches_up_with_a_database_that_is_ahead() {
    read(millis(1), millis(1));
    database = database.plus(Duration.ofMinutes(10));

    read(millis(1), millis(1));

    assertThat(time.now()).isCloseTo(database, within(millis(1)));
  }

  private static org.assertj.core.data.TemporalUnitOffset within(Duration duration) {
    return org.assertj.core.api.Assertions.within(
        duration.toMillis(), java.time.temporal.ChronoUnit.MILLIS);
  }
}
