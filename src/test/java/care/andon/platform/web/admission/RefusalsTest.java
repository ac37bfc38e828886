package care.andon.platform.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Counts of refused calls. */
class RefusalsTest {
  private static final long MILLISECOND = 1_000_000;

  private final AtomicLong now = new AtomicLong(-5);
  private final Refusals refusals =
      new Refusals("overload", new SimpleMeterRegistry().counter("refused"), now::get);

  @Test
  void the_first_one_is_logged_and_then_one_a_second() {
    assertThat(refusals.add()).isTrue();
    assertThat(refusals.add()).isFalse();
    now.addAndGet(999 * MILLISECOND);
    assertThat(refusals.add()).isFalse();
    now.addAndGet(MILLISECOND);
    assertThat(refusals.add()).isTrue();
    assertThat(refusals.add()).isFalse();
  }

  @Test
  void all_are_counted() {
    for (int i = 0; i < 3; i++) {
      refusals.add();
    }

    assertThat(refusals.count()).isEqualTo(3);
  }
}
