package care.andon.request.assignment;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * Instants of which one follows the other, as far as they were found out: what follows one instant
 * follows every other between it and the answer.
 */
final class NextInstantCache {
  /** For each answer the earliest instant that it is known to follow. */
  private final ConcurrentSkipListMap<Instant, Instant> follows = new ConcurrentSkipListMap<>();

  /**
   * The first one after {@code at}.
   *
   * @param find finds it out where it is not known; empty for none, which is asked again next time
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
