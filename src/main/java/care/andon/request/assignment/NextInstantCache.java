package care.andon.request.assignment;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * Remembers answers to "which instant comes next after this one". An answer also holds for every
 * instant between the question and the answer.
 */
final class NextInstantCache {
  /** Answers, each with the earliest instant for which it is known to be the next. */
  private final ConcurrentSkipListMap<Instant, Instant> follows = new ConcurrentSkipListMap<>();

  /**
   * Returns the next instant after {@code at}.
   *
   * @param find computes the answer if it is not known; an empty answer is not remembered
   */
  Optional<Instant> after(Instant at, Function<Instant, Optional<Instant>> find) {
    var known = follows.higherEntry(at);
    if (known != null && !known.getValue().isAfter(at)) {
      return Optional.of(known.getKey());
    }
    var found = find.apply(at);
    found.ifPresent(to -> follows.merge(to, at, NextInstantCache::earlier));
    return found;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
