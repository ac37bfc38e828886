package care.andon.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TurnsTest {
  private final Turns turns = new Turns(InstantSource.system());
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void one_works_at_a_time_also_after_waiting() throws Exception {
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        all.submit(
            () ->
                turns.work(
                    () -> {
                      work();
                      turns.await(Thread.currentThread()::getName);
                      work();
                    }));
      }
    }

    assertThat(most).hasValue(1);
  }

  private void work() {
    most.accumulateAndGet(working.incrementAndGet(), Math::max);
    Thread.yield();
    working.decrementAndGet();
  }

  @Test
  void another_works_while_one_waits() throws Exception {
    var otherWorked = new CountDownLatch(1);
    var waits = new CountDownLatch(1);
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      var one =
          all.submit(
              () -> {
                var answer = new boolean[1];
                turns.work(
                    () -> {
                      waits.countDown();
                      answer[0] = turns.await(() -> isReached(otherWorked));
                    });
                return answer[0];
              });
      waits.await();
      all.submit(() -> turns.work(otherWorked::countDown));

      assertThat(one.get()).isTrue();
    }
  }

  private static boolean isReached(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void a_failure_ends_the_turn() {
    assertThatIllegalStateException().isThrownBy(() -> turns.work(TurnsTest::fail));
    assertThatIllegalStateException()
        .isThrownBy(() -> turns.work(() -> turns.await(TurnsTest::fail)));

    turns.work(this::work);

    assertThat(most).hasValue(1);
  }

  private static <T> T fail() {
    throw new IllegalStateException("planned");
  }

  @Test
  void rests_longer_than_it_works_but_not_for_the_waits_of_the_database() {
    assertThat(Turns.rest(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(6));
    assertThat(Turns.rest(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(12));
    assertThat(Turns.rest(Duration.ofSeconds(-1))).isZero();
  }
}
