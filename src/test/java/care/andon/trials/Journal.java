package care.andon.trials;

import care.andon.support.PackagedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What clients did and what they were answered. Times are those of {@link System#nanoTime}. */
final class Journal {
  private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
  private final Queue<Probe> probes = new ConcurrentLinkedQueue<>();

  /**
   * One call.
   *
   * @param status 0 if there was no answer
   * @param failure why there was none
   */
  record Attempt(
      String key,
      String act,
      int port,
      boolean urgent,
      long sent,
      Duration took,
      int status,
      boolean retryAfter,
      String trace,
      Answer answer,
      @Nullable String failure) {
    long answered() {
      return sent + took.toNanos();
    }

    /** Whether there is no need to call again: it is done, or never will be. */
    boolean isKnown() {
      return isDone()
          || (status >= 400 && status < 500 && status != 408 && status != 429 && !retryAfter);
    }

    boolean isDone() {
      return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
      return act + " " + (failure == null ? status : failure) + " after " + took.toMillis() + " ms";
    }
  }

  /** What a body says, as far as it says so. */
  record Answer(
      @Nullable String id,
      @Nullable Integer version,
      @Nullable String code,
      @Nullable String traceId) {}

  /** A call and its repetitions with the same key, until its outcome was known or time was up. */
  record Operation(String key, String act, long sent, Duration took, Attempt last, int attempts) {
    boolean isDone() {
      return last.isDone();
    }

    boolean isRefused() {
      return last.isKnown() && !last.isDone();
    }
  }

  /**
   * A question of Kubernetes.
   *
   * @param status 0 if there was no answer
   */
  record Probe(PackagedService instance, String path, long sent, Duration took, int status) {
    boolean isOf(String end) {
      return path.endsWith(end);
    }

    @Override
    public String toString() {
      return path + " " + status + " after " + took.toMillis() + " ms";
    }
  }

  void add(Attempt attempt) {
    attempts.add(attempt);
  }

  void add(Operation operation) {
    operations.add(operation);
  }

  void add(Probe probe) {
    probes.add(probe);
  }

  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  List<Attempt> attempts(Predicate<Attempt> which) {
    return attempts.stream().filter(which).toList();
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  List<Probe> probes(Predicate<Probe> which) {
    return probes.stream().filter(which).toList();
  }

  /** The time after which every call was answered as it should be; at least {@code from}. */
  long wellSince(long from) {
    return attempts.stream()
        .filter(attempt -> !attempt.isKnown())
        .mapToLong(Attempt::answered)
        .reduce(from, Math::max);
  }

  static Duration longest(Collection<Duration> times) {
    return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** The time that 99 of 100 did not exceed. */
  static Duration p99(Collection<Duration> times) {
    return percentile(99, times);
  }

  /** The time that so many of 100 did not exceed; zero without any. */
  static Duration percentile(int percent, Collection<Duration> times) {
    var sorted = new ArrayList<>(times);
    sorted.sort(null);
    return sorted.isEmpty() ? Duration.ZERO : sorted.get((sorted.size() - 1) * percent / 100);
  }

  static List<Duration> times(List<Attempt> attempts) {
    return attempts.stream().map(Attempt::took).toList();
  }
}
