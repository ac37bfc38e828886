package care.andon.platform.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The current time of the database, computed from occasional readings. The time since the last
 * reading is measured with a monotonic clock of this machine, which changes of the time of day do
 * not affect.
 *
 * <p>The database read its clock at some moment between question and answer. So a reading gives a
 * range as wide as the round trip. The computed time changes only if it lies outside this range,
 * and then only to the edge of the range. A slow answer cannot distort the time, and a fast one
 * makes it exact.
 *
 * <p>If a reading moves the time back by less than a second, the time stands still until it has
 * caught up. It goes back only if the clock of the database did, for example after a failover to a
 * server with another clock.
 */
final class DatabaseTime {
  private static final long LONGEST_STANDSTILL_NANOS = 1_000_000_000;
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private final LongSupplier nanos;
  private final long origin;
  private final AtomicLong told = new AtomicLong(Long.MIN_VALUE);
  private volatile @Nullable Long offset;

  /**
   * @param nanos a monotonic clock, such as {@link System#nanoTime}
   */
  DatabaseTime(LongSupplier nanos) {
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
  }

  /** Reads the current time of the database. */
  @FunctionalInterface
  interface Question<X extends Exception> {
    Instant ask() throws X;
  }

  /** Reads the time of the database and adjusts the computed time. */
  <X extends Exception> void read(Question<X> question) throws X {
    var before = passed();
    var answer = question.ask();
    take(answer, before, passed());
  }

  private synchronized void take(Instant answer, long before, long after) {
    var then = answer.getEpochSecond() * NANOS_A_SECOND + answer.getNano();
    var earliest = then - after;
    var latest = then - before;
    var known = offset;
    offset =
        known == null ? earliest + (latest - earliest) / 2 : Math.clamp(known, earliest, latest);
  }

  /** Whether there has been a reading. */
  boolean isKnown() {
    return offset != null;
  }

  /**
   * Returns the current time in whole microseconds.
   *
   * @throws IllegalStateException if there has been no reading yet
   */
  Instant now() {
    var known = offset;
    if (known == null) {
      throw new IllegalStateException("The time of the database has not been read yet");
    }
    var now = told.accumulateAndGet(passed() + known, DatabaseTime::notSlightlyBack);
    return Instant.ofEpochSecond(
            Math.floorDiv(now, NANOS_A_SECOND), Math.floorMod(now, NANOS_A_SECOND))
        .truncatedTo(ChronoUnit.MICROS);
  }

  private static long notSlightlyBack(long before, long now) {
    return now < before && before < now + LONGEST_STANDSTILL_NANOS ? before : now;
  }

  private long passed() {
    return nanos.getAsLong() - origin;
  }
}
