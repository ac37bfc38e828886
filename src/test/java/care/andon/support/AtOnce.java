package care.andon.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** Runs calls at the same time, each on its own thread. They start when all threads are ready. */
public final class AtOnce {
  private static final int LONGEST_SECONDS = 120;

  private AtOnce() {}

  /** Returns the results in the order of the calls. Fails if one of the calls fails. */
  @SafeVarargs
  public static <T> List<T> call(Callable<T>... calls) {
    return call(List.of(calls));
  }

  /** Runs one call several times. */
  public static <T> List<T> call(int many, Callable<T> call) {
    return call(Collections.nCopies(many, call));
  }

  public static <T> List<T> call(List<Callable<T>> calls) {
    var start = new CyclicBarrier(calls.size());
    try (var threads = Executors.newFixedThreadPool(calls.size())) {
      var running = new ArrayList<Future<T>>();
      for (var call : calls) {
        running.add(
            threads.submit(
                () -> {
                  start.await(LONGEST_SECONDS, SECONDS);
                  return call.call();
                }));
      }
      var answers = new ArrayList<T>();
      for (var one : running) {
        answers.add(one.get(LONGEST_SECONDS, SECONDS));
      }
      return answers;
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }
}
