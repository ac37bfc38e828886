package care.andon.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Keeps sending from delaying people's calls, which need the same processors. One webhook works at
 * a time, and then rests six times as long as it worked. A webhook that waits for a receiver gives
 * its turn to another one.
 */
@Singleton
class Turns {
  /** So a webhook works a seventh of the time. */
  private static final int RESTS = 6;

  /** Work of more than a sixth of this has waited for the database. */
  private static final Duration LONGEST_REST = Duration.ofMillis(12);

  private final InstantSource time;
  private final Semaphore turn = new Semaphore(1, true);
  private volatile Instant since = Instant.EPOCH;

  Turns(InstantSource time) {
    this.time = time;
  }

  /** Waits for a turn, works and rests. */
  void work(Runnable work) {
    begin();
    try {
      work.run();
    } finally {
      end();
    }
  }

  /** Waits for something during a turn. Others work meanwhile. */
  <T> T await(Supplier<T> something) {
    end();
    try {
      return something.get();
    } finally {
      begin();
    }
  }

  private void begin() {
    turn.acquireUninterruptibly();
    since = time.instant();
  }

  private void end() {
    LockSupport.parkNanos(rest(Duration.between(since, time.instant())).toNanos());
    turn.release();
  }

  /** How long a webhook rests. Zero also if the clock was set back. */
  static Duration rest(Duration worked) {
    if (worked.isNegative()) {
      return Duration.ZERO;
    }
    var usual = worked.multipliedBy(RESTS);
    return usual.compareTo(LONGEST_REST) < 0 ? usual : LONGEST_REST;
  }
}
