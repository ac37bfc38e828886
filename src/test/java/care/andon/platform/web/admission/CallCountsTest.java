package care.andon.platform.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallCountsTest {
  private final CallCounts counts = new CallCounts(2);

  @Test
  void each_key_has_its_own_limit() {
    assertThat(counts.begin("a")).isTrue();
    assertThat(counts.begin("a")).isTrue();
    assertThat(counts.begin("a")).isFalse();
    assertThat(counts.begin("b")).isTrue();
  }

  @Test
  void a_call_that_ended_makes_room_for_one() {
    counts.begin("a");
    counts.begin("a");

    counts.end("a");

    assertThat(counts.begin("a")).isTrue();
    assertThat(counts.begin("a")).isFalse();
  }

  @Test
  void a_call_that_was_refused_is_not_counted() {
    counts.begin("a");
    counts.begin("a");
    counts.begin("a");
    counts.end("a");
    counts.end("a");

    assertThat(counts.keys()).isZero();
  }
}
