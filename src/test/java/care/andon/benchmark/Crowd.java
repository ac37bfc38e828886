package care.andon.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many at once, each doing the same thing over and over on a connection of its own. */
final class Crowd {
  private static final int FIRST_ROOM = 4_096;

  private Crowd() {}

  /** One of the crowd: opens its connection, and then calls. */
  interface Member extends AutoCloseable {
    /**
     * Calls once.
     *
     * @return whether the answer was as it should be
     */
    boolean call() throws Exception;

    /** Whether there is something left to call for. */
    default boolean canGoOn() {
      return true;
    }

    @Override
    default void close() throws Exception {}
  }

  /** Makes the member of this number, counted from 0. */
  interface Members {
    Member open(int number) throws Exception;
  }

  /** Lets {@code connections} members call until the time is up or there is nothing left. */
  static Measured run(String operation, int connections, Duration time, Members members)
      throws Exception {
    var start = new CyclicBarrier(connections + 1);
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var calls = new ArrayList<Future<Calls>>();
      for (int number = 0; number < connections; number++) {
        var mine = number;
        calls.add(threads.submit(() -> call(members, mine, start, time)));
      }
      start.await();
      var begin = System.nanoTime();
      var done = all(calls);
      var took = Duration.ofNanos(System.nanoTime() - begin);
      return Measured.of(
          operation,
          connections,
          done.stream().map(Calls::nanos).toList(),
          done.stream().mapToLong(Calls::errors).sum(),
          took);
    }
  }

  private record Calls(long[] nanos, long errors) {}

  private static Calls call(Members members, int number, CyclicBarrier start, Duration time)
      throws Exception {
    try (var member = open(members, number, start)) {
      start.await();
      var nanos = new long[FIRST_ROOM];
      var count = 0;
      var errors = 0L;
      var before = System.nanoTime();
      var end = before + time.toNanos();
      while (before < end && member.canGoOn()) {
        var good = member.call();
        var after = System.nanoTime();
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * count);
        }
        if (good) {
          nanos[count++] = after - before;
        } else {
          errors++;
        }
        before = after;
      }
      return new Calls(Arrays.copyOf(nanos, count), errors);
    }
  }

  private static Member open(Members members, int number, CyclicBarrier start) throws Exception {
    try {
      return members.open(number);
    } catch (Exception failed) {
      start.reset();
      throw failed;
    }
  }

  private static List<Calls> all(List<Future<Calls>> calls)
      throws InterruptedException, ExecutionException {
    var done = new ArrayList<Calls>();
    for (var call : calls) {
      done.add(call.get());
    }
    return done;
  }
}
