package care.andon.platform.web.admission;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts the calls that are refused for one reason. At most one a second is logged, because a line
 * costs as much as the refusal itself, and in an overload there are thousands.
 */
final class Refusals {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final String reason;
  private final Counter counter;
  private final LongSupplier nanos;
  private final AtomicLong lastLogged;

  /**
   * @param nanos a monotonic clock, in nanoseconds
   */
  Refusals(String reason, Counter counter, LongSupplier nanos) {
    this.reason = reason;
    this.counter = counter;
    this.nanos = nanos;
    this.lastLogged = new AtomicLong(nanos.getAsLong() - PAUSE);
  }

  /**
   * Counts one more call.
   *
   * @return whether this one is to be logged
   */
  boolean add() {
    counter.increment();
    var now = nanos.getAsLong();
    var last = lastLogged.get();
    return now - last >= PAUSE && lastLogged.compareAndSet(last, now);
  }

  /** The number of calls since the start. */
  long count() {
    return (long) counter.count();
  }

  @Override
  public String toString() {
    return reason;
  }
}
