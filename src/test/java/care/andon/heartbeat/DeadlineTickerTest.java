package care.andon.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.request.Deadlines;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** What is seen of the heartbeat while it works off what has piled up. */
class DeadlineTickerTest {
  private static final Instant START = Instant.parse("2026-03-02T16:00:00Z");
  private static final Duration DOWN_FOR = Duration.ofHours(1);
  private static final Duration LATE = Duration.ofSeconds(30);

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = START;
  private final InstantSource time = () -> now;

  /** Things that are due, each batch of which takes its time. */
  private class Backlog implements Deadlines {
    private final ArrayDeque<Instant> due = new ArrayDeque<>();
    private final Duration work;
    private int asked;

    Backlog(Duration work, List<Instant> due) {
      this.work = work;
      this.due.addAll(due);
    }

    @Override
    public Tick advanceDue(int most) {
      seen.add(seen());
      now = now.plus(work);
      var upTo = Optional.<Instant>empty();
      var looked = 0;
      for (; looked < most && !due.isEmpty() && !due.peek().isAfter(now); looked++) {
        upTo = Optional.of(due.remove());
      }
      return new Tick(looked, looked, upTo, List.of());
    }

    @Override
    public Tick advanceDueOneByOne(int most) {
      throw new AssertionError("No batch failed");
    }

    @Override
    public Optional<Instant> nextDue() {
      asked++;
      return Optional.ofNullable(due.peek());
    }
  }

  /** What an operator sees. */
  private record Seen(Duration sinceLastLook, Duration lag, double gauge, Status well) {}

  private final List<Seen> seen = new ArrayList<>();
  private DeadlineTicker ticker;

  private Seen seen() {
    var state = ticker.state();
    return new Seen(
        state.sinceLastLook(),
        state.lag(),
        meters.get("andon.ticker.lag").timeGauge().value(),
        new TickerHealth(ticker).call().getStatus());
  }

  private Backlog ticks(Duration work, List<Instant> due) {
    var backlog = new Backlog(work, due);
    ticker = new DeadlineTicker(backlog, time, meters, rest -> now = now.plus(rest));
    return backlog;
  }

  @Test
  void a_long_catch_up_is_seen_to_be_at_work_and_how_far_behind_it_is() {
    var backlog = ticks(Duration.ofSeconds(4), Collections.nCopies(1_000, START.minus(DOWN_FOR)));

    ticker.beat();

    var after = seen.getLast().lag();
    assertThat(Duration.between(START, now)).isGreaterThan(LATE.multipliedBy(2));
    assertThat(seen).allMatch(it -> it.sinceLastLook().compareTo(LATE) < 0);
    // Before the first batch nobody has looked; from then on it shows, and rises.
    assertThat(seen.subList(1, seen.size()))
        .allMatch(it -> it.lag().compareTo(DOWN_FOR) > 0 && it.well() == Status.DOWN)
        .allMatch(it -> it.gauge() == it.lag().toNanos() / 1e9)
        .extracting(Seen::lag)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(after).isGreaterThan(DOWN_FOR.plus(LATE));
    assertThat(backlog.asked).isEqualTo(1);
    assertThat(seen()).isEqualTo(new Seen(Duration.ZERO, Duration.ZERO, 0, Status.UP));
  }

  @Test
  void the_lag_falls_as_it_catches_up_with_what_was_due_bit_by_bit() {
    var due = new ArrayList<Instant>();
    for (var second = DOWN_FOR.toSeconds(); second > 0; second -= 10) {
      due.add(START.minusSeconds(second));
    }
    ticks(Duration.ofMillis(50), due);

    ticker.beat();

    assertThat(seen.subList(1, seen.size()))
        .hasSizeGreaterThan(10)
        .extracting(Seen::lag)
        .isSortedAccordingTo(Collections.reverseOrder())
        .doesNotHaveDuplicates()
        .allMatch(lag -> lag.compareTo(DOWN_FOR) < 0);
  }

  @Test
  void what_does_not_come_back_from_a_batch_looks_dead() {
    ticks(Duration.ofSeconds(4), Collections.nCopies(500, START.minusSeconds(1)));
    ticker.beat();

    now = now.plus(LATE);

    assertThat(seen().well()).isEqualTo(Status.DOWN);
  }

  @Test
  void while_the_database_is_away_the_next_beat_tries_again() {
    var gone = new SQLException("The connection attempt failed", "08001");
    var isAway = new AtomicBoolean(true);
    var due =
        new Backlog(Duration.ZERO, List.of(START)) {
          @Override
          public Tick advanceDue(int most) {
            if (isAway.get()) {
              throw new IllegalStateException(gone);
            }
            return super.advanceDue(most);
          }

          @Override
          public Tick advanceDueOneByOne(int most) {
            throw new IllegalStateException(gone);
          }
        };
    ticker = new DeadlineTicker(due, time, meters, rest -> {});
    now = now.plus(LATE);

    ticker.beat();
    assertThat(seen().sinceLastLook()).isEqualTo(LATE);

    isAway.set(false);
    ticker.beat();
    assertThat(seen().sinceLastLook()).isZero();
    assertThat(due.nextDue()).isEmpty();
  }

  @Test
  void a_beat_that_fails_leaves_what_was_seen_before_it() {
    var fails =
        new Backlog(Duration.ZERO, List.of()) {
          @Override
          public Tick advanceDue(int most) {
            throw new IllegalStateException("The database is away");
          }

          @Override
          public Tick advanceDueOneByOne(int most) {
            throw new IllegalStateException("The database is away");
          }
        };
    ticker = new DeadlineTicker(fails, time, meters, rest -> {});
    now = now.plus(LATE);

    assertThatThrownBy(ticker::beat).isInstanceOf(IllegalStateException.class);

    assertThat(seen().sinceLastLook()).isEqualTo(LATE);
  }
}
