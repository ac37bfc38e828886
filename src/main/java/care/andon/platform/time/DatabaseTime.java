package care.andon.platform.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's time, carried on by a clock of this machine that nobody sets: a reading says what
 * the time was, and the nanoseconds passed since then are added.
 *
 * <p>The database told its time somewhere between question and answer, so a reading allows a range
 * as wide as its round trip. The time is moved only if it lies outside, and no further than to the
 * edge of the range: a slow answer cannot throw it off, and a quick one makes it exact.
 *
 * <p>Where a reading sets it back by less than a second, it stands still until it has caught up. It
 * goes back only where the database itself did, as after a failover to a server with another clock.
 */
final class DatabaseTime {
  private static final long STANDS_STILL_FOR = 1_000_000_000;
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private final LongSupplier nanos;
  private final long origin;
  private final AtomicLong told = new AtomicLong(Long.MIN_VALUE);
  private volatile @Nullable Long offset;

  /**
   * @param nanos goes on evenly, whatever happens to the machine's time of day; {@link
   *     System#nanoTime} does
   */
  DatabaseTime(LongSupplier nanos) {
    this.nanos = nanos;
    this.origin = nanos.getAsLong();
  }

  /** Asks the database for its time. */
  @FunctionalInterface
  interface Question<X extends Exception> {
    Instant ask() throws X;
  }

  /** Asks, and goes by the answer. */
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

  /** Whether the database has ever been asked. */
  boolean isKnown() {
    return offset != null;
  }

  /**
   * Now, in whole microseconds.
   *
   * @throws IllegalStateException before the first reading: there is no other time to tell
   */
  Instant now() {
    var known = offset;
    if (known == null) {
      throw new IllegalStateException("The database has not been asked for its time");
    }
    var now = told.accumulateAndGet(passed() + known, DatabaseTime::notBackABit);
    return Instant.ofEpochSecond(
            Math.floorDiv(now, NANOS_A_SECOND), Math.floorMod(now, NANOS_A_SECOND))
        .truncatedTo(ChronoUnit.MICROS);
  }

  private static long notBackABit(long before, long now) {
    return now < before && before < now + STANDS_STILL_FOR ? before : now;
  }

  private long passed() {
    return nanos.getAsLong() - origin;
  }
}
