package care.andon.request.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What was found out once is not looked for again, and is what looking again would find. */
class NextInstantCacheTest {
  private static final Instant START = Instant.parse("2026-03-02T07:00:00Z");

  @Property
  void in_whatever_order_it_is_asked_the_answer_is_the_first_one_after(@ForAll long seed) {
    var random = new Random(seed);
    var instants = new TreeSet<Instant>();
    for (var i = random.nextInt(8); i >= 0; i--) {
      instants.add(START.plusSeconds(random.nextInt(60)));
    }
    var following = new NextInstantCache();

    for (var i = 0; i < 100; i++) {
      var at = START.plusSeconds(random.nextInt(60));
      assertThat(following.after(at, it -> Optional.ofNullable(instants.higher(it))))
          .as("%s after %s", instants, at)
          .isEqualTo(Optional.ofNullable(instants.higher(at)));
    }
  }

  @Test
  void it_is_found_out_once_for_all_that_it_follows() {
    var asked = new ArrayList<Instant>();
    var following = new NextInstantCache();

    for (var seconds : new int[] {5, 7, 9, 3, 4, 8}) {
      following.after(
          START.plusSeconds(seconds),
          at -> {
            asked.add(at);
            return Optional.of(START.plusSeconds(10));
          });
    }

    assertThat(asked).containsExactly(START.plusSeconds(5), START.plusSeconds(3));
  }
}
