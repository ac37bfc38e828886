package care.andon.directory.oncall;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Values with an interval each, found by instant with binary search.
 *
 * <p>Entries are sorted by start. Each keeps the latest end of all entries up to it, so that a
 * backward search knows when to stop. Times are stored in microseconds, as PostgreSQL stores them:
 * 24 bytes and one reference per entry.
 */
final class IntervalIndex<T> {
  private static final long FURTHEST_SECOND = Long.MAX_VALUE / 1_000_000 - 1;

  private final long[] from;
  private final long[] to;
  private final long[] latestEnd;
  private final List<T> what;

  IntervalIndex(List<IndexEntry<T>> stretches) {
    var sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparingLong(IndexEntry::from));
    from = sorted.stream().mapToLong(IndexEntry::from).toArray();
    to = sorted.stream().mapToLong(IndexEntry::to).toArray();
    what = sorted.stream().map(IndexEntry::what).toList();
    latestEnd = to.clone();
    for (int i = 1; i < latestEnd.length; i++) {
      latestEnd[i] = Math.max(latestEnd[i], latestEnd[i - 1]);
    }
  }

  /** A value and its interval, in microseconds since the epoch. */
  record IndexEntry<T>(long from, long to, T what) {
    static <T> IndexEntry<T> of(Interval when, T what) {
      return new IndexEntry<>(micros(when.from()), micros(when.to()), what);
    }

    Instant end() {
      return instant(to);
    }
  }

  /** Passes on the entries at {@code at}, the latest start first. */
  void at(Instant at, Consumer<IndexEntry<T>> found) {
    var now = micros(at);
    for (int i = startedUpTo(now); i >= 0 && latestEnd[i] > now; i--) {
      if (to[i] > now) {
        found.accept(new IndexEntry<>(from[i], to[i], what.get(i)));
      }
    }
  }

  /** The entries that start after {@code after} and before {@code before}, by start. */
  List<IndexEntry<T>> startingBetween(Instant after, Instant before) {
    var end = micros(before);
    var found = new ArrayList<IndexEntry<T>>();
    for (int i = startedUpTo(micros(after)) + 1; i < from.length && from[i] < end; i++) {
      found.add(new IndexEntry<>(from[i], to[i], what.get(i)));
    }
    return found;
  }

  /**
   * The first instant at {@code at} or later at which there is an entry of this kind; {@code at}
   * itself if such an entry is in progress.
   */
  Optional<Instant> from(Instant at, Predicate<T> kind) {
    var now = micros(at);
    var started = startedUpTo(now);
    for (int i = started; i >= 0 && latestEnd[i] > now; i--) {
      if (to[i] > now && kind.test(what.get(i))) {
        return Optional.of(at);
      }
    }
    return IntStream.range(started + 1, from.length)
        .filter(i -> kind.test(what.get(i)))
        .mapToObj(i -> instant(from[i]))
        .findFirst();
  }

  /** The latest end of all entries of this kind. */
  Optional<Instant> lastEnd(Predicate<T> kind) {
    return IntStream.range(0, to.length)
        .filter(i -> kind.test(what.get(i)))
        .mapToLong(i -> to[i])
        .max()
        .stream()
        .mapToObj(IntervalIndex::instant)
        .findFirst();
  }

  /** Passes on every start and end within {@code window}, unsorted and with repetitions. */
  void boundaries(Interval window, LongConsumer found) {
    var start = micros(window.from());
    var end = micros(window.to());
    for (int i = startedUpTo(end); i >= 0 && latestEnd[i] >= start; i--) {
      if (from[i] >= start) {
        found.accept(from[i]);
      }
      if (to[i] >= start && to[i] <= end) {
        found.accept(to[i]);
      }
    }
  }

  boolean isEmpty() {
    return from.length == 0;
  }

  /** Index of the last entry that has started at {@code now}; -1 if none has. */
  private int startedUpTo(long now) {
    int low = 0;
    int high = from.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (from[middle] <= now) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /**
   * Microseconds since the epoch. Instants too far away become the smallest or the largest number.
   */
  static long micros(Instant instant) {
    var seconds = instant.getEpochSecond();
    if (Math.abs(seconds) > FURTHEST_SECOND) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
