package care.andon.request.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import care.andon.platform.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionSnapshotTest {

  @Test
  void it_is_read_and_written_as_postgresql_does() {
    var seen = TransactionSnapshot.of("700:712:700,705");

    assertThat(seen).isEqualTo(new TransactionSnapshot(700, 712, List.of(700L, 705L)));
    assertThat(seen.snapshot()).isEqualTo("700:712:700,705");
    assertThat(TransactionSnapshot.of("3:3:").snapshot()).isEqualTo("3:3:");
  }

  @Test
  void a_cursor_carries_it_in_few_characters() {
    assertThat(TransactionSnapshot.of("7000000700:7000000712:7000000700,7000000705").text())
        .isEqualTo("7000000700+12:0,5");
  }

  @Property
  void what_a_cursor_carries_is_what_was_seen(@ForAll long seed) {
    var seen = random(new Random(seed));

    assertThat(TransactionSnapshot.parse(seen.text())).isEqualTo(seen);
    assertThat(TransactionSnapshot.of(seen.snapshot())).isEqualTo(seen);
  }

  @Test
  void with_very_many_writers_it_says_that_nothing_from_the_oldest_on_was_seen() {
    var running = LongStream.range(0, 1_000).map(i -> 5 + 3 * i).boxed().toList();

    var text = new TransactionSnapshot(5, 9_000, running).text();

    assertThat(text).hasSizeLessThan(TransactionSnapshot.LONGEST_TEXT);
    assertThat(TransactionSnapshot.parse(text)).isEqualTo(new TransactionSnapshot(5, 5, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5+1",
        "5:6:",
        "0+1:",
        "-5+1:",
        "5+-1:",
        "5+3:1,0",
        "5+3:3",
        "5+3:1,",
        "5+3:,1",
        "5+0:0",
        "5+3:a",
        "9999999999999999999+1:",
        "999999999999999999+999999999999999999:999999999999999999,999999999999999999",
      })
  void what_nobody_was_given_is_refused(String forged) {
    assertThatIllegalArgumentException().isThrownBy(() -> TransactionSnapshot.parse(forged));
    var position = "infinity " + UUID.randomUUID() + " " + forged;
    assertThatExceptionOfType(Problem.class).isThrownBy(() -> ListPosition.parse(position, true));
  }

  private static TransactionSnapshot random(Random random) {
    var oldest = 1 + random.nextLong(1L << 40);
    var running = new ArrayList<Long>();
    var next = oldest;
    for (int i = random.nextInt(40); i > 0; i--) {
      running.add(next);
      next += 1 + random.nextInt(100);
    }
    return new TransactionSnapshot(oldest, next, running);
  }
}
