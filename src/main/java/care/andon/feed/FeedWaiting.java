package care.andon.feed;

import care.andon.feed.EventFeed.Found;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Waits for events that a reader may see. It holds no thread and no database connection. */
@Singleton
class FeedWaiting {
  private final FeedTail tail;

  FeedWaiting(FeedTail tail) {
    this.tail = tail;
  }

  /**
   * Returns the next events for a reader who is up to date. Empty ones if the time is over, or if
   * this instance goes down.
   *
   * @param last what the reader read last
   * @param read reads what comes after a place
   */
  Uni<Found> next(Found last, Function<FeedPosition, Found> read, Duration wait) {
    var latest = new AtomicReference<>(last);
    return Uni.createFrom()
        .deferred(() -> tail.isBeyond(latest.get().now().horizon()))
        .map(_ -> readOn(latest, read))
        .repeat()
        .whilst(found -> found.isWaiting() && !tail.isStopped())
        .collect()
        .last()
        .ifNoItem()
        .after(wait)
        .recoverWithItem(latest::get);
  }

  private static Found readOn(AtomicReference<Found> latest, Function<FeedPosition, Found> read) {
    var found = read.apply(latest.get().end());
    latest.set(found);
    return found;
  }
}
