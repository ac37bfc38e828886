package care.andon.platform.web.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts the calls in progress by a key, such as the caller, up to a limit per key. */
final class CallCounts {
  private final int most;
  private final ConcurrentMap<String, Integer> inProgress = new ConcurrentHashMap<>();

  /**
   * @param most how many calls with the same key may be in progress
   */
  CallCounts(int most) {
    this.most = most;
  }

  /**
   * Counts one more call.
   *
   * @return false if there are as many as the limit allows; then nothing is counted
   */
  boolean begin(String key) {
    var counted = new boolean[1];
    inProgress.compute(
        key,
        (_, before) -> {
          var calls = before == null ? 0 : before;
          counted[0] = calls < most;
          return counted[0] ? Integer.valueOf(calls + 1) : before;
        });
    return counted[0];
  }

  /** How many calls with the same key may be in progress. */
  int most() {
    return most;
  }

  /** The number of calls in progress with a key. */
  int of(String key) {
    return inProgress.getOrDefault(key, 0);
  }

  /** The number of keys with calls in progress. */
  int keys() {
    return inProgress.size();
  }

  /** Counts one call less, for which {@link #begin} was true. */
  void end(String key) {
    inProgress.computeIfPresent(key, (_, calls) -> calls == 1 ? null : calls - 1);
  }
}
