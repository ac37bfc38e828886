package care.andon.pages.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Round values for an axis that begins at 0. */
public final class Ticks {
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(28),
          Duration.ofDays(91),
          Duration.ofDays(364));

  private Ticks() {}

  /**
   * Returns round numbers (1, 2 or 5 times a power of ten apart), from 0 up to the largest value or
   * just below it.
   *
   * @param largest 0 or more
   * @param most the most steps; 1 or more
   */
  public static List<Double> numbers(double largest, int most) {
    if (largest <= 0) {
      return List.of(0.0);
    }
    var power = Math.pow(10, Math.floor(Math.log10(largest / most)));
    var step =
        LongStream.of(1, 2, 5, 10)
            .mapToDouble(it -> it * power)
            .filter(it -> largest / it <= most)
            .findFirst()
            .orElse(20 * power);
    return LongStream.rangeClosed(0, (long) Math.floor(largest / step))
        .mapToObj(it -> it * step)
        .toList();
  }

  /**
   * Returns times that people count in (minutes, quarters, hours, days, weeks), from 0 up to the
   * longest time or just below it.
   *
   * @param longest 0 or more
   * @param most the most steps; 1 or more. A time of many years has more
   */
  public static List<Duration> times(Duration longest, int most) {
    var step =
        STEPS.stream()
            .filter(it -> longest.dividedBy(it) <= most)
            .findFirst()
            .orElse(STEPS.getLast());
    return LongStream.rangeClosed(0, longest.dividedBy(step)).mapToObj(step::multipliedBy).toList();
  }
}
