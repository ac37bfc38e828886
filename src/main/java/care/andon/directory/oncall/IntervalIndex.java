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
 * Things that are there for a while, found by instant without looking at all of them: sorted by
 * start, each with the latest end of those up to it, so that a search backwards knows when to stop.
 * Finite times only, in microseconds as PostgreSQL keeps them: 24 bytes and a reference for each.
 */
final class IntervalIndex<T> {
  private static final long FURTHEST_SECOND = Long.MAX_VALUE / 1_000_000 - 1;

  private final long[] from;
  private final long[] to;
  private final long[] latestEnd;
  private final List<T> what;

  IntervalIndex(List<Stretch<T>> stretches) {
    var sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparingLong(Stretch::from));
    from = sorted.stream().mapToLong(Stretch::from).toArray();
    to = sorted.stream().mapToLong(Stretch::to).toArray();
    what = sorted.stream().map(Stretch::what).toList();
    latestEnd = to.clone();
    for (int i = 1; i < latestEnd.length; i++) {
      latestEnd[i] = Math.max(latestEnd[i], latestEnd[i - 1]);
    }
  }

  /** One thing and when it is there. */
  record Stretch<T>(long from, long to, T what) {
    static <T> Stretch<T> of(Interval when, T what) {
      return new Stretch<>(micros(when.from()), micros(when.to()), what);
    }

    Instant end() {
      return instant(to);
    }
  }

  /** What is there at {@code at}, the one that started last first. */
  void at(Instant at, Consumer<Stretch<T>> found) {
    var now = micros(at);
    for (int i = startedUpTo(now); i >= 0 && latestEnd[i] > now; i--) {
      if (to[i] > now) {
        found.accept(new Stretch<>(from[i], to[i], what.get(i)));
      }
    }
  }

  /** What starts after {@code after} and before {@code before}, the earliest first. */
  List<Stretch<T>> startingBetween(Instant after, Instant before) {
    var end = micros(before);
    var found = new ArrayList<Stretch<T>>();
    for (int i = startedUpTo(micros(after)) + 1; i < from.length && from[i] < end; i++) {
      found.add(new Stretch<>(from[i], to[i], what.get(i)));
    }
    return found;
  }

  /**
   * The first instant at {@code at} or later at which something of this kind is there: {@code at}
   * itself if it has started before.
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

  /** When the last of this kind ends. */
  Optional<Instant> lastEnd(Predicate<T> kind) {
    return IntStream.range(0, to.length)
        .filter(i -> kind.test(what.get(i)))
        .mapToLong(i -> to[i])
        .max()
        .stream()
        .mapToObj(IntervalIndex::instant)
        .findFirst();
  }

  /** Every start and end within {@code window}, in no order and as often as it occurs. */
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

  /** The last that has started at {@code now}; -1 when none has. */
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

  /** Instants without an end in microseconds are the largest number there is, or the smallest. */
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
