package care.andon.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Properties of every instant. */
class InstantsLawsTest {

  @Property
  void is_written_as_java_writes_it(
      @ForAll @LongRange(min = -70_000_000_000L, max = 400_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    var exact = Instant.ofEpochSecond(second, nano);
    for (var unit :
        new ChronoUnit[] {
          ChronoUnit.NANOS,
          ChronoUnit.MICROS,
          ChronoUnit.MILLIS,
          ChronoUnit.SECONDS,
          ChronoUnit.DAYS
        }) {
      var instant = exact.truncatedTo(unit);
      assertThat(Instants.text(instant)).isEqualTo(instant.toString());
    }
  }

  @Property
  void is_read_as_it_was_written(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999) int micros) {
    var instant = Instant.ofEpochSecond(second, micros * 1_000L);
    assertThat(Instants.parse(Instants.text(instant))).contains(instant);
  }
}
