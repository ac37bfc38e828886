package care.andon.metrics.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Waits of one kind, in any order. There may be a million of them, so each takes one number: its
 * length in microseconds, and whether it ended.
 */
public final class Observations {
  private static final Duration UNIT = Duration.ofNanos(1_000);

  private long[] coded = new long[16];
  private int size;

  /** Returns the collection of these waits. */
  public static Observations of(List<Observation> waits) {
    var all = new Observations();
    waits.forEach(all::add);
    return all;
  }

  /** Adds a wait. */
  public void add(Observation wait) {
    if (size == coded.length) {
      coded = Arrays.copyOf(coded, 2 * size);
    }
    coded[size++] = wait.micros() << 1 | (wait.ended() ? 0 : 1);
  }

  /** Sorted by length; of waits of one length those that ended come first. */
  long[] sorted() {
    var sorted = Arrays.copyOf(coded, size);
    Arrays.parallelSort(sorted);
    return sorted;
  }

  static boolean isEnded(long coded) {
    return (coded & 1) == 0;
  }

  static Duration length(long coded) {
    return UNIT.multipliedBy(coded >> 1);
  }
}
