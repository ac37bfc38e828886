package care.andon.benchmark;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** So many at once, each doing the same thing over and over on a connection of its own. */
final class Crowd {
  private static final int FIRST_ROOM = 4_096;

  private final Supplier<Cpu> cpu;

  /**
   * @param cpu tells how much processor time was used so far
   */
  Crowd(Supplier<Cpu> cpu) {
    this.cpu = cpu;
  }

  /** One of the crowd: opens its connection, and then calls. */
  interface Member extends AutoCloseable {
    /**
     * Calls once.
     *
     * @return whether the answer was as it should be
     */
    boolean call() throws Exception;

    /** What to do between two calls; not measured. */
    default void rest() throws Exception {}

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
  Measured run(String operation, int connections, Duration time, Members members) throws Exception {
    var start = new Gate(connections);
    var end = new Gate(connections);
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var calls = new ArrayList<Future<Calls>>();
      for (int number = 0; number < connections; number++) {
        var mine = number;
        calls.add(threads.submit(() -> call(members, mine, start, end, time)));
      }
      var done = all(calls);
      return Measured.of(
          operation,
          connections,
          done.stream().map(Calls::nanos).toList(),
          done.stream().mapToLong(Calls::errors).sum(),
          Duration.ofNanos(end.nanos - start.nanos),
          requireNonNull(end.used).since(requireNonNull(start.used), calls(done)));
    }
  }

  /** Lets nobody pass before all are there, and notes when and at what expense that was. */
  private final class Gate {
    private final CyclicBarrier barrier;
    private volatile long nanos;
    private volatile @Nullable Cpu used;

    Gate(int members) {
      barrier = new CyclicBarrier(members, this::note);
    }

    private void note() {
      used = cpu.get();
      nanos = System.nanoTime();
    }

    void pass() throws Exception {
      barrier.await();
    }

    void breakDown() {
      barrier.reset();
    }
  }

  private record Calls(long[] nanos, long errors) {}

  private static Calls call(Members members, int number, Gate start, Gate end, Duration time)
      throws Exception {
    try (var member = members.open(number)) {
      start.pass();
      var calls = call(member, time);
      end.pass();
      return calls;
    } catch (Exception failed) {
      start.breakDown();
      end.breakDown();
      throw failed;
    }
  }

  private static Calls call(Member member, Duration time) throws Exception {
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
      member.rest();
      before = System.nanoTime();
    }
    return new Calls(Arrays.copyOf(nanos, count), errors);
  }

  private static int calls(List<Calls> done) {
    return done.stream().mapToInt(calls -> calls.nanos().length).sum();
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
