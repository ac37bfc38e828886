package care.andon.platform.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionQueueTest {
  private final List<String> started = new ArrayList<>();

  private record Call(String name, boolean isUrgent, List<String> started)
      implements AdmissionQueue.Waiting {
    @Override
    public void start() {
      started.add(name);
    }
  }

  private Call urgent(String name) {
    return new Call(name, true, started);
  }

  private Call other(String name) {
    return new Call(name, false, started);
  }

  @Test
  void as_many_calls_run_as_there_are_places() {
    var queue = new AdmissionQueue(2, 0);

    assertThat(queue.enter(other("first"))).isTrue();
    assertThat(queue.enterAtOnce()).isTrue();
    assertThat(queue.enterAtOnce()).isFalse();
    assertThat(queue.enter(other("third"))).isFalse();
    assertThat(queue.running()).isEqualTo(2);
    assertThat(queue.waiting()).isEqualTo(1);
  }

  @Test
  void urgent_calls_start_first_and_then_the_one_that_has_waited_longest() {
    var queue = new AdmissionQueue(1, 0);
    queue.enter(other("running"));
    for (var call : List.of(other("a"), urgent("b"), other("c"), urgent("d"))) {
      assertThat(queue.enter(call)).isFalse();
    }

    for (var i = 0; i < 5; i++) {
      queue.leave();
    }

    assertThat(started).containsExactly("b", "d", "a", "c");
    assertThat(queue.running()).isZero();
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void some_places_are_only_for_urgent_calls() {
    var queue = new AdmissionQueue(3, 1);
    queue.enter(other("first"));
    queue.enter(other("second"));

    assertThat(queue.enter(other("third"))).isFalse();
    assertThat(queue.enter(urgent("urgent"))).isTrue();
    // The place of an urgent call is not given to the one that waits.
    queue.leave();
    assertThat(started).isEmpty();
    queue.leave();
    assertThat(started).containsExactly("third");
  }

  @Test
  void a_call_that_was_withdrawn_is_not_started() {
    var queue = new AdmissionQueue(1, 0);
    queue.enterAtOnce();
    var gone = other("gone");
    queue.enter(gone);
    queue.enter(other("next"));

    assertThat(queue.withdraw(gone)).isTrue();
    assertThat(queue.withdraw(gone)).isFalse();
    queue.leave();

    assertThat(started).containsExactly("next");
  }

  @Test
  void other_calls_have_at_least_one_place() {
    assertThatThrownBy(() -> new AdmissionQueue(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
